package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.SampleFlight;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.KeyShares;
import dev.extls.offer.KnownGroups;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.DhPrime;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupInquiryTest {
    private static final String AES = "TLS_AES_128_GCM_SHA256";
    private static final String ECDHE_RSA = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA";
    private static final String ECDHE_ECDSA = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA";
    private static final String DHE_RSA = "TLS_DHE_RSA_WITH_AES_128_CBC_SHA";
    private static final String RSA = "TLS_RSA_WITH_AES_128_CBC_SHA";
    private static final Outcome UNEXPECTED_MESSAGE = GroupServer.alert(10);

    private static String suite(ProtocolVersion version) {
        return version == TLS_1_3 ? AES : ECDHE_RSA;
    }

    private static GroupCourse course(GroupServer server) {
        return GroupCourse.of(server.version(), server, suite(server.version()));
    }

    private static int known(ProtocolVersion version) {
        return version == TLS_1_3
                ? KnownGroups.OF_TLS_1_3.size()
                : KnownGroups.CURVES.size() + KnownGroups.FINITE_FIELDS.size();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_0", "TLS_1_1", "TLS_1_2", "TLS_1_3"})
    void everyGroupIsAnsweredInTheServersOrderWithFewConnectionsBeyondTheAccepted(ProtocolVersion version) {
        GroupCourse course = course(GroupServer.of(version, "secp384r1", "x25519", "secp256r1"));

        GroupAnswers answers = course.answers();
        assertThat(course.accepted()).containsExactly("secp384r1", "x25519", "secp256r1");
        assertThat(answers.serverOrder()).isEqualTo(ServerOrder.SERVER);
        assertThat(answers.why()).isEqualTo(version == TLS_1_3 ? "" : answers.why());
        assertThat(course.connections()).isEqualTo(3 + (version == TLS_1_3 ? 4 : 6));
        assertThat(answers.refused() + answers.unknown().size() + 3).isEqualTo(known(version));
        assertThat(answers.unknown())
                .as("finite fields, of which no suite was asked for here")
                .isEqualTo(version == TLS_1_3 ? List.of() : KnownGroups.FINITE_FIELDS);
    }

    @Test
    void theClientsOrderIsToldFromTheServers() {
        GroupCourse course = course(
                GroupServer.of(TLS_1_3, "secp384r1", "x25519", "ffdhe2048").inTheOrderOfTheClient());

        assertThat(course.accepted()).containsExactly("x25519", "secp384r1", "ffdhe2048");
        assertThat(course.answers().serverOrder()).isEqualTo(ServerOrder.CLIENT);
    }

    @Test
    void oneGroupHasNoOrder() {
        GroupCourse course = course(GroupServer.of(TLS_1_3, "x448"));

        assertThat(course.accepted()).containsExactly("x448");
        assertThat(course.answers().serverOrder()).isEqualTo(ServerOrder.UNKNOWN);
        assertThat(course.connections()).isEqualTo(1 + 3);
    }

    @Test
    void hybridsAndRetiredCurvesAreFound() {
        assertThat(course(GroupServer.of(TLS_1_3, "X25519MLKEM768", "SecP384r1MLKEM1024", "MLKEM768", "x25519"))
                        .accepted())
                .containsExactly("X25519MLKEM768", "SecP384r1MLKEM1024", "MLKEM768", "x25519");
        assertThat(course(GroupServer.of(TLS_1_0, "sect571r1", "secp192r1", "brainpoolP512r1"))
                        .accepted())
                .containsExactly("sect571r1", "secp192r1", "brainpoolP512r1");
    }

    @Test
    void tls13IsAskedWithoutSharesAndNothingElseChangesFromHelloToHello() {
        GroupCourse course = course(GroupServer.of(TLS_1_3, "secp256r1", "x25519"));

        assertThat(course.asked()).allMatch(one -> GroupServer.withoutShares(one.offer()));
        assertThat(course.asked()).extracting(one -> one.offer().suites()).containsOnly(List.of(named(AES)));
    }

    @Test
    void aServerThatDoesNotAskForSharesIsGivenThoseOfEveryCurve() {
        GroupCourse course = course(
                GroupServer.of(TLS_1_3, "secp384r1", "x25519", "ffdhe2048").neverAskingForAShare());

        GroupAnswers answers = course.answers();
        assertThat(course.accepted()).containsExactly("secp384r1", "x25519");
        assertThat(answers.unknown())
                .as("no share of these was sent, and it does not ask for one")
                .hasSize(known(TLS_1_3) - KnownGroups.WITH_MADE_UP_SHARE.size())
                .contains(NamedGroup.named("ffdhe2048").orElseThrow());
        assertThat(answers.refused()).isEqualTo(KnownGroups.WITH_MADE_UP_SHARE.size() - 2);
        assertThat(answers.why()).contains("has not shown that it asks for one");
        assertThat(course.asked().subList(1, course.connections()))
                .allMatch(one -> one.offer().extras().keyShares() == KeyShares.EVERY_CURVE);
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_2", "TLS_1_3"})
    void anOddAlertCountsTwiceBetweenHellosThatWereAnswered(ProtocolVersion version) {
        GroupCourse course =
                course(GroupServer.of(version, "x25519", "secp256r1").refusingBy(UNEXPECTED_MESSAGE));

        assertThat(course.accepted()).containsExactly("x25519", "secp256r1");
        assertThat(course.answers().refused())
                .isEqualTo((version == TLS_1_3 ? known(version) : KnownGroups.CURVES.size()) - 2);
        assertThat(course.connections()).isEqualTo(2 + (version == TLS_1_3 ? 4 : 6));
    }

    @Test
    void aSingleGroupBesideOddAlertsIsAskedForOnceMoreAtTheEnd() {
        GroupCourse course = course(GroupServer.of(TLS_1_3, "x25519").refusingBy(UNEXPECTED_MESSAGE));

        assertThat(course.answers().refused()).isEqualTo(known(TLS_1_3) - 1);
        assertThat(course.connections()).isEqualTo(1 + 4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closesCountTheSame(boolean reset) {
        Outcome close = reset ? new Outcome.Reset() : new Outcome.Closed();
        GroupCourse course =
                course(GroupServer.of(TLS_1_2, "x25519", "secp256r1").refusingBy(close));

        assertThat(course.answers().refused()).isEqualTo(KnownGroups.CURVES.size() - 2);
        assertThat(course.connections()).isEqualTo(2 + 6);
    }

    /** Two of its closes tell something where no hello was ever closed and answered another time, and where one was it takes many. */
    @Test
    void aHelloThatWasClosedByChanceMakesClosesTellLess() {
        GroupServer server = GroupServer.of(TLS_1_2, "x25519", "secp256r1").refusingBy(new Outcome.Closed());
        Offer offer = Offer.hello(TLS_1_2, List.of(CipherSuite.named(ECDHE_RSA).orElseThrow()), List.of());
        List<Observation> seen = Seen.nothing()
                .add(offer, server.apply(offer))
                .add(offer, new Outcome.Closed())
                .add(offer, server.apply(offer))
                .list();
        GroupExchange exchange = GroupExchange.of(TLS_1_2, seen).get(0);

        assertThat(GroupReplies.of(exchange, seen.subList(0, 1)).closesNeeded()).isEqualTo(Closes.TWICE);
        assertThat(GroupReplies.of(exchange, seen).closesNeeded())
                .isEqualTo(Closes.unlikely(seen))
                .isGreaterThan(Closes.TWICE + 1);
    }

    /** By chance all that is left is reset, and then the part of it that is accepted; another part is refused by alert. */
    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_2", "TLS_1_3"})
    void twoClosesAreNoRefusalWhereListsAreRefusedByAlert(ProtocolVersion version) {
        GroupServer server = GroupServer.of(version, "x25519", "secp384r1");
        GroupCourse course =
                GroupCourse.of(version, failing(server, new Outcome.Reset(), new Outcome.Closed()), suite(version));

        assertThat(course.accepted()).containsExactlyInAnyOrder("x25519", "secp384r1");
    }

    /** The first two hellos that list the second group of a server without its first fail. */
    private static Function<Offer, Outcome> failing(GroupServer server, Outcome first, Outcome second) {
        int[] asked = {0};
        return offer -> {
            boolean left = offer.groups().contains(server.groups().get(1))
                    && !offer.groups().contains(server.groups().get(0));
            asked[0] += left ? 1 : 0;
            return switch (left ? asked[0] : 0) {
                case 1 -> first;
                case 2 -> second;
                default -> server.apply(offer);
            };
        };
    }

    /** By chance all that is left is reset, and then a part of it refused: an alert that was sent because the hello was damaged. */
    @ParameterizedTest
    @CsvSource({"TLS_1_3, 40", "TLS_1_3, 10", "TLS_1_3, 50", "TLS_1_2, 40", "TLS_1_2, 10", "TLS_1_2, 50"})
    void aResetAndAnAlertAreTwoWaysToRefuseAndOneOfThemMayBeChance(ProtocolVersion version, int alert) {
        GroupServer server = GroupServer.of(version, "x25519", "secp384r1");
        GroupCourse course =
                GroupCourse.of(version, failing(server, new Outcome.Reset(), GroupServer.alert(alert)), suite(version));

        assertThat(course.accepted()).containsExactlyInAnyOrder("x25519", "secp384r1");
    }

    /** A server that serves one connection at a time closes the others, however many of them. */
    @Test
    void closesWhileAnotherConnectionIsAnsweredAreNoRefusal() {
        GroupCourse alone =
                course(GroupServer.of(TLS_1_2, "x25519", "secp256r1").refusingBy(new Outcome.Closed()));
        List<Observation> crowded = new ArrayList<>(alone.observations());
        Observation answered = crowded.get(0);
        alone.asked().stream()
                .filter(VersionLaw::closesAtHello)
                .forEach(close -> crowded.add(new Observation(
                        100 + crowded.size(),
                        Question.FACTS,
                        answered.endpoint(),
                        answered.offer(),
                        answered.outcome(),
                        close.started(),
                        close.took(),
                        answered.localAddress(),
                        answered.learned(),
                        answered.certificates(),
                        answered.trust(),
                        answered.transcript())));

        GroupAnswers answers = GroupLaw.answer(TLS_1_2, crowded);

        assertThat(alone.answers().refused()).isPositive();
        assertThat(answers.refused()).isZero();
        assertThat(answers.accepted()).isEqualTo(alone.answers().accepted());
    }

    @Test
    void closesThatNoAnswerFollowsAreNoRefusal() {
        GroupServer server = GroupServer.of(TLS_1_2, "x25519", "secp256r1").refusingBy(new Outcome.Closed());
        int[] asked = {0};
        GroupCourse course = GroupCourse.of(
                TLS_1_2, offer -> ++asked[0] > 3 ? new Outcome.Closed() : server.apply(offer), ECDHE_RSA);

        assertThat(course.accepted()).containsExactly("x25519", "secp256r1");
        assertThat(course.answers().refused()).isZero();
        assertThat(course.answers().why()).contains("closed (FIN)");
    }

    @Test
    void anAnswerThatIsNoTlsIsNoRefusalHoweverOften() {
        GroupCourse course =
                course(GroupServer.of(TLS_1_3, "x25519", "secp256r1").refusingBy(new Outcome.Garbled("HTTP/1.1 400")));

        assertThat(course.accepted()).containsExactly("x25519", "secp256r1");
        assertThat(course.answers().refused()).isZero();
        assertThat(course.answers().unknown()).hasSize(known(TLS_1_3) - 2);
        assertThat(course.answers().why()).contains("HTTP/1.1 400");
    }

    @Test
    void aGroupThatBreaksTheServerHidesNoOther() {
        GroupServer server = GroupServer.of(TLS_1_2, "x25519", "secp521r1", "secp256r1", "x448")
                .breakingDownAt("secp521r1");

        GroupCourse course = course(server);

        assertThat(course.accepted()).containsExactlyInAnyOrder("x25519", "secp256r1", "x448");
        assertThat(course.answers().refused()).isEqualTo(KnownGroups.CURVES.size() - 3);
        assertThat(course.connections()).isLessThan(GroupInquiry.CONNECTIONS_AT_MOST);
    }

    @Test
    void norDoesItWhereSharesMustBeSent() {
        GroupServer server = GroupServer.of(TLS_1_3, "x25519", "secp521r1", "secp256r1", "x448")
                .neverAskingForAShare()
                .breakingDownAt("secp521r1");

        GroupCourse course = course(server);

        assertThat(course.accepted()).containsExactlyInAnyOrder("x25519", "secp256r1", "x448");
        assertThat(course.answers().unknown())
                .doesNotContain(NamedGroup.SECP521R1, NamedGroup.SECP384R1)
                .contains(new NamedGroup(0x0100));
    }

    @Test
    void whatAHelloRetryRequestNamesIsAcceptedWhateverComesAfterIt() {
        GroupServer server = GroupServer.of(TLS_1_3, "secp521r1", "x25519").breakingDownAt("secp521r1");
        Seen seen = Seen.nothing();
        Offer offer = Offer.hello(TLS_1_3, List.of(named(AES)), List.of()).withGroups(List.of(NamedGroup.X25519));
        seen.add(offer, server.apply(offer));

        assertThat(GroupCourse.of(TLS_1_3, seen, server).accepted()).containsExactly("secp521r1", "x25519");
    }

    @Test
    void silenceTwiceEndsTheQuestion() {
        GroupServer server = GroupServer.of(TLS_1_2, "x25519");
        int[] asked = {0};
        GroupCourse course = GroupCourse.of(
                TLS_1_2,
                offer -> asked[0]++ == 0 ? server.apply(offer) : new Outcome.Silent("no answer within 10.0 s"),
                ECDHE_RSA);

        assertThat(course.connections()).isEqualTo(2);
        assertThat(course.accepted()).as("seen while versions were asked for").containsExactly("x25519");
        assertThat(course.answers().refused()).isZero();
        assertThat(course.answers().why()).contains("no answer within 10.0 s");
    }

    @Test
    void anAnswerThatNamesNoGroupTellsNothing() {
        Function<Offer, Outcome> server = offer ->
                new Outcome.Selected(new Selection(TLS_1_2, offer.suites().get(0), -1, "", false), Stop.AS_ASKED, "");

        GroupCourse course = GroupCourse.of(TLS_1_2, server, ECDHE_RSA);

        assertThat(course.connections()).isEqualTo(2);
        assertThat(course.answers().accepted()).isEmpty();
        assertThat(course.answers().refused()).isZero();
    }

    @Test
    void aServerThatUsesItsCurveWhateverIsListedRefusesTheListed() {
        GroupCourse course = course(GroupServer.of(TLS_1_2, "secp256r1").usingItsFirstWhateverIsListed());

        assertThat(course.accepted()).containsExactly("secp256r1");
        assertThat(course.answers().refused()).isEqualTo(KnownGroups.CURVES.size() - 1);
        assertThat(course.connections()).isEqualTo(2);
    }

    @Test
    void theFiniteFieldsOfRfc7919AreFoundToo() {
        GroupServer server = GroupServer.of(TLS_1_2, "ffdhe3072", "ffdhe2048");

        GroupCourse course = GroupCourse.of(TLS_1_2, server, DHE_RSA);

        assertThat(course.accepted()).containsExactly("ffdhe3072", "ffdhe2048");
        assertThat(course.answers().refused()).isEqualTo(KnownGroups.FINITE_FIELDS.size() - 2);
        assertThat(course.connections()).isEqualTo(2 + 2);
    }

    @Test
    void aPrimeOfTheServersOwnInPlaceOfThoseListedRefusesThemWithoutAnyConnection() {
        Seen seen = Seen.nothing();
        Offer offer = Offer.hello(TLS_1_2, List.of(named(DHE_RSA)), List.of());
        seen.add(offer, new Outcome.Selected(new Selection(TLS_1_2, named(DHE_RSA), -1, "", false), Stop.AS_ASKED, ""))
                .sending(SampleFlight.of(TLS_1_2, named(DHE_RSA))
                        .with(new DhPrime(Bytes.fromHex("e1" + "35".repeat(127))))
                        .answering(offer));

        GroupCourse course = GroupCourse.of(TLS_1_2, seen, GroupServer.of(TLS_1_2));

        assertThat(course.connections()).isZero();
        assertThat(course.answers().refused()).isEqualTo(KnownGroups.FINITE_FIELDS.size());
    }

    @Test
    void withoutSuitesThatExchangeAGroupNothingIsAsked() {
        Function<Offer, Outcome> server = offer -> offer.suites().contains(named(RSA))
                ? new Outcome.Selected(new Selection(TLS_1_2, named(RSA), -1, "", false), Stop.AS_ASKED, "")
                : GroupServer.HANDSHAKE_FAILURE;
        SuiteCourse suites = SuiteCourse.of(server);

        assertThat(new GroupInquiry(List.of()).next(suites.observations())).isEmpty();
        assertThat(GroupLaw.answer(TLS_1_2, suites.observations()).refused())
                .as("every suite that exchanges a group was refused")
                .isEqualTo(known(TLS_1_2));
    }

    @Test
    void aCertificateThatNeedsItsCurveMakesNoGroupRefused() {
        GroupServer server = GroupServer.of(TLS_1_2, "secp256r1", "x25519").withACertificateOn("secp256r1");

        GroupCourse course = ofEcdsa(server);

        assertThat(course.accepted()).containsExactly("secp256r1");
        assertThat(course.answers().refused())
                .as("the server prefers the curve that must be listed")
                .isZero();
        assertThat(course.answers().why()).contains("the certificate needs its curve in every hello");
        assertThat(course.connections()).isLessThanOrEqualTo(5);
    }

    @Test
    void inTheClientsOrderTheCurveOfTheCertificateComesLastAndRefusesThoseBeforeIt() {
        GroupServer server = GroupServer.of(TLS_1_2, "secp256r1", "x25519", "secp521r1", "x448")
                .withACertificateOn("secp256r1")
                .inTheOrderOfTheClient();

        GroupCourse course = ofEcdsa(server);

        assertThat(course.accepted()).containsExactlyInAnyOrder("x25519", "secp256r1", "secp521r1", "x448");
        assertThat(course.answers().refused()).isEqualTo(KnownGroups.CURVES.size() - 4);
        assertThat(course.answers().why()).doesNotContain("contradict");
        assertThat(course.connections()).isLessThanOrEqualTo(4 + 4);
    }

    @Test
    void aCertificateThatIsUsedWithoutItsCurveLeavesNothingOpen() {
        GroupCourse course = ofEcdsa(GroupServer.of(TLS_1_2, "secp256r1", "x25519", "secp384r1"));

        assertThat(course.accepted()).containsExactly("secp256r1", "x25519", "secp384r1");
        assertThat(course.answers().refused()).isEqualTo(KnownGroups.CURVES.size() - 3);
    }

    @Test
    void aCurveOfTheCertificateThatIsNotExchangedStaysListedAndIsRefused() {
        GroupServer server = GroupServer.of(TLS_1_2, "x25519", "secp384r1").withACertificateOn("secp256r1");

        GroupCourse course = ofEcdsa(server);

        assertThat(course.accepted()).containsExactly("x25519", "secp384r1");
        assertThat(course.answers().refused()).isEqualTo(KnownGroups.CURVES.size() - 2);
        assertThat(course.asked())
                .filteredOn(one -> one.outcome().chosen().isEmpty())
                .allMatch(one -> one.offer().groups().contains(NamedGroup.SECP256R1));
    }

    @Test
    void aServerWithTheUsualCurvesCostsFourBeyondThem() {
        GroupCourse course = course(GroupServer.of(TLS_1_2, "x25519", "secp256r1", "x448", "secp521r1", "secp384r1"));

        assertThat(course.connections()).isEqualTo(5 + 4);
        assertThat(course.answers().refused()).isEqualTo(KnownGroups.CURVES.size() - 5);
    }

    @Test
    void whereUnlikeNodesAnswerNothingIsRefused() {
        GroupServer server = GroupServer.of(TLS_1_3, "x25519", "secp256r1");
        Seen seen = Seen.nothing();
        Offer offer = Offer.hello(TLS_1_3, List.of(named(AES)), List.of());
        seen.add(offer, server.apply(offer)).by("ex01.contoso.test");
        seen.add(offer, server.apply(offer)).by("ex02.contoso.test");

        GroupAnswers answers = GroupCourse.of(TLS_1_3, seen, server).answers();

        assertThat(answers.accepted()).isEqualTo(GroupServer.named("x25519", "secp256r1"));
        assertThat(answers.refused()).isZero();
        assertThat(answers.why()).contains("unlike nodes answer here");
    }

    @Test
    void aGroupThatWasChosenFromAListAndThenRefusedInAPartOfItIsAContradiction() {
        GroupExchange exchange =
                new GroupExchange(TLS_1_3, GroupExchange.Kind.ANY, List.of(named(AES)), Set.of(), Shape.PLAIN);
        Offer both = exchange.offer(GroupServer.named("x25519", "secp256r1"), KeyShares.NONE, List.of());
        Offer part = exchange.offer(GroupServer.named("x25519"), KeyShares.NONE, List.of());
        GroupServer server = GroupServer.of(TLS_1_3, "x25519", "secp256r1");
        Seen seen = Seen.nothing();
        seen.add(both, server.apply(both)).asking(Question.GROUPS).add(both, server.apply(both));
        seen.add(part, GroupServer.HANDSHAKE_FAILURE);

        GroupAnswers answers = GroupLaw.answer(TLS_1_3, seen.list());

        assertThat(answers.accepted()).isEqualTo(GroupServer.named("x25519"));
        assertThat(answers.why()).contains("answers contradict each other: o3 refused");
    }

    @Test
    void anyMixtureOfAnswersComesToAnEndWithinTheBound() {
        long seed = Long.getLong("extls.seed", new Random().nextLong());
        System.out.println("anyMixtureOfAnswersComesToAnEndWithinTheBound: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            ProtocolVersion version = round % 2 == 0 ? TLS_1_3 : TLS_1_2;
            List<Outcome> others = List.of(
                    GroupServer.HANDSHAKE_FAILURE,
                    UNEXPECTED_MESSAGE,
                    new Outcome.Closed(),
                    new Outcome.Reset(),
                    new Outcome.Garbled("x"),
                    new Outcome.Silent("x"));
            Function<Offer, Outcome> server = offer -> random.nextInt(3) == 0
                    ? others.get(random.nextInt(others.size()))
                    : new Outcome.Selected(
                            new Selection(
                                    version,
                                    offer.suites().get(0),
                                    offer.groups()
                                            .get(random.nextInt(offer.groups().size()))
                                            .code(),
                                    "",
                                    random.nextBoolean()),
                            Stop.AS_ASKED,
                            "");
            Seen seen = Seen.nothing();
            Offer first = Offer.hello(version, List.of(named(suite(version))), List.of());
            seen.add(
                    first,
                    new Outcome.Selected(
                            new Selection(version, named(suite(version)), 29, "", false), Stop.AS_ASKED, ""));

            GroupCourse course = GroupCourse.of(version, seen, server);

            assertThat(course.connections()).isLessThanOrEqualTo(GroupInquiry.CONNECTIONS_AT_MOST);
            GroupAnswers answers = course.answers();
            List<NamedGroup> all = new ArrayList<>(answers.accepted());
            all.addAll(answers.unknown());
            assertThat(all).doesNotHaveDuplicates();
            assertThat(Collections.disjoint(answers.accepted(), answers.unknown()))
                    .isTrue();
            assertThat(all.size() + answers.refused()).isEqualTo(known(version));
        }
    }

    /** An ECDSA certificate of P-256 was shown beside the first answer. */
    private static GroupCourse ofEcdsa(GroupServer server) {
        Seen seen = Seen.nothing();
        Offer offer = Offer.hello(TLS_1_2, List.of(named(ECDHE_ECDSA)), List.of());
        seen.add(offer, server.apply(offer)).certified(Bytes.fromHex("301306072a8648ce3d020106082a8648ce3d030107"));
        return GroupCourse.of(TLS_1_2, seen, server);
    }

    private static CipherSuite named(String name) {
        return CipherSuite.named(name).orElseThrow();
    }
}
