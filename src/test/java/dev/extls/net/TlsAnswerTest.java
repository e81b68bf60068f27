package dev.extls.net;

import static dev.extls.net.Flights.alert;
import static dev.extls.net.Flights.serverHello;
import static dev.extls.net.Flights.text;
import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.Offer;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes and ending to outcome. */
class TlsAnswerTest {
    private static final Bytes CLOSE_NOTIFY = alert(1, 0);
    private static final Bytes SSL2_ERROR = Bytes.fromHex("8003000001");

    private static Outcome chosen(ProtocolVersion version, int suite, Stop stop) {
        return new Outcome.Selected(new Selection(version, new CipherSuite(suite), -1, "", false), stop, "so");
    }

    private static Outcome alerted(int level, int description) {
        return new Outcome.Alerted(new Alert(level, description));
    }

    static List<Arguments> table() {
        Offer tls12 = Given.hello(TLS_1_2);
        Offer tls13 = Given.hello(TLS_1_3);
        Offer lower = Offer.tls13OrLower(List.of());
        Offer ssl3 = Given.hello(SSL_3_0);
        Offer ssl2 = Given.hello(SSL_2_0);
        Bytes hello12 = serverHello(0x0303, 0xc02f);
        return List.of(
                // nothing came
                arguments("FIN", tls12, Bytes.EMPTY, Stop.PEER_CLOSED, new Outcome.Closed()),
                arguments("RST", tls12, Bytes.EMPTY, Stop.PEER_RESET, new Outcome.Reset()),
                arguments("silence", tls12, Bytes.EMPTY, Stop.NO_ANSWER, new Outcome.Silent("so")),
                arguments("refused by us", tls12, Bytes.EMPTY, Stop.OUR_REFUSAL, new Outcome.NotOffered("so")),
                arguments("FIN", ssl2, Bytes.EMPTY, Stop.PEER_CLOSED, new Outcome.Closed()),
                // alerts
                arguments("alert", tls12, alert(2, 70), Stop.PEER_CLOSED, alerted(2, 70)),
                arguments("alert", tls12, alert(2, 40), Stop.PEER_RESET, alerted(2, 40)),
                arguments("alert to SSL 2.0", ssl2, alert(2, 70), Stop.PEER_CLOSED, alerted(2, 70)),
                arguments("warning", tls12, alert(1, 112), Stop.PEER_CLOSED, alerted(1, 112)),
                arguments("warning", tls12, alert(1, 112), Stop.NO_ANSWER, new Outcome.Silent("so")),
                arguments("two", tls12, alert(1, 112).plus(alert(2, 40)), Stop.PEER_CLOSED, alerted(2, 40)),
                // a close in the form of an alert
                arguments("close", tls12, CLOSE_NOTIFY, Stop.PEER_CLOSED, new Outcome.Closed()),
                arguments("close", tls12, CLOSE_NOTIFY, Stop.PEER_RESET, new Outcome.Closed()),
                arguments("close", tls12, CLOSE_NOTIFY, Stop.NO_ANSWER, new Outcome.Closed()),
                arguments("close", tls12, CLOSE_NOTIFY, Stop.OUR_REFUSAL, new Outcome.Closed()),
                arguments("close, fatal", tls12, alert(2, 0), Stop.PEER_CLOSED, new Outcome.Closed()),
                arguments("close to SSL 2.0", ssl2, CLOSE_NOTIFY, Stop.PEER_CLOSED, new Outcome.Closed()),
                arguments(
                        "warning and close",
                        tls12,
                        alert(1, 112).plus(CLOSE_NOTIFY),
                        Stop.PEER_CLOSED,
                        alerted(1, 112)),
                // a choice
                arguments("choice", tls12, hello12, Stop.AS_ASKED, chosen(TLS_1_2, 0xc02f, Stop.AS_ASKED)),
                arguments("then FIN", tls12, hello12, Stop.PEER_CLOSED, chosen(TLS_1_2, 0xc02f, Stop.PEER_CLOSED)),
                arguments("then silence", tls12, hello12, Stop.NO_ANSWER, chosen(TLS_1_2, 0xc02f, Stop.NO_ANSWER)),
                arguments(
                        "then alert",
                        tls12,
                        hello12.plus(alert(2, 40)),
                        Stop.PEER_ALERT,
                        chosen(TLS_1_2, 0xc02f, Stop.PEER_ALERT)),
                arguments(
                        "after a warning",
                        tls12,
                        alert(1, 112).plus(hello12),
                        Stop.AS_ASKED,
                        chosen(TLS_1_2, 0xc02f, Stop.AS_ASKED)),
                arguments(
                        "then rubbish",
                        tls12,
                        hello12.plus(text("HTTP")),
                        Stop.AS_ASKED,
                        chosen(TLS_1_2, 0xc02f, Stop.AS_ASKED)),
                arguments(
                        "lower",
                        tls12,
                        serverHello(0x0301, 0xc014),
                        Stop.AS_ASKED,
                        chosen(TLS_1_0, 0xc014, Stop.AS_ASKED)),
                arguments("lower beside 1.3", lower, hello12, Stop.AS_ASKED, chosen(TLS_1_2, 0xc02f, Stop.AS_ASKED)),
                arguments(
                        "SSL 3.0",
                        ssl3,
                        serverHello(0x0300, 0x000a),
                        Stop.AS_ASKED,
                        chosen(SSL_3_0, 0x000a, Stop.AS_ASKED)),
                arguments(
                        "SSL 2.0",
                        ssl2,
                        Flights.sslv2(0x010080),
                        Stop.AS_ASKED,
                        chosen(SSL_2_0, 0x010080, Stop.AS_ASKED)),
                // a choice of what was not offered
                arguments(
                        "higher",
                        Given.hello(TLS_1_0),
                        serverHello(0x0303, 0xc014),
                        Stop.AS_ASKED,
                        new Outcome.Garbled("the ServerHello chose TLSv1.2, which was not offered")),
                arguments(
                        "1.3",
                        tls12,
                        Flights.tls13(0x1301),
                        Stop.AS_ASKED,
                        new Outcome.Garbled("the ServerHello chose TLSv1.3, which was not offered")),
                arguments(
                        "suite",
                        ssl3,
                        serverHello(0x0300, 0xc02f),
                        Stop.AS_ASKED,
                        new Outcome.Garbled(
                                "the ServerHello chose TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, which was not offered")),
                arguments(
                        "1.2 with a suite of 1.3",
                        tls13,
                        serverHello(0x0303, 0x1301),
                        Stop.AS_ASKED,
                        new Outcome.Garbled("the ServerHello chose TLS_AES_128_GCM_SHA256 in TLSv1.2")),
                arguments(
                        "1.3 with a suite of 1.2",
                        lower,
                        Flights.tls13(0xc02f),
                        Stop.AS_ASKED,
                        new Outcome.Garbled("the ServerHello chose TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 in TLSv1.3")),
                arguments(
                        "version",
                        tls12,
                        serverHello(0x7f1c, 0xc02f),
                        Stop.AS_ASKED,
                        new Outcome.Garbled("the ServerHello chose the unknown version 0x7f1c")),
                arguments(
                        "TLS to SSL 2.0",
                        ssl2,
                        serverHello(0x0301, 0x000a),
                        Stop.AS_ASKED,
                        new Outcome.Garbled("the ServerHello chose TLSv1.0, which was not offered")),
                arguments(
                        "other kinds",
                        ssl2,
                        Flights.sslv2(0x0700c1),
                        Stop.AS_ASKED,
                        new Outcome.Garbled("the SSL 2.0 SERVER-HELLO has no cipher kind that was offered")),
                arguments(
                        "no kind",
                        ssl2,
                        Flights.sslv2(),
                        Stop.AS_ASKED,
                        new Outcome.Garbled("the SSL 2.0 SERVER-HELLO has no cipher kind that was offered")),
                arguments("SSL 2.0 error", ssl2, SSL2_ERROR, Stop.PEER_CLOSED, new Outcome.Sslv2Error(1)),
                // half an answer
                arguments(
                        "half, FIN",
                        tls12,
                        hello12.slice(0, 20),
                        Stop.PEER_CLOSED,
                        new Outcome.Garbled("so within an answer, after 20 bytes")),
                arguments(
                        "half, RST",
                        tls12,
                        hello12.slice(0, 20),
                        Stop.PEER_RESET,
                        new Outcome.Garbled("so within an answer, after 20 bytes")),
                arguments("half, silence", tls12, hello12.slice(0, 20), Stop.NO_ANSWER, new Outcome.Silent("so")),
                arguments(
                        "half an alert, FIN",
                        tls12,
                        alert(2, 70).slice(0, 6),
                        Stop.PEER_CLOSED,
                        new Outcome.Garbled("so within an answer, after 6 bytes")),
                arguments(
                        "half, FIN",
                        ssl2,
                        Flights.sslv2(0x010080).slice(0, 9),
                        Stop.PEER_CLOSED,
                        new Outcome.Garbled("so within an answer, after 9 bytes")));
    }

    @ParameterizedTest(name = "{0}, {3}")
    @MethodSource("table")
    void bytesAndEndingGiveAnOutcome(String name, Offer offer, Bytes bytes, Stop stop, Outcome outcome) {
        assertThat(TlsAnswer.read(offer, bytes).outcome(new Ending(stop, "so", bytes.length())))
                .as(name)
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @EnumSource(Stop.class)
    void whatIsNoTlsIsGarbledHoweverItEnds(Stop stop) {
        Bytes http = text("HTTP/1.1 400 Bad Request\r\n");

        for (Offer offer : List.of(Given.hello(TLS_1_2), Given.hello(SSL_2_0))) {
            assertThat(TlsAnswer.read(offer, http).outcome(new Ending(stop, "", http.length())))
                    .isInstanceOfSatisfying(
                            Outcome.Garbled.class,
                            garbled -> assertThat(garbled.detail()).contains("HTTP/1.1"));
        }
    }

    @Test
    void theFirstKindThatWasOfferedIsTheChoiceInSsl2() {
        TlsAnswer answer = TlsAnswer.read(Given.hello(SSL_2_0), Flights.sslv2(0x123456, 0x0700c0, 0x010080));

        assertThat(answer.selection()).map(Selection::suite).contains(new CipherSuite(0x0700c0));
        assertThat(answer.certificates()).containsExactly(Bytes.fromHex("3000"));
        assertThat(answer.whole()).isTrue();
    }

    @Test
    void aRetryIsAChoiceOfSuiteAndGroup() {
        TlsAnswer answer = TlsAnswer.read(Given.hello(TLS_1_3), Flights.retry(0x1302, NamedGroup.SECP384R1));

        assertThat(answer.selection())
                .contains(new Selection(TLS_1_3, new CipherSuite(0x1302), NamedGroup.SECP384R1.code(), "", true));
        assertThat(answer.whole()).as("a hello goes no further").isTrue();
    }

    @Test
    void aChoiceIsNotWholeBeforeItsFlightIs() {
        Bytes flight = Flights.flight(TLS_1_2, 0xc02f, Bytes.fromHex("3000"));

        for (int length = 0; length < flight.length(); length++) {
            TlsAnswer part = TlsAnswer.read(Given.hello(TLS_1_2), flight.slice(0, length));
            assertThat(part.whole()).isFalse();
        }
        TlsAnswer answer = TlsAnswer.read(Given.hello(TLS_1_2), flight);
        assertThat(answer.whole()).isTrue();
        assertThat(answer.certificates()).containsExactly(Bytes.fromHex("3000"));
    }

    @Test
    void afterACloseNotifyNothingIsWaitedFor() {
        assertThat(TlsAnswer.read(Given.hello(TLS_1_2), CLOSE_NOTIFY).whole()).isTrue();
        assertThat(TlsAnswer.read(Given.hello(SSL_2_0), CLOSE_NOTIFY).whole()).isTrue();
        assertThat(TlsAnswer.read(Given.hello(TLS_1_2), alert(1, 112)).whole()).isFalse();
    }

    @Test
    void anAnswerThatTakesUpASessionIsWhole() {
        Bytes taken = Flights.serverHello(0x0303, 0xc02f).plus(Bytes.fromHex("140303000101"));

        TlsAnswer answer = TlsAnswer.read(Given.hello(ProtocolVersion.TLS_1_2), taken);

        assertThat(answer.whole()).isTrue();
        assertThat(answer.selection()).isPresent();
        assertThat(TlsAnswer.read(Given.hello(ProtocolVersion.TLS_1_2), taken.slice(0, taken.length() - 1))
                        .whole())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            nss-ssl3,                          SSLv3,   0x0033, 256, 1
            nss-ssl3-rc4,                      SSLv3,   0x0005, -1, 1
            openssl-tls1.0,                    TLSv1.0, 0xc014, 29, 1
            openssl-tls1.0-dhe,                TLSv1.0, 0x0033, -1, 1
            openssl-tls1.1-rsa,                TLSv1.1, 0x002f, -1, 1
            openssl-tls1.2,                    TLSv1.2, 0xc014, 29, 1
            openssl-tls1.2-anon,               TLSv1.2, 0xc018, 29, 0
            openssl-tls1.2-unrecognized-name,  TLSv1.2, 0xc014, 29, 1
            nginx-tls1.2,                      TLSv1.2, 0xc014, 29, 1
            gnutls-tls1.2-client-certificate,  TLSv1.2, 0xc014, 29, 1
            openssl-tls1.3,                    TLSv1.3, -1,     29, 0
            nginx-tls1.3,                      TLSv1.3, -1,     29, 0
            openssl-tls1.3-retry,              TLSv1.3, -1,     29, 0
            gnutls-tls1.3-retry,               TLSv1.3, -1,     29, 0
            """)
    void aRecordedAnswerIsAChoice(String name, String version, String suite, int group, int certificates) {
        Flights.Recorded recorded = Flights.recorded(name);

        TlsAnswer answer = TlsAnswer.read(recorded.offer(), recorded.server());

        assertThat(answer.whole()).isTrue();
        Selection selection = answer.selection().orElseThrow();
        assertThat(selection.version().label()).isEqualTo(version);
        assertThat(selection.groupCode()).isEqualTo(group);
        assertThat(selection.retried()).isEqualTo(name.contains("retry"));
        if (!suite.equals("-1")) {
            assertThat(selection.suite().code()).isEqualTo(Integer.decode(suite));
        }
        assertThat(answer.certificates()).hasSize(certificates);
        assertThat(answer.outcome(
                        new Ending(Stop.AS_ASKED, "", recorded.server().length())))
                .isEqualTo(new Outcome.Selected(selection, Stop.AS_ASKED, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "openssl-refuses-version, 70",
        "nginx-refuses-version, 70",
        "gnutls-refuses-version, 70",
        "openssl-refuses-suites, 40"
    })
    void aRecordedRefusalIsAnAlert(String name, int description) {
        Flights.Recorded recorded = Flights.recorded(name);

        assertThat(TlsAnswer.read(recorded.offer(), recorded.server())
                        .outcome(new Ending(
                                Stop.PEER_CLOSED, "", recorded.server().length())))
                .isEqualTo(alerted(2, description));
    }

    @Test
    void aRecordedWebPageIsNoTls() {
        Flights.Recorded recorded = Flights.recorded("nginx-http");

        assertThat(TlsAnswer.read(recorded.offer(), recorded.server())
                        .outcome(new Ending(Stop.AS_ASKED, "", recorded.server().length())))
                .isInstanceOf(Outcome.Garbled.class);
    }

    /**
     * However a recorded answer is cut off, and whoever ends it: it is the choice or the alert of the whole, or no answer. A close or a reset behind the
     * first byte of something else is none of those by which servers refuse.
     */
    @ParameterizedTest
    @MethodSource("recordedFlows")
    void everyPrefixOfARecordedAnswerIsNoOtherAnswer(String name) {
        Flights.Recorded recorded = Flights.recorded(name);
        TlsAnswer whole = TlsAnswer.read(recorded.offer(), recorded.server());
        for (int length = 0; length < recorded.server().length(); length++) {
            TlsAnswer part = TlsAnswer.read(recorded.offer(), recorded.server().slice(0, length));
            for (Stop stop : Stop.values()) {
                Outcome outcome = part.outcome(new Ending(stop, "", length));
                String what = name + ", " + length + " bytes, " + stop;
                if (outcome instanceof Outcome.Selected selected) {
                    assertThat(selected.selection().version())
                            .as(what)
                            .isEqualTo(whole.selection().orElseThrow().version());
                    assertThat(selected.selection().suite())
                            .as(what)
                            .isEqualTo(whole.selection().orElseThrow().suite());
                } else if (outcome instanceof Outcome.Alerted alerted) {
                    assertThat(whole.tls().alerts()).as(what).contains(alerted.alert());
                } else if (outcome instanceof Outcome.Closed || outcome instanceof Outcome.Reset) {
                    assertThat(length).as(what).isZero();
                } else {
                    assertThat(outcome)
                            .as(what)
                            .isInstanceOfAny(Outcome.Silent.class, Outcome.Garbled.class, Outcome.NotOffered.class);
                }
            }
        }
    }

    static List<String> recordedFlows() throws IOException {
        return Flights.names();
    }

    @Test
    void everyPrefixOfAnAnswerOfSsl20IsNoOtherAnswer() {
        Bytes whole = Flights.sslv2(0x010080, 0x0700c0);
        for (int length = 0; length < whole.length(); length++) {
            TlsAnswer part = TlsAnswer.read(Given.hello(ProtocolVersion.SSL_2_0), whole.slice(0, length));
            for (Stop stop : Stop.values()) {
                assertThat(part.outcome(new Ending(stop, "", length)))
                        .as("%d bytes, %s", length, stop)
                        .isNotInstanceOfAny(Outcome.Selected.class, Outcome.Alerted.class, Outcome.Sslv2Error.class);
            }
        }
    }
}
