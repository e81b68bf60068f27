package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.observation.Trouble;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sentences that auditors read. */
class WordingTest {
    private static final Alert HANDSHAKE_FAILURE = new Alert(2, Alert.HANDSHAKE_FAILURE);
    private static final Alert INSUFFICIENT_SECURITY = new Alert(2, Alert.INSUFFICIENT_SECURITY);
    private static final Alert INTERNAL_ERROR = new Alert(2, Alert.INTERNAL_ERROR);
    private static final Selection SELECTION = new Selection(TLS_1_2, new CipherSuite(0xc030), 29, "", false);

    static Stream<Arguments> troubles() {
        String closes = "; it was not seen often enough between answered hellos to be a refusal";
        String suites = "; not every suite known for the version was refused";
        String wrong = "a version was chosen that was not offered";
        String another = ", which is no refusal of a version";
        return Stream.of(
                arguments(
                        new Outcome.NotReached(Trouble.THROTTLED, "421 4.3.2"),
                        Trouble.THROTTLED.sentence() + ": 421 4.3.2"),
                arguments(
                        new Outcome.NotReached(Trouble.CONNECTION_REFUSED, ""), Trouble.CONNECTION_REFUSED.sentence()),
                arguments(
                        new Outcome.Injected(Bytes.fromHex("414243")),
                        "3 bytes came with the go-ahead, before our hello (injected)"),
                arguments(new Outcome.Negotiated(SELECTION), wrong),
                arguments(new Outcome.Selected(SELECTION, Stop.AS_ASKED, ""), wrong),
                arguments(new Outcome.Alerted(HANDSHAKE_FAILURE), HANDSHAKE_FAILURE + suites),
                arguments(new Outcome.Alerted(INSUFFICIENT_SECURITY), INSUFFICIENT_SECURITY + suites),
                arguments(new Outcome.Alerted(INTERNAL_ERROR), INTERNAL_ERROR + another),
                arguments(
                        new Outcome.Alerted(new Alert(1, Alert.HANDSHAKE_FAILURE)),
                        new Alert(1, Alert.HANDSHAKE_FAILURE) + another),
                arguments(new Outcome.Sslv2Error(1), new Outcome.Sslv2Error(1).label() + suites),
                arguments(new Outcome.Sslv2Error(2), new Outcome.Sslv2Error(2).label() + another),
                arguments(new Outcome.Closed(), "closed (FIN) straight after the hello" + closes),
                arguments(new Outcome.Reset(), "reset (RST) straight after the hello" + closes),
                arguments(new Outcome.Silent("no answer within 10 s"), "no answer within 10 s"),
                arguments(new Outcome.Garbled("an SSH banner"), "an SSH banner"),
                arguments(new Outcome.NotOffered("no such suite here"), "no such suite here"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void whyAnOutcomeIsNoAnswer(Outcome outcome, String sentence) {
        assertThat(Wording.trouble(outcome, true)).isEqualTo(sentence);
    }

    @Test
    void whereNoHelloWasAnsweredARefusalSaysNothing() {
        String alone = "; no other hello was answered here, so it says nothing about the version";

        assertThat(Wording.trouble(new Outcome.Alerted(HANDSHAKE_FAILURE), false))
                .isEqualTo(HANDSHAKE_FAILURE + alone);
        assertThat(Wording.trouble(new Outcome.Reset(), false))
                .isEqualTo("reset (RST) straight after the hello" + alone);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(Seen.nothing().chose(TLS_1_0, TLS_1_2), "the server chose TLSv1.0 instead"),
                arguments(Seen.nothing().alert(TLS_1_2, Alert.HANDSHAKE_FAILURE), HANDSHAKE_FAILURE.toString()),
                arguments(Seen.nothing().ended(SSL_2_0, new Outcome.Sslv2Error(1)), new Outcome.Sslv2Error(1).label()),
                arguments(Seen.nothing().fin(TLS_1_2), "closed (FIN)"),
                arguments(Seen.nothing().rst(TLS_1_2), "reset (RST)"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void howAHelloWasRefused(Seen seen, String sentence) {
        assertThat(Wording.refusal(seen.list().get(0))).isEqualTo(sentence);
    }

    @Test
    void eachWayOfRefusingIsToldOnce() {
        List<Observation> seen = Seen.nothing()
                .fin(TLS_1_1)
                .fin(TLS_1_1)
                .rst(TLS_1_1)
                .alert(TLS_1_1, Alert.HANDSHAKE_FAILURE)
                .list();

        assertThat(Wording.refusals(seen)).isEqualTo("closed (FIN) or reset (RST) or " + HANDSHAKE_FAILURE);
        assertThat(Wording.closes(seen.subList(0, 3))).isEqualTo("closed (FIN) or reset (RST)");
    }

    @Test
    void whoChoseAndWhoRefusedIsCountedAndNamed() {
        List<Observation> chosen = Seen.nothing()
                .negotiated(TLS_1_0)
                .by("EX01")
                .negotiated(TLS_1_0)
                .by("EX01")
                .list();
        List<Observation> refused = Seen.nothing().rst(TLS_1_0).by("EX02").list();

        assertThat(Wording.contradiction(chosen, refused, "reset (RST)"))
                .isEqualTo(
                        "answers contradict each other: 2 of 3 chose it (EX01), 1 of 3 refused it (reset (RST); by EX02)");
        assertThat(Wording.contradiction(List.of(), Seen.nothing().rst(TLS_1_0).list(), "x"))
                .isEqualTo("answers contradict each other: 0 of 1 chose it, 1 of 1 refused it (x)");
    }

    @Test
    void noMoreThanFourNodesAreNamedAndLongNamesAreCut() {
        assertThat(Wording.everyNode(named(4))).isEqualTo("by every node that answered (4 asks: EX1, EX2, EX3, EX4)");
        assertThat(Wording.everyNode(named(5)))
                .isEqualTo("by every node that answered (5 asks: EX1, EX2, EX3, EX4, ...)");
        assertThat(Wording.everyNode(
                        Seen.nothing().rst(TLS_1_0).by("x".repeat(80)).list()))
                .isEqualTo("by every node that answered (1 asks: " + "x".repeat(80) + ")");
        assertThat(Wording.everyNode(
                        Seen.nothing().rst(TLS_1_0).by("x".repeat(81)).list()))
                .isEqualTo("by every node that answered (1 asks: " + "x".repeat(80) + "...)");
        assertThat(Wording.tooFewAsks(named(2)))
                .isEqualTo(
                        "but unlike nodes answer here, and another may speak it: only 2 of 6 asks were made (EX1, EX2)");
    }

    @Test
    void aNodeWithoutANameIsCalledByItsGreeting() {
        assertThat(Wording.everyNode(Seen.nothing()
                        .rst(TLS_1_0)
                        .greeted("The Microsoft Exchange IMAP4 service is ready.")
                        .list()))
                .isEqualTo("by every node that answered (1 asks: The Microsoft Exchange IMAP4 service is ready.)");
    }

    private static List<Observation> named(int nodes) {
        Seen seen = Seen.nothing();
        IntStream.rangeClosed(1, nodes).forEach(node -> seen.rst(TLS_1_0).by("EX" + node));
        return seen.list();
    }

    @Test
    void kindsOfNodesAreToldApartByWhatOneAloneAccepts() {
        List<CipherSuite> five = SuiteServer.named(
                "TLS_RSA_WITH_AES_128_CBC_SHA",
                "TLS_RSA_WITH_AES_256_CBC_SHA",
                "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
                "TLS_RSA_WITH_RC4_128_SHA",
                "TLS_RSA_WITH_RC4_128_MD5");
        SuiteKind first = new SuiteKind(7, 12, five, List.of(), List.of(), List.of("EX01", "EX02"));
        SuiteKind other = new SuiteKind(5, 12, List.of(), five, List.of(), List.of());

        assertThat(Wording.kinds(List.of(first, other)))
                .isEqualTo("answers contradict each other: 7 of 12 like A (EX01, EX02), 5 of 12 like B; only A accepts"
                        + " TLS_RSA_WITH_AES_128_CBC_SHA, TLS_RSA_WITH_AES_256_CBC_SHA, TLS_RSA_WITH_3DES_EDE_CBC_SHA,"
                        + " TLS_RSA_WITH_RC4_128_SHA and 1 more");

        SuiteKind third = new SuiteKind(1, 2, List.of(), five.subList(0, 4), five.subList(4, 5), List.of());
        SuiteKind fourth = new SuiteKind(1, 2, List.of(), List.of(), List.of(), List.of());
        assertThat(Wording.kinds(List.of(third, fourth)))
                .isEqualTo(
                        "answers contradict each other: 1 of 2 like A, 1 of 2 like B; only B accepts"
                                + " TLS_RSA_WITH_AES_128_CBC_SHA, TLS_RSA_WITH_AES_256_CBC_SHA, TLS_RSA_WITH_3DES_EDE_CBC_SHA,"
                                + " TLS_RSA_WITH_RC4_128_SHA; 1 accepted suites were not asked for often enough to say by which");
    }
}
