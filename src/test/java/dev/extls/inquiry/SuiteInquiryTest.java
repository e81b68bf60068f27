package dev.extls.inquiry;

import static dev.extls.inquiry.SuiteLists.known;
import static dev.extls.inquiry.SuiteServer.HANDSHAKE_FAILURE;
import static dev.extls.inquiry.SuiteServer.named;
import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions and suites against simulated servers whose configuration is known. */
class SuiteInquiryTest {
    private static final Outcome RST = new Outcome.Reset();
    private static final Outcome FIN = new Outcome.Closed();
    private static final Outcome INTERNAL_ERROR = new Outcome.Alerted(new Alert(2, 80));
    private static final Outcome SILENT = new Outcome.Silent("20 s, 0 bytes");

    private record Case(String name, ProtocolVersion version, SuiteServer server) {
        static Case of(String name, ProtocolVersion version, List<CipherSuite> suites) {
            return new Case(name, version, SuiteServer.of(version, suites));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> wellBehaved() {
        return Stream.of(
                Case.of("nginx default, RSA", TLS_1_2, SuiteLists.NGINX),
                Case.of("2012 R2, RSA", TLS_1_2, SuiteLists.WINDOWS_2012_R2),
                Case.of("2016, RSA", TLS_1_2, SuiteLists.WINDOWS_2016),
                Case.of("OpenSSL ALL", TLS_1_2, SuiteLists.OPENSSL_ALL_1_2),
                new Case(
                        "OpenSSL ALL, order of the client",
                        TLS_1_2,
                        SuiteServer.of(TLS_1_2, SuiteLists.OPENSSL_ALL_1_2).inTheOrderOfTheClient()),
                Case.of("one suite", TLS_1_2, SuiteServer.named("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")),
                Case.of(
                        "two suites of one family",
                        TLS_1_2,
                        SuiteServer.named(
                                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")),
                Case.of("RC4 only", TLS_1_0, SuiteServer.named("TLS_RSA_WITH_RC4_128_SHA", "TLS_RSA_WITH_RC4_128_MD5")),
                Case.of("anonymous only", TLS_1_2, known(TLS_1_2, "_anon_WITH_AES")),
                Case.of("NULL only", TLS_1_2, known(TLS_1_2, "^TLS_(RSA|ECDHE_RSA)_WITH_NULL")),
                Case.of("EXPORT beside RC4", TLS_1_0, known(TLS_1_0, "^TLS_RSA_(EXPORT_|WITH_RC4)")),
                Case.of("PSK only", TLS_1_2, known(TLS_1_2, "^TLS_PSK_WITH_AES")),
                Case.of("everything", TLS_1_0, KnownSuites.of(TLS_1_0)),
                Case.of("SSL 3.0", SSL_3_0, known(SSL_3_0, "^TLS_RSA_WITH_(RC4|3DES|DES|AES)")),
                Case.of("TLS 1.1", TLS_1_1, known(TLS_1_1, "^TLS_(ECDHE_)?RSA_WITH_AES")),
                Case.of(
                        "TLS 1.3, OpenSSL",
                        TLS_1_3,
                        SuiteServer.named(
                                "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256")),
                Case.of("TLS 1.3, all", TLS_1_3, KnownSuites.of(TLS_1_3)),
                Case.of(
                        "TLS 1.3, integrity only beside",
                        TLS_1_3,
                        SuiteServer.named("TLS_AES_128_GCM_SHA256", "TLS_SHA256_SHA256")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wellBehaved")
    void everySuiteIsFoundWithTenConnectionsMoreThanAccepted(Case one) {
        SuiteCourse course = SuiteCourse.of(one.server());
        SuiteAnswers answers = course.answers(one.version());
        List<CipherSuite> configured = one.server().working(one.version());

        System.out.printf(
                "%-36s %s: %3d accepted, %3d refused, order %-7s %3d connections = accepted + %d (+ %d for the version) in %d rounds%n",
                one.name(),
                one.version().label(),
                answers.accepted().size(),
                answers.refused(),
                answers.serverOrder(),
                course.connections(one.version()),
                course.beyondAccepted(one.version()),
                course.connections(one.version()) - answers.accepted().size() - course.beyondAccepted(one.version()),
                course.rounds());
        assertThat(answers.accepted()).containsExactlyInAnyOrderElementsOf(configured);
        assertThat(answers.unknown()).isEmpty();
        assertThat(answers.why()).isEmpty();
        assertThat(answers.evidence()).isNotEmpty();
        assertThat(course.beyondAccepted(one.version())).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wellBehaved")
    void theAnswersAreTheSameWithFourConnectionsSideBySide(Case one) {
        SuiteAnswers answers = SuiteCourse.of(one.server(), 4).answers(one.version());

        assertThat(answers.accepted())
                .containsExactlyInAnyOrderElementsOf(one.server().working(one.version()));
        assertThat(answers.unknown()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wellBehaved")
    void aServerThatRefusesByClosingIsReadExactlyWithTenConnectionsMoreThanAccepted(Case one) {
        SuiteCourse course = SuiteCourse.ofLiving(one.server().refusingBy(RST), one.version(), 1);
        SuiteAnswers answers = course.answers(one.version());

        System.out.printf(
                "%-36s by RST: accepted + %d%n",
                one.name(),
                course.connections(one.version()) - answers.accepted().size());
        assertThat(answers.accepted())
                .containsExactlyInAnyOrderElementsOf(one.server().working(one.version()));
        assertThat(answers.unknown()).isEmpty();
        // anonymous and NULL suites do not stand in one hello with others, so they are no control for long lists
        boolean onlyApart = answers.accepted().stream().allMatch(KnownSuites::apart);
        assertThat(course.connections(one.version())
                        - course.looks()
                        - answers.accepted().size())
                .isLessThanOrEqualTo(onlyApart ? 18 : 10);
        assertThat(course.looks()).isLessThanOrEqualTo(5);
    }

    @Test
    void versionsSideBySideOfAServerThatRefusesByClosingCostNoMore() {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016)
                .and(TLS_1_1, known(TLS_1_1, "^TLS_(ECDHE_)?RSA_WITH_AES"))
                .and(TLS_1_0, known(TLS_1_0, "^TLS_RSA_WITH_(AES|3DES)"))
                .refusingBy(FIN);
        for (int sideBySide = 1; sideBySide <= 4; sideBySide++) {
            SuiteCourse course = SuiteCourse.of(server, sideBySide);

            for (ProtocolVersion version : List.of(TLS_1_0, TLS_1_1, TLS_1_2)) {
                SuiteAnswers answers = course.answers(version);
                assertThat(answers.accepted()).containsExactlyInAnyOrderElementsOf(server.working(version));
                assertThat(answers.unknown()).isEmpty();
                assertThat(course.beyondAccepted(version))
                        .as("%s, %d side by side", version, sideBySide)
                        .isLessThanOrEqualTo(10);
            }
        }
    }

    /** Whichever connection it meets. */
    @ParameterizedTest
    @MethodSource("refusals")
    void oneCloseByChanceNeitherHidesASuiteNorRefusesOne(Outcome refusal) {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016).refusingBy(refusal);
        int connections = SuiteCourse.of(server).observations().size();
        for (int chance = 6; chance < connections; chance++) {
            int unlucky = chance;
            AtomicInteger made = new AtomicInteger();

            SuiteCourse course = SuiteCourse.of(offer -> made.getAndIncrement() == unlucky ? RST : server.apply(offer));

            SuiteAnswers answers = course.answers(TLS_1_2);
            assertThat(answers.accepted())
                    .as("connection %d", chance)
                    .containsExactlyInAnyOrderElementsOf(SuiteLists.WINDOWS_2016);
            assertThat(answers.unknown()).as("connection %d", chance).isEmpty();
            assertThat(answers.serverOrder()).isEqualTo(ServerOrder.SERVER);
            assertThat(course.beyondAccepted(TLS_1_2))
                    .as("connection %d", chance)
                    // where chance is seen to close, every list has to be closed three times
                    .isLessThanOrEqualTo(52);
        }
    }

    static Stream<Outcome> refusals() {
        return Stream.of(HANDSHAKE_FAILURE, RST, FIN);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aServerThatClosesOnListsLongerThanSixtyFourIsReadExactly(Outcome refusal) {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.NGINX).refusingBy(refusal);

        SuiteAnswers answers = SuiteCourse.of(offer -> offer.suites().size() > 64 ? RST : server.apply(offer))
                .answers(TLS_1_2);

        assertThat(answers.accepted()).containsExactlyInAnyOrderElementsOf(SuiteLists.NGINX);
        assertThat(answers.unknown()).isEmpty();
        assertThat(answers.serverOrder()).isEqualTo(ServerOrder.SERVER);
    }

    @Test
    void likelySuitesStandInTheOrderOfTheServer() {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2012_R2);

        SuiteAnswers answers = SuiteCourse.of(server).answers(TLS_1_2);

        assertThat(answers.accepted()).isEqualTo(SuiteLists.WINDOWS_2012_R2);
        assertThat(answers.serverOrder()).isEqualTo(ServerOrder.SERVER);
    }

    /** SSL 3.0 is asked for by a hello without finite-field suites. */
    @Test
    void theSuiteThatWasChosenWithoutFiniteFieldSuitesIsComparedWithThemInOneMoreConnection() {
        List<CipherSuite> dheFirst = named(
                "TLS_DHE_RSA_WITH_AES_256_CBC_SHA",
                "TLS_RSA_WITH_AES_256_CBC_SHA",
                "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
                "TLS_RSA_WITH_RC4_128_SHA");
        for (List<CipherSuite> preferred : List.of(dheFirst, dheFirst.subList(1, 4), dheFirst.subList(2, 4))) {
            SuiteCourse course = SuiteCourse.of(SuiteServer.of(SSL_3_0, preferred));

            SuiteAnswers answers = course.answers(SSL_3_0);
            assertThat(answers.accepted()).isEqualTo(preferred);
            assertThat(answers.unknown()).isEmpty();
            assertThat(answers.serverOrder()).isEqualTo(ServerOrder.SERVER);
            assertThat(course.beyondAccepted(SSL_3_0)).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void theOrderOfTheClientIsSeen() {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2012_R2).inTheOrderOfTheClient();

        assertThat(SuiteCourse.of(server).answers(TLS_1_2).serverOrder()).isEqualTo(ServerOrder.CLIENT);
    }

    /** Of a server with an order of its own both ends lead to the same suite. */
    @Test
    void theLikelySuitesOfAServerThatFollowsTheClientAreOfferedFromBothEndsInNoMoreConnections() {
        List<CipherSuite> likely = KnownSuites.likely(TLS_1_2);
        SuiteServer ownOrder = SuiteServer.of(TLS_1_2, likely);

        SuiteCourse ofTheServer = SuiteCourse.of(ownOrder);
        SuiteCourse ofTheClient = SuiteCourse.of(ownOrder.inTheOrderOfTheClient());

        assertThat(ofTheClient.rounds()).isLessThan(ofTheServer.rounds() * 3 / 4);
        assertThat(ofTheClient.observations()).hasSameSizeAs(ofTheServer.observations());
        assertThat(ofTheServer.answers(TLS_1_2).serverOrder()).isEqualTo(ServerOrder.SERVER);
        assertThat(ofTheServer.answers(TLS_1_2).accepted()).isEqualTo(likely);
        assertThat(ofTheClient.answers(TLS_1_2).serverOrder()).isEqualTo(ServerOrder.CLIENT);
        assertThat(ofTheClient.answers(TLS_1_2).accepted()).isEqualTo(likely);
    }

    /** The order in which the server prefers them is another one than that of any list. */
    @Test
    void anOrderOfTheServersOwnIsReadAsWellWhereTheFirstListIsReversed() {
        Random random = new Random(Draws.seed());
        for (int draw = 0; draw < Draws.of(50); draw++) {
            List<CipherSuite> some = new ArrayList<>(KnownSuites.likely(TLS_1_2));
            Collections.shuffle(some, random);
            some = some.subList(0, 30);
            if (SuiteOrder.chaCha(some.get(0))) {
                continue;
            }

            SuiteAnswers answers = SuiteCourse.of(SuiteServer.of(TLS_1_2, some)).answers(TLS_1_2);

            // the handshake does not offer all of them
            List<CipherSuite> compared = new ArrayList<>(answers.accepted());
            compared.remove(answers.accepted().get(0));
            List<CipherSuite> expected = new ArrayList<>(some);
            expected.remove(answers.accepted().get(0));
            assertThat(compared).isEqualTo(expected);
            assertThat(answers.serverOrder()).isNotEqualTo(ServerOrder.CLIENT);
        }
    }

    @Test
    void oneSuiteHasNoOrder() {
        SuiteServer server = SuiteServer.of(TLS_1_2, "TLS_RSA_WITH_AES_128_CBC_SHA");

        assertThat(SuiteCourse.of(server).answers(TLS_1_2).serverOrder()).isEqualTo(ServerOrder.UNKNOWN);
    }

    @Test
    void chaCha20MovedToTheFrontForTheClientIsNotTakenForTheOrderOfTheClient() {
        List<CipherSuite> three =
                SuiteServer.named("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256");
        SuiteServer server = SuiteServer.of(TLS_1_3, three);
        Function<Offer, Outcome> prioritising = offer -> {
            CipherSuite first = offer.suites().get(0);
            return first.equals(three.get(2))
                    ? SuiteServer.of(TLS_1_3, List.of(first)).apply(offer)
                    : server.apply(offer);
        };

        assertThat(SuiteCourse.of(prioritising).answers(TLS_1_3).serverOrder()).isEqualTo(ServerOrder.SERVER);
    }

    @Test
    void theOrderOfTheClientIsProvenAlsoWhereItsLastSuitesAreSeveralOfChaCha20() {
        SuiteServer server = SuiteServer.of(
                        TLS_1_2,
                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                        "TLS_RSA_WITH_AES_128_CBC_SHA",
                        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256")
                .inTheOrderOfTheClient();

        assertThat(SuiteCourse.of(server).answers(TLS_1_2).serverOrder()).isEqualTo(ServerOrder.CLIENT);
    }

    @Test
    void allVersionsAreAskedSideBySideAndEachHasItsOwnSuites() {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016)
                .and(TLS_1_0, known(TLS_1_0, "^TLS_RSA_WITH_(AES|3DES)"))
                .and(TLS_1_3, SuiteServer.named("TLS_AES_128_GCM_SHA256"));

        SuiteCourse course = SuiteCourse.of(server);

        assertThat(course.answers(TLS_1_2).accepted()).containsExactlyElementsOf(SuiteLists.WINDOWS_2016);
        assertThat(course.answers(TLS_1_0).accepted()).containsExactlyInAnyOrderElementsOf(server.working(TLS_1_0));
        assertThat(course.answers(TLS_1_3).accepted()).hasSize(1);
        assertThat(course.connections(TLS_1_1)).isEqualTo(1);
        assertThat(course.rounds()).isLessThan(30);
    }

    static Stream<Case> breakingDown() {
        List<Case> cases = new ArrayList<>();
        List<CipherSuite> suites =
                known(TLS_1_2, "^TLS_((DHE|ECDHE)_RSA|RSA)_WITH_(AES|CAMELLIA|3DES|RC4).*|^TLS_PSK_WITH_AES.*");
        for (String family : List.of("^TLS_DHE_RSA_", "^TLS_ECDHE_RSA_", "^TLS_RSA_", "RC4", "^TLS_PSK_", "3DES")) {
            Set<CipherSuite> broken = Set.copyOf(known(TLS_1_2, family));
            List<CipherSuite> working =
                    suites.stream().filter(suite -> !broken.contains(suite)).toList();
            List<CipherSuite> brokenFirst = new ArrayList<>(working.subList(0, 1));
            suites.stream().filter(broken::contains).forEach(brokenFirst::add);
            brokenFirst.addAll(working.subList(1, working.size()));
            for (Outcome how : List.of(HANDSHAKE_FAILURE, RST, FIN)) {
                String name = family + " " + how.getClass().getSimpleName();
                cases.add(new Case(
                        name + ", preferred second",
                        TLS_1_2,
                        SuiteServer.of(TLS_1_2, brokenFirst).breakingDown(broken, how)));
                cases.add(new Case(
                        name + ", preferred last",
                        TLS_1_2,
                        SuiteServer.of(
                                        TLS_1_2,
                                        Stream.concat(working.stream(), broken.stream())
                                                .toList())
                                .breakingDown(broken, how)));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakingDown")
    void suitesHiddenByOneThatTheServerChoosesAndCannotDoAreFound(Case one) {
        SuiteCourse course = SuiteCourse.ofLiving(one.server(), TLS_1_2, 1);
        SuiteAnswers answers = course.answers(TLS_1_2);

        System.out.printf(
                "breaks down: %-42s accepted + %d%n",
                one.name(), course.connections(TLS_1_2) - answers.accepted().size());
        assertThat(answers.accepted())
                .containsExactlyInAnyOrderElementsOf(one.server().working(TLS_1_2));
        assertThat(answers.unknown()).isEmpty();
        assertThat(answers.why()).isEmpty();
    }

    @Test
    void anAlertThatIsNoRefusalLeavesTheSuitesUnknownThatItConcerns() {
        List<CipherSuite> suites = known(TLS_1_2, "^TLS_((DHE|ECDHE)_RSA|RSA)_WITH_AES.*");
        Set<CipherSuite> broken = Set.copyOf(known(TLS_1_2, "^TLS_DHE_RSA_WITH_AES"));
        SuiteServer server = SuiteServer.of(TLS_1_2, suites).breakingDown(broken, INTERNAL_ERROR);

        SuiteAnswers answers = SuiteCourse.of(server).answers(TLS_1_2);

        assertThat(answers.accepted()).containsExactlyInAnyOrderElementsOf(server.working(TLS_1_2));
        assertThat(answers.unknown())
                .containsAll(broken)
                .allMatch(suite -> suite.label().contains("_DHE_RSA_"));
        assertThat(answers.why()).contains("internal_error(80)");
    }

    @Test
    void sslv2KindsAreFound() {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.NGINX)
                .and(SSL_2_0, SuiteServer.named("SSL_CK_RC4_128_WITH_MD5", "SSL_CK_DES_192_EDE3_CBC_WITH_MD5"));

        SuiteAnswers answers = SuiteCourse.of(server).answers(SSL_2_0);

        assertThat(answers.accepted()).isEqualTo(server.working(SSL_2_0));
        assertThat(answers.refused()).isEqualTo(5);
        assertThat(answers.serverOrder()).isEqualTo(ServerOrder.UNKNOWN);
    }

    @Test
    void theChoiceOfALowerVersionRefusesTheList() {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016);
        Function<Offer, Outcome> downgrading = offer -> {
            Outcome outcome = server.apply(offer);
            boolean suites = offer.version() == TLS_1_2 && outcome.equals(HANDSHAKE_FAILURE);
            return suites
                    ? SuiteServer.of(TLS_1_1, offer.suites().subList(0, 1))
                            .apply(Offer.hello(TLS_1_1, offer.suites(), List.of()))
                    : outcome;
        };

        SuiteAnswers answers = SuiteCourse.of(downgrading).answers(TLS_1_2);

        assertThat(answers.accepted()).isEqualTo(SuiteLists.WINDOWS_2016);
        assertThat(answers.unknown()).isEmpty();
    }

    static Stream<Outcome> noAnswers() {
        return Stream.of(
                SILENT,
                new Outcome.Garbled("not TLS"),
                new Outcome.NotOffered("our fault"),
                new Outcome.NotReached(Trouble.THROTTLED, "421 4.3.2"));
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void noAnswerLeavesTheRestUnknownAndIsAskedOnceMore(Outcome none) {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016);
        AtomicInteger refusals = new AtomicInteger();
        Function<Offer, Outcome> failing = offer -> {
            Outcome outcome = server.apply(offer);
            return offer.version() == TLS_1_2 && outcome.equals(HANDSHAKE_FAILURE) && refusals.incrementAndGet() > 0
                    ? none
                    : outcome;
        };

        SuiteAnswers answers = SuiteCourse.of(failing).answers(TLS_1_2);

        assertThat(refusals).hasValue(2);
        assertThat(answers.accepted()).isEqualTo(SuiteLists.WINDOWS_2016);
        assertThat(answers.refused()).isZero();
        assertThat(answers.why()).startsWith(answers.unknown().size() + " suites are unknown: ");
    }

    @Test
    void noAnswerOnceChangesNothing() {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016);
        AtomicInteger hellos = new AtomicInteger();
        Function<Offer, Outcome> failing =
                offer -> offer.version() == TLS_1_2 && hellos.incrementAndGet() % 7 == 0 ? SILENT : server.apply(offer);

        SuiteAnswers answers = SuiteCourse.of(failing).answers(TLS_1_2);

        assertThat(answers.accepted()).isEqualTo(SuiteLists.WINDOWS_2016);
        assertThat(answers.unknown()).isEmpty();
        assertThat(answers.serverOrder()).isEqualTo(ServerOrder.SERVER);
    }

    @Test
    void somebodySpeakingIntoTheConnectionEndsTheInquiry() {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016);
        AtomicInteger hellos = new AtomicInteger();
        Function<Offer, Outcome> injecting = offer -> {
            hellos.incrementAndGet();
            return offer.way() == Way.HELLO && offer.version() == TLS_1_2
                    ? new Outcome.Injected(Bytes.fromHex("00"))
                    : server.apply(offer);
        };

        SuiteAnswers answers = SuiteCourse.of(injecting).answers(TLS_1_2);

        assertThat(hellos).hasValue(7);
        assertThat(answers.accepted()).hasSize(1);
        assertThat(answers.why()).contains("injected");
    }

    @Test
    void oneResetBetweenAnswersIsNoRefusal() {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016);
        AtomicInteger hellos = new AtomicInteger();
        Function<Offer, Outcome> flaky =
                offer -> offer.version() == TLS_1_2 && hellos.incrementAndGet() % 5 == 0 ? RST : server.apply(offer);

        SuiteAnswers answers = SuiteCourse.of(flaky).answers(TLS_1_2);

        assertThat(answers.accepted()).containsExactlyInAnyOrderElementsOf(SuiteLists.WINDOWS_2016);
        assertThat(answers.unknown()).isEmpty();
        assertThat(answers.serverOrder()).isEqualTo(ServerOrder.SERVER);
    }

    @Test
    void closesWithoutAControlAfterThemAreNoRefusal() {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016);
        AtomicInteger refused = new AtomicInteger();
        Function<Offer, Outcome> dying = offer -> {
            Outcome outcome = server.apply(offer);
            boolean ofThisVersion = offer.version() == TLS_1_2;
            if (ofThisVersion && outcome.equals(HANDSHAKE_FAILURE)) {
                refused.incrementAndGet();
            }
            return ofThisVersion && refused.get() > 0 ? RST : outcome;
        };

        SuiteAnswers answers = SuiteCourse.of(dying).answers(TLS_1_2);

        assertThat(answers.accepted()).isEqualTo(SuiteLists.WINDOWS_2016);
        assertThat(answers.refused()).isZero();
        assertThat(answers.unknown()).hasSize(KnownSuites.of(TLS_1_2).size() - SuiteLists.WINDOWS_2016.size());
        assertThat(answers.why()).contains("reset (RST)");
    }

    @Test
    void aServerThatAcceptsEverythingIsNotAskedWithoutEnd() {
        SuiteCourse course = SuiteCourse.of(SuiteServer.of(TLS_1_2, KnownSuites.of(TLS_1_2)));
        SuiteAnswers answers = course.answers(TLS_1_2);

        assertThat(course.connections(TLS_1_2)).isEqualTo(SuiteLaw.CONNECTIONS_AT_MOST + 1);
        assertThat(answers.accepted()).hasSize(SuiteLaw.CONNECTIONS_AT_MOST + 1);
        assertThat(answers.why()).contains("256 connections");
    }

    @Test
    void theInquiryOfAPoolEndsAndKeepsEverySuiteThatWasChosen() {
        SuiteServer one = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016.subList(0, 6));
        SuiteServer other = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016.subList(4, 10));
        AtomicInteger turn = new AtomicInteger();

        SuiteCourse course = SuiteCourse.of(offer -> (turn.incrementAndGet() % 3 == 0 ? one : other).apply(offer));
        SuiteAnswers answers = course.answers(TLS_1_2);

        assertThat(SuiteLists.WINDOWS_2016.subList(0, 10)).containsAll(answers.accepted());
        assertThat(answers.accepted())
                .containsAll(course.observations().stream()
                        .filter(seen -> SuiteReplies.chose(TLS_1_2, seen))
                        .map(seen -> seen.outcome().chosen().orElseThrow().suite())
                        .toList());
        assertThat(course.connections(TLS_1_2)).isLessThanOrEqualTo(SuiteLaw.CONNECTIONS_AT_MOST);
    }

    @Test
    void everyOfferCarriesTheAlpnNamesAndIsAHello() {
        Seen seen = Seen.nothing().negotiated(TLS_1_2);
        SuiteServer server = SuiteServer.of(TLS_1_2, KnownSuites.of(TLS_1_2).subList(0, 1));
        SuiteInquiry inquiry = new SuiteInquiry(List.of("h2"));
        int asked = 0;
        for (List<Offer> offers = inquiry.next(seen.list()); !offers.isEmpty(); offers = inquiry.next(seen.list())) {
            assertThat(offers).allSatisfy(offer -> {
                assertThat(offer.alpn()).containsExactly("h2");
                assertThat(offer.way()).isEqualTo(Way.HELLO);
            });
            offers.forEach(offer -> seen.add(offer, server.apply(offer)));
            asked += offers.size();
        }
        assertThat(asked).isLessThanOrEqualTo(15);
    }

    @Test
    void versionsThatAreNotSpokenAreNotAsked() {
        Seen seen = Seen.nothing().alert(TLS_1_2, Alert.PROTOCOL_VERSION).rst(TLS_1_0);

        assertThat(new SuiteInquiry(List.of()).next(seen.list())).isEmpty();
    }

    @Test
    void suitesOfDifferentKindsNeverStandInOneHello() {
        SuiteCourse course =
                SuiteCourse.of(SuiteServer.of(TLS_1_0, KnownSuites.of(TLS_1_0)).and(TLS_1_2, known(TLS_1_2, "AES")));

        assertThat(course.observations())
                .allSatisfy(one -> assertThat(one.offer().suites().stream()
                                .map(KnownSuites::apart)
                                .collect(Collectors.toSet()))
                        .hasSizeLessThanOrEqualTo(1 + (one.offer().version() == SSL_2_0 ? 1 : 0)));
    }
}
