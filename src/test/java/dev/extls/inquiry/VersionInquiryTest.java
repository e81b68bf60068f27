package dev.extls.inquiry;

import static dev.extls.inquiry.SimulatedServer.FIN;
import static dev.extls.inquiry.SimulatedServer.HANDSHAKE_FAILURE;
import static dev.extls.inquiry.SimulatedServer.PROTOCOL_VERSION;
import static dev.extls.inquiry.SimulatedServer.RST;
import static dev.extls.inquiry.SimulatedServer.SILENT;
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
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The inquiry driven to its end against simulated servers whose configuration is known. */
class VersionInquiryTest {
    private static final Set<ProtocolVersion> EVERY = EnumSet.allOf(ProtocolVersion.class);
    private static final Outcome THROTTLED = new Outcome.NotReached(Trouble.THROTTLED, "421 4.3.2");

    /** The number of the control where TLS 1.2 and 1.3 are spoken and all else is closed: the last. */
    private static final int CONTROL = 21;

    private record Case(String name, SimulatedServer server, int connections) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Counted once and kept: a change that costs more connections shows here. */
    static Stream<Case> plain() {
        Set<ProtocolVersion> usual = EnumSet.of(TLS_1_2, TLS_1_3);
        Set<ProtocolVersion> of2012 = EnumSet.of(SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2);
        return Stream.of(
                new Case("everything on", new SimulatedServer(EVERY, PROTOCOL_VERSION), 6),
                new Case("1.2 and 1.3, protocol_version", new SimulatedServer(usual, PROTOCOL_VERSION), 6),
                new Case("1.2 only, protocol_version", new SimulatedServer(EnumSet.of(TLS_1_2), PROTOCOL_VERSION), 6),
                new Case("1.3 only, protocol_version", new SimulatedServer(EnumSet.of(TLS_1_3), PROTOCOL_VERSION), 6),
                new Case("1.0 only, protocol_version", new SimulatedServer(EnumSet.of(TLS_1_0), PROTOCOL_VERSION), 6),
                new Case(
                        "SSL 3.0 only, RST",
                        new SimulatedServer(EnumSet.of(SSL_3_0), RST).withoutSupportedVersions(),
                        11),
                new Case("1.2 only, RST", new SimulatedServer(EnumSet.of(TLS_1_2), RST), 22),
                new Case("1.2 only, FIN", new SimulatedServer(EnumSet.of(TLS_1_2), FIN), 22),
                new Case("1.2 and 1.3, RST", new SimulatedServer(usual, RST), 21),
                new Case("1.2 and 1.3, handshake_failure", new SimulatedServer(usual, HANDSHAKE_FAILURE), 14),
                new Case("like 2012 R2", new SimulatedServer(of2012, RST).withoutSupportedVersions(), 10),
                new Case("like 2019", new SimulatedServer(EnumSet.of(TLS_1_2), RST).withoutSupportedVersions(), 22),
                new Case(
                        "RC4 only",
                        new SimulatedServer(of2012, PROTOCOL_VERSION)
                                .with(suite -> suite.label().contains("RC4_128")
                                        && !suite.label().contains("PSK")),
                        9),
                new Case(
                        "1.2 with RC4 only, RST on all else",
                        new SimulatedServer(
                                EnumSet.of(TLS_1_2),
                                suite -> suite.label().equals("TLS_RSA_WITH_RC4_128_SHA"),
                                true,
                                RST,
                                RST),
                        27),
                new Case(
                        "anonymous only",
                        new SimulatedServer(of2012, PROTOCOL_VERSION)
                                .with(suite -> suite.label().contains("_anon_")),
                        18));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plain")
    void theAnswersEqualTheConfiguration(Case server) {
        Course course = Course.of(server.server());

        System.out.printf("%-34s %2d connections:", server.name(), course.connections());
        Stream.of(ProtocolVersion.values())
                .forEach(version -> System.out.printf(
                        " %s %s %d", version.label(), course.kinds().get(version), course.connections(version)));
        System.out.println();
        assertThat(course.answered(AnswerKind.YES)).isEqualTo(server.server().alive());
        assertThat(course.answered(AnswerKind.UNKNOWN)).isEmpty();
        assertThat(course.connections()).isEqualTo(server.connections());
        assertThat(course.answers().trouble()).isEmpty();
    }

    @Test
    void aServerThatClosesInTwoWaysIsAskedUntilBothAreSeenOftenEnough() {
        SimulatedServer server = new SimulatedServer(EnumSet.of(TLS_1_2), FIN);
        Course course = Course.of(offer -> {
            Outcome outcome = server.apply(offer);
            return outcome.equals(FIN) && offer.way() == Way.HANDSHAKE ? RST : outcome;
        });

        assertThat(course.answered(AnswerKind.NO)).isEqualTo(EnumSet.complementOf(EnumSet.of(TLS_1_2)));
        assertThat(course.connections(SSL_3_0)).as("closed in one way").isEqualTo(5);
        assertThat(course.connections(TLS_1_1)).as("closed in two ways").isEqualTo(8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plain")
    void theAnswersAreTheSameWithTwoConnectionsSideBySide(Case server) {
        Course course = Course.of(server.server(), 2);

        assertThat(course.answered(AnswerKind.YES)).isEqualTo(server.server().alive());
        assertThat(course.answered(AnswerKind.UNKNOWN)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plain")
    void withHellosFirstTheAnswersAreTheSameForOneMoreConnectionEachLivingVersion(Case server) {
        Course course = Course.of(server.server(), 1, Handshakes.LATER);
        Set<ProtocolVersion> confirmable = EnumSet.range(TLS_1_0, TLS_1_3);
        confirmable.retainAll(server.server().alive());

        assertThat(course.answered(AnswerKind.YES)).isEqualTo(server.server().alive());
        assertThat(course.answered(AnswerKind.UNKNOWN)).isEmpty();
        assertThat(course.connections()).isLessThanOrEqualTo(server.connections() + confirmable.size());
        assertThat(course.kinds()).isEqualTo(Course.of(server.server()).kinds());
        assertThat(proofs(course)).isEqualTo(proofs(Course.of(server.server())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plain")
    void withHellosOnlyTheAnswersAreTheSameWithoutProof(Case server) {
        Course course = Course.of(server.server(), 1, Handshakes.NEVER);

        assertThat(course.observations()).allMatch(one -> one.offer().way() == Way.HELLO);
        assertThat(course.kinds()).isEqualTo(Course.of(server.server()).kinds());
        assertThat(course.connections()).isLessThanOrEqualTo(server.connections());
    }

    private static Map<ProtocolVersion, Proof> proofs(Course course) {
        Map<ProtocolVersion, Proof> proofs = new EnumMap<>(ProtocolVersion.class);
        EVERY.forEach(version -> proofs.put(version, course.answer(version).proof()));
        return proofs;
    }

    @Test
    void withHellosFirstEveryVersionIsAskedByAHelloBeforeAnyHandshake() {
        Course course = Course.of(new SimulatedServer(EVERY, PROTOCOL_VERSION), 2, Handshakes.LATER);

        assertThat(course.observations().stream().map(one -> one.offer().way()))
                .containsExactly(
                        Way.HELLO,
                        Way.HELLO,
                        Way.HELLO,
                        Way.HELLO,
                        Way.HELLO,
                        Way.HELLO,
                        Way.HANDSHAKE,
                        Way.HANDSHAKE,
                        Way.HANDSHAKE,
                        Way.HANDSHAKE);
        assertThat(course.observations().get(0).offer().version()).isEqualTo(TLS_1_2);
    }

    @Test
    void whatRefusesOurHelloButNotAHandshakeIsFoundWithHellosFirst() {
        SimulatedServer server = new SimulatedServer(EnumSet.of(TLS_1_2), HANDSHAKE_FAILURE);

        Course course = Course.of(
                offer -> offer.way() == Way.HELLO ? HANDSHAKE_FAILURE : server.apply(offer), 1, Handshakes.LATER);

        assertThat(course.answered(AnswerKind.YES)).containsExactly(TLS_1_2);
        assertThat(course.answer(TLS_1_2).proof()).isEqualTo(Proof.CONFIRMED);
    }

    @Test
    void aVersionRefusedByProtocolVersionCostsOneConnection() {
        Course course = Course.of(new SimulatedServer(EnumSet.of(TLS_1_2), PROTOCOL_VERSION));

        assertThat(EVERY)
                .allSatisfy(version -> assertThat(course.connections(version)).isEqualTo(1));
    }

    @Test
    void aVersionRefusedByClosingCostsThreeClosesAndEverySuiteAndAllTogetherOneControl() {
        Course course = Course.of(new SimulatedServer(EnumSet.of(TLS_1_2, TLS_1_3), RST));

        assertThat(EnumSet.of(SSL_2_0, SSL_3_0, TLS_1_0, TLS_1_1).stream().map(course::connections))
                .containsExactly(3, 5, 5, 5);
        Offer control = course.observations().get(CONTROL - 1).offer();
        assertThat(control.way()).as("as demanding as what was closed").isEqualTo(Way.HELLO);
        assertThat(control.suites()).isEqualTo(KnownSuites.ofHandshake(control.version()));
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void noVersionThatIsRefusedCostsMoreThanFiveConnections(ProtocolVersion version) {
        ProtocolVersion other = version == TLS_1_2 ? TLS_1_1 : TLS_1_2;
        for (Outcome refusal : List.of(HANDSHAKE_FAILURE, FIN, RST)) {
            Course course = Course.of(new SimulatedServer(EnumSet.of(other), refusal));

            assertThat(course.kinds().get(version)).isEqualTo(AnswerKind.NO);
            assertThat(course.connections(version)).as("%s", refusal).isLessThanOrEqualTo(5);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 2", "2, 2"})
    void aVersionWhoseHellosAreClosedByChanceIsFound(int closes, int sideBySide) {
        SimulatedServer server = new SimulatedServer(
                EnumSet.of(TLS_1_0, TLS_1_1, TLS_1_2),
                suite -> suite.label().equals("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"),
                true,
                FIN,
                FIN);
        int[] asked = {0};

        Course course = Course.of(
                offer -> offer.version() == TLS_1_1 && asked[0]++ < closes ? FIN : server.apply(offer), sideBySide);

        assertThat(course.answered(AnswerKind.YES)).isEqualTo(server.alive());
        assertThat(course.answered(AnswerKind.NO)).containsExactly(SSL_2_0, SSL_3_0, TLS_1_3);
    }

    @Test
    void tls12IsAskedFirstAndAlone() {
        assertThat(new VersionInquiry(List.of("h2", "http/1.1")).next(List.of()))
                .containsExactly(Offer.handshake(TLS_1_2, List.of("h2", "http/1.1")));
    }

    @Test
    void everyOfferOfTlsCarriesTheAlpnNames() {
        VersionInquiry inquiry = new VersionInquiry(List.of("h2"));
        Seen seen = Seen.nothing();
        for (List<Offer> offers = inquiry.next(List.of()); !offers.isEmpty(); offers = inquiry.next(seen.list())) {
            assertThat(offers).allSatisfy(offer -> {
                boolean without = offer.version().before(TLS_1_0)
                        || offer.shape() == Shape.SHORT
                        || offer.shape() == Shape.WITHOUT_EXTENSIONS;
                assertThat(offer.alpn()).isEqualTo(without ? List.of() : List.of("h2"));
            });
            offers.forEach(offer -> seen.add(offer, HANDSHAKE_FAILURE));
        }
        assertThat(seen.list()).hasSizeGreaterThan(6);
    }

    @Test
    void resetOnEverythingIsUnknown() {
        Course course = Course.of(offer -> RST);

        assertThat(course.answered(AnswerKind.UNKNOWN)).isEqualTo(EVERY);
        assertThat(course.answers().trouble())
                .map(EndpointAnswers.Setback::kind)
                .contains(Trouble.RESET);
        assertThat(course.connections(TLS_1_2)).isEqualTo(8);
        assertThat(course.connections()).isEqualTo(13);
    }

    @Test
    void handshakeFailureOnEverythingIsUnknown() {
        Course course = Course.of(offer -> HANDSHAKE_FAILURE);

        assertThat(course.answered(AnswerKind.UNKNOWN)).isEqualTo(EVERY);
        assertThat(course.answers().trouble())
                .map(EndpointAnswers.Setback::kind)
                .contains(Trouble.REFUSED_EVERY_HELLO);
        assertThat(course.connections()).isLessThan(64);
    }

    @Test
    void silenceIsUnknownAndOnlyTls12IsAskedInOtherShapes() {
        Course course = Course.of(offer -> SILENT);

        assertThat(course.answered(AnswerKind.UNKNOWN)).isEqualTo(EVERY);
        assertThat(course.answers().trouble())
                .map(EndpointAnswers.Setback::kind)
                .contains(Trouble.NO_ANSWER);
        assertThat(course.connections(TLS_1_2)).isEqualTo(5);
        assertThat(course.connections()).isEqualTo(10);
    }

    @Test
    void silenceInPlaceOfARefusalIsUnknownForThatVersionOnly() {
        Course course = Course.of(new SimulatedServer(EnumSet.of(TLS_1_2), SILENT));

        assertThat(course.answered(AnswerKind.YES)).containsExactly(TLS_1_2);
        assertThat(course.answered(AnswerKind.NO))
                .as("TLS 1.2 is chosen in its place")
                .containsExactly(TLS_1_3);
    }

    @Test
    void whatCannotBeReachedIsAskedOnce() {
        Course course = Course.of(offer -> new Outcome.NotReached(Trouble.CONNECTION_REFUSED, ""));

        assertThat(course.connections()).isEqualTo(1);
        assertThat(course.answers().versions().values())
                .allSatisfy(answer -> assertThat(answer.reason()).contains(Trouble.CONNECTION_REFUSED));
    }

    @Test
    void injectionEndsTheInquiry() {
        Course course = Course.of(offer -> new Outcome.Injected(Bytes.fromHex("00")));

        assertThat(course.connections()).isEqualTo(1);
        assertThat(course.answered(AnswerKind.UNKNOWN)).isEqualTo(EVERY);
    }

    @Test
    void anOfferThatWentThroughAtTheSecondTryReopensTheDoor() {
        Offer first = Offer.handshake(TLS_1_2, List.of());
        Seen seen = Seen.nothing().add(first, THROTTLED);
        assertThat(new VersionInquiry(List.of()).next(seen.list())).isEmpty();

        seen.negotiated(TLS_1_2);

        assertThat(new VersionInquiry(List.of()).next(seen.list()))
                .extracting(Offer::version)
                .containsExactly(TLS_1_3, TLS_1_1, TLS_1_0);
    }

    @Test
    void aClockThatIsSetBackDoesNotMakeTheControlEndless() {
        SimulatedServer server = new SimulatedServer(EnumSet.of(TLS_1_2, TLS_1_3), RST);
        VersionInquiry inquiry = new VersionInquiry(List.of());
        Seen seen = Seen.nothing();
        for (List<Offer> offers = inquiry.next(List.of()); !offers.isEmpty(); offers = inquiry.next(seen.list())) {
            if (seen.list().size() == 10) {
                seen.clockSetBack(Duration.ofHours(1));
            }
            offers.forEach(offer -> seen.add(offer, server.apply(offer)));
        }

        assertThat(seen.list()).hasSizeLessThan(56);
        assertThat(VersionLaw.answer(TLS_1_0, seen.list()).kind()).isEqualTo(AnswerKind.UNKNOWN);
    }

    @Test
    void aControlThatIsNotAnsweredIsAskedOnceMore() {
        SimulatedServer server = new SimulatedServer(EnumSet.of(TLS_1_2, TLS_1_3), RST);

        Course course = Course.of(counting((number, offer) -> number == CONTROL ? RST : server.apply(offer)));

        assertThat(course.answered(AnswerKind.YES)).containsExactly(TLS_1_2, TLS_1_3);
        assertThat(course.answered(AnswerKind.UNKNOWN)).isEmpty();
        assertThat(course.connections())
                .as("a close that was no refusal makes one more wanted of each, and the form of hellos doubtful")
                .isEqualTo(CONTROL + 1 + 4 + 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void aServerThatBeginsToResetNeverGetsAWrongNo(int answeredBefore) {
        SimulatedServer server = new SimulatedServer(EVERY, PROTOCOL_VERSION);

        Course course = Course.of(counting((number, offer) -> number > answeredBefore ? RST : server.apply(offer)));

        assertThat(course.answered(AnswerKind.NO)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 10})
    void aServerThatBeginsToThrottleIsLeftAlone(int answeredBefore) {
        SimulatedServer server = new SimulatedServer(EnumSet.of(TLS_1_2), RST);

        Course course =
                Course.of(counting((number, offer) -> number > answeredBefore ? THROTTLED : server.apply(offer)));

        assertThat(course.answered(AnswerKind.NO)).isEmpty();
        assertThat(course.observations().stream().filter(one -> one.outcome().equals(THROTTLED)))
                .hasSizeBetween(1, 5);
        assertThat(course.answered(AnswerKind.YES)).isEqualTo(answeredBefore == 0 ? Set.of() : Set.of(TLS_1_2));
    }

    @Test
    void aPoolOfTwoThatAnswerInTurnIsNeverGivenWhatNeitherSpeaks() {
        SimulatedServer modern = new SimulatedServer(EnumSet.of(TLS_1_2, TLS_1_3), RST);
        SimulatedServer forgotten = new SimulatedServer(EnumSet.of(SSL_3_0, TLS_1_0), RST).withoutSupportedVersions();

        for (int offset = 0; offset < 2; offset++) {
            int turn = offset;
            Course course = Course.of(
                    counting((number, offer) -> ((number + turn) % 2 == 0 ? modern : forgotten).apply(offer)));

            assertThat(course.answered(AnswerKind.YES))
                    .isSubsetOf(SSL_3_0, TLS_1_0, TLS_1_2, TLS_1_3)
                    .isNotEmpty();
            assertThat(course.kinds().get(SSL_2_0)).isNotEqualTo(AnswerKind.YES);
            assertThat(course.kinds().get(TLS_1_1)).isNotEqualTo(AnswerKind.YES);
        }
    }

    @Test
    void aVersionThatWasClosedAndRefusedByTurnsIsStillAskedForItsSecondClose() {
        SimulatedServer server = new SimulatedServer(EnumSet.of(SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2), FIN)
                .with(suite -> suite.label().equals("TLS_DH_anon_WITH_ARIA_128_CBC_SHA256"));

        for (int sideBySide = 1; sideBySide <= 3; sideBySide++) {
            Course course = Course.of(server, sideBySide);

            assertThat(course.answered(AnswerKind.YES)).containsExactly(TLS_1_2);
            assertThat(course.answered(AnswerKind.UNKNOWN)).isEmpty();
        }
    }

    /** An answer that depends on how many connections came before, counted from 1. */
    static Function<Offer, Outcome> counting(Numbered server) {
        int[] count = {0};
        return offer -> server.answer(++count[0], offer);
    }

    /** A server that counts. */
    @FunctionalInterface
    interface Numbered {
        Outcome answer(int number, Offer offer);
    }
}
