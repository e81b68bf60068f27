package dev.extls.inquiry;

import static dev.extls.inquiry.SimulatedServer.FIN;
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

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.ProtocolVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers, and boxes in front of them, that do not answer every form of a hello. */
class IntolerantServersTest {
    private static final Set<ProtocolVersion> TLS = EnumSet.range(TLS_1_0, TLS_1_3);
    private static final SimulatedServer MODERN = new SimulatedServer(TLS, PROTOCOL_VERSION);

    static Stream<Outcome> waysOfNotAnswering() {
        return Stream.of(SILENT, RST, FIN);
    }

    /** The handshake of TLS 1.2 has 370 bytes, those of the other versions have fewer than 256, and our own hellos 512. */
    @ParameterizedTest
    @MethodSource("waysOfNotAnswering")
    void hellosOf256To511BytesAreNotAnswered(Outcome instead) {
        Seen seen = asked(unless(
                offer -> offer.way() == Way.HANDSHAKE
                        && offer.version() == TLS_1_2
                        && offer.suites().size() > 40,
                instead,
                MODERN));

        assertThat(seen.answer(TLS_1_2).proof()).isEqualTo(Proof.CONFIRMED);
        assertThat(versions(seen, AnswerKind.YES)).isEqualTo(TLS);
        assertThat(versions(seen, AnswerKind.UNKNOWN)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("waysOfNotAnswering")
    void onlyHellosOf255BytesAreAnswered(Outcome instead) {
        Seen seen = asked(unless(IntolerantServersTest::longer, instead, MODERN));

        assertThat(seen.answer(TLS_1_2).proof()).isEqualTo(Proof.CONFIRMED);
        assertThat(versions(seen, AnswerKind.YES)).isEqualTo(TLS);
        assertThat(versions(seen, AnswerKind.NO)).isSubsetOf(SSL_2_0, SSL_3_0);
        assertThat(seen.answer(TLS_1_2).why()).endsWith("; only a hello of at most 255 bytes was answered");
        assertThat(seen.answer(TLS_1_0).why()).isEqualTo("a full handshake finished");
    }

    @Test
    void suitesAreAskedForInTheShapeThatIsAnswered() {
        for (Shape only : List.of(Shape.SHORT, Shape.WITHOUT_EXTENSIONS)) {
            SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016);
            Seen seen = Seen.nothing();
            for (Inquiry inquiry : List.of(new VersionInquiry(List.of()), new SuiteInquiry(List.of()))) {
                seen.asking(inquiry.question());
                for (List<Offer> offers = inquiry.next(seen.list());
                        !offers.isEmpty();
                        offers = inquiry.next(seen.list())) {
                    offers.forEach(offer -> seen.add(
                            offer,
                            offer.shape() == only || offer.version().before(TLS_1_0) ? server.apply(offer) : SILENT));
                    assertThat(seen.list()).hasSizeLessThan(100);
                }
            }

            SuiteAnswers answers = SuiteLaw.answer(TLS_1_2, seen.list());
            assertThat(answers.accepted()).containsExactlyInAnyOrderElementsOf(SuiteLists.WINDOWS_2016);
            assertThat(answers.unknown()).isEmpty();
            assertThat(answers.serverOrder()).isEqualTo(ServerOrder.SERVER);
        }
    }

    @ParameterizedTest
    @MethodSource("waysOfNotAnswering")
    void noVersionIsRefusedByABoxThatDislikesLongHellos(Outcome instead) {
        SimulatedServer old = new SimulatedServer(EnumSet.of(SSL_3_0, TLS_1_2), RST);

        Seen seen = asked(unless(offer -> Closes.demand(offer) > 0, instead, old));

        assertThat(versions(seen, AnswerKind.YES)).containsExactly(SSL_3_0, TLS_1_2);
        assertThat(seen.answer(TLS_1_2).proof()).isEqualTo(Proof.SELECTED);
    }

    @ParameterizedTest
    @MethodSource("waysOfNotAnswering")
    void extensionsAreNotKnown(Outcome instead) {
        SimulatedServer old = new SimulatedServer(EnumSet.of(TLS_1_0, TLS_1_1), PROTOCOL_VERSION);

        Seen seen = asked(unless(
                offer -> !offer.version().before(TLS_1_0) && offer.shape() != Shape.WITHOUT_EXTENSIONS, instead, old));

        assertThat(versions(seen, AnswerKind.YES)).containsExactly(TLS_1_0, TLS_1_1);
        assertThat(versions(seen, AnswerKind.NO)).contains(SSL_2_0, SSL_3_0, TLS_1_2);
    }

    @Test
    void anUnknownNameIsRefusedByAnAlert() {
        Outcome unrecognized = new Outcome.Alerted(new Alert(2, Alert.UNRECOGNIZED_NAME));

        Seen seen = asked(unless(
                offer -> !offer.version().before(TLS_1_0)
                        && offer.shape() != Shape.WITHOUT_SERVER_NAME
                        && offer.shape() != Shape.WITHOUT_EXTENSIONS,
                unrecognized,
                MODERN));

        assertThat(versions(seen, AnswerKind.YES)).isEqualTo(TLS);
        assertThat(seen.answer(TLS_1_2).proof()).isEqualTo(Proof.CONFIRMED);
        assertThat(seen.answer(TLS_1_3).proof()).isEqualTo(Proof.CONFIRMED);
    }

    /** The alert of a server that reads no more than it knows. */
    @Test
    void aHelloWithExtensionsIsADecodeError() {
        Outcome decodeError = new Outcome.Alerted(new Alert(2, 50));
        SimulatedServer old = new SimulatedServer(EnumSet.of(SSL_3_0, TLS_1_0), PROTOCOL_VERSION);

        Seen seen = asked(unless(
                offer -> !offer.version().before(TLS_1_0) && offer.shape() != Shape.WITHOUT_EXTENSIONS,
                decodeError,
                old));

        assertThat(versions(seen, AnswerKind.YES)).containsExactly(SSL_3_0, TLS_1_0);
        assertThat(versions(seen, AnswerKind.NO)).contains(SSL_2_0, TLS_1_1, TLS_1_2);
    }

    @Test
    void whoeverClosesOnOldVersionsOnlyIsNoIntolerantServer() {
        Seen seen = asked(new SimulatedServer(EnumSet.of(TLS_1_2), RST));

        assertThat(versions(seen, AnswerKind.NO)).containsExactly(SSL_2_0, SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_3);
        assertThat(seen.list()).allMatch(one -> one.offer().shape() == Shape.PLAIN);
    }

    /** Of two connections that are open at the same time, the later one is closed. */
    @Test
    void oneConnectionAtATimeIsServedAndTheOthersAreClosed() {
        for (Outcome closed : List.of(RST, FIN)) {
            boolean[] busy = {false};
            Function<Offer, Outcome> server = offer -> busy[0] ? closed : MODERN.apply(offer);
            Seen seen = Seen.nothing();
            VersionInquiry inquiry = new VersionInquiry(List.of());
            for (List<Offer> offers = inquiry.next(List.of()); !offers.isEmpty(); offers = inquiry.next(seen.list())) {
                for (int at = 0; at < offers.size(); at++) {
                    busy[0] = at % 2 == 1;
                    seen.add(offers.get(at), server.apply(offers.get(at)));
                    if (at % 2 == 0 && at < offers.size() - 1) {
                        seen.lasting(1.5);
                    }
                }
                assertThat(seen.list()).hasSizeLessThan(100);
            }

            assertThat(versions(seen, AnswerKind.NO)).doesNotContainAnyElementsOf(TLS);
            assertThat(versions(seen, AnswerKind.YES)).isEqualTo(TLS);
        }
    }

    @Test
    void aHandshakeIsFinishedWithASuiteThatIsNotAmongThoseOfTheFirst() {
        Seen seen = asked(MODERN.with(suite -> suite.label().endsWith("_CCM_8")));

        assertThat(seen.answer(TLS_1_2).proof()).isEqualTo(Proof.CONFIRMED);
        assertThat(seen.list().stream()
                        .filter(one -> one.asked() == TLS_1_2 && one.handshakeTried())
                        .map(one -> one.offer().suites().size()))
                .containsExactly(64, 1);
    }

    @Test
    void whatBouncyCastleCannotDoIsNotTried() {
        Seen seen = asked(MODERN.with(suite -> suite.label().contains("RC4")));

        assertThat(seen.answer(TLS_1_2).proof()).isEqualTo(Proof.SELECTED);
        assertThat(seen.list()).filteredOn(Observation::handshakeTried).hasSize(TLS.size());
    }

    /** More than 255 bytes: our own hellos, and the handshake of TLS 1.2 with its 64 suites. */
    private static boolean longer(Offer offer) {
        boolean manySuites = offer.way() == Way.HANDSHAKE && offer.suites().size() > 40;
        return manySuites || Closes.demand(offer) == 2;
    }

    private static Function<Offer, Outcome> unless(
            Predicate<Offer> disliked, Outcome instead, Function<Offer, Outcome> server) {
        return offer -> disliked.test(offer) ? instead : server.apply(offer);
    }

    private static Seen asked(Function<Offer, Outcome> server) {
        Seen seen = Seen.nothing();
        for (Inquiry inquiry : List.of(new VersionInquiry(List.of("h2")), new ConfirmingInquiry(List.of("h2")))) {
            for (List<Offer> offers = inquiry.next(seen.list());
                    !offers.isEmpty();
                    offers = inquiry.next(seen.list())) {
                offers.forEach(offer -> seen.add(offer, server.apply(offer)));
                assertThat(seen.list()).hasSizeLessThan(100);
            }
        }
        assertThat(seen.list()).allMatch(one -> one.offer().suites().size() <= 128);
        return seen;
    }

    private static Set<ProtocolVersion> versions(Seen seen, AnswerKind kind) {
        return Stream.of(ProtocolVersion.values())
                .filter(version -> seen.answer(version).kind() == kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ProtocolVersion.class)));
    }
}
