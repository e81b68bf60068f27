package dev.extls.net;

import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Trouble;
import dev.extls.testkit.MicrosocksProxy;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.Script;
import dev.extls.testkit.ScriptedServer;
import dev.extls.testkit.TinyproxyProxy;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections from a chosen address and through proxies, against servers that do as they are told. */
@Timeout(60)
@WithRealServers
class TunnelTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    /** What a server sends that chooses a suite. */
    private static final Script ANSWERING = Script.start()
            .readRecord()
            .send(Flights.flight(TLS_1_2, 0xc02f, Bytes.fromHex("3000")))
            .silence();

    @Test
    void aSocksProxyThatKnowsTheUserConnects() throws IOException {
        try (RealServer proxy = MicrosocksProxy.start("extls", "secret")) {
            chosenThrough("socks5://extls@127.0.0.1:" + proxy.port(), "secret");
            refusedBy(
                    "socks5://extls@127.0.0.1:" + proxy.port(), "wrong", "does not take this user with this password");
        }
    }

    @Test
    void anHttpProxyThatKnowsTheUserConnects() throws IOException {
        try (RealServer proxy = TinyproxyProxy.start("BasicAuth extls secret")) {
            chosenThrough("http://extls@127.0.0.1:" + proxy.port(), "secret");
            refusedBy(
                    "http://extls@127.0.0.1:" + proxy.port(),
                    "wrong",
                    "answered CONNECT with 401"); // tinyproxy says 401 where RFC 9110 section 15.5.8 has 407
        }
    }

    @Test
    void aGreetingThatComesWithTheAnswerOfTheProxyIsHeard() throws IOException {
        // what a SOCKS proxy says to a client without a user, RFC 1928 sections 3 and 6, and the greeting behind it
        Script proxy = Script.start()
                .read(3)
                .send(Bytes.fromHex("0500"))
                .read(10)
                .send(Bytes.fromHex("05000001000000000000").plus(Flights.text("220 ex01.contoso.test ready\r\n")))
                .silence();

        try (ScriptedServer socks = ScriptedServer.playing(proxy)) {
            Observation seen =
                    probe(Proxy.of("socks5://127.0.0.1:" + socks.port()), Service.SMTP, 25, Duration.ofMillis(500));

            assertThat(seen.learned().greeting()).isEqualTo("ex01.contoso.test ready");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "01, OUR_FAULT, general failure",
        "02, OUR_FAULT, not allowed by its rules",
        "03, CONNECTION_REFUSED, network unreachable",
        "04, CONNECTION_REFUSED, host unreachable",
        "05, CONNECTION_REFUSED, connection refused",
        "06, CONNECT_TIMEOUT, TTL expired",
        "07, OUR_FAULT, command not supported",
        "08, OUR_FAULT, address type not supported",
        "2a, OUR_FAULT, no reply of the protocol"
    })
    void eachReplyOfSocksIsToldAsWhatItIs(String code, Trouble trouble, String words) throws IOException {
        Script proxy = Script.start()
                .read(3)
                .send(Bytes.fromHex("0500"))
                .read(10)
                .send(Bytes.fromHex("05" + code + "0001000000000000"))
                .silence();

        try (ScriptedServer socks = ScriptedServer.playing(proxy)) {
            Proxy via = Proxy.of("socks5://127.0.0.1:" + socks.port());

            assertThat(probe(via, Service.HTTPS, 443, LONG).outcome())
                    .isEqualTo(new Outcome.NotReached(
                            trouble, "the proxy " + via + " says: " + words + " (SOCKS reply 0x" + code + ")"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "502 Bad Gateway, OUR_FAULT",
        "503 Service Unavailable, OUR_FAULT",
        "403 Forbidden, OUR_FAULT",
        "302 Found, OUR_FAULT",
        "504 Gateway Timeout, CONNECT_TIMEOUT"
    })
    void eachStatusOfAnHttpProxyIsToldAsWhatItIs(String status, Trouble trouble) throws IOException {
        Script proxy = Script.start()
                .read(16)
                .send("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
                .silence();

        try (ScriptedServer http = ScriptedServer.playing(proxy)) {
            Proxy via = Proxy.of("http://127.0.0.1:" + http.port());

            assertThat(probe(via, Service.HTTPS, 443, LONG).outcome())
                    .isEqualTo(new Outcome.NotReached(
                            trouble, "the proxy " + via + " answered CONNECT with " + status.substring(0, 3)));
        }
    }

    @Test
    void aProxyThatNeverAnswersIsWaitedForAsLongAsAConnection() throws IOException {
        try (ScriptedServer silent = ScriptedServer.playing(Script.start().silence())) {
            Proxy via = Proxy.of("socks5://127.0.0.1:" + silent.port());

            assertThat(probe(via, Service.HTTPS, 443, Duration.ofMillis(300)).outcome())
                    .isEqualTo(new Outcome.NotReached(
                            Trouble.CONNECT_TIMEOUT,
                            "the proxy " + via + " did not say within 0.3 s that it reached the endpoint"));
        }
    }

    @Test
    void whatAProxySaysBeforeItsAnswerIsPassedOver() throws IOException {
        Script proxy = Script.start()
                .read(16)
                .send("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 100 Continue\r\nX-Wait: 1\r\n\r\n")
                .send(Bytes.of("HTTP/1.1 200 OK\r\n\r\n220 ex01.contoso.test ready\r\n".getBytes(US_ASCII)))
                .silence();

        try (ScriptedServer http = ScriptedServer.playing(proxy)) {
            Observation seen =
                    probe(Proxy.of("http://127.0.0.1:" + http.port()), Service.SMTP, 25, Duration.ofMillis(500));

            assertThat(seen.learned().greeting()).isEqualTo("ex01.contoso.test ready");
        }
    }

    /** Not at the deadline, which is as long as the proxy may take to connect. */
    @ParameterizedTest
    @CsvSource({
        "http, 'HTTP/1.1 ', ' endless', does not speak HTTP",
        "http, 'HTTP/1.1 200 OK~', 'X-Header: endless~', does not speak HTTP",
        "http, 'HTTP/1.1 403 Forbidden~~', 'a body without end', answered CONNECT with 403",
        "socks5, '', 'endless', does not speak SOCKS 5"
    })
    void aProxyThatNeverComesToAnEndIsLeftAtOnce(String scheme, String start, String endless, String words)
            throws IOException {
        Script proxy = Script.start()
                .read(3)
                .send(start.replace("~", "\r\n"))
                .endless(Bytes.of(endless.replace("~", "\r\n").getBytes(US_ASCII)));

        try (ScriptedServer server = ScriptedServer.playing(proxy)) {
            Proxy via = Proxy.of(scheme + "://127.0.0.1:" + server.port());

            assertThat(probe(via, Service.HTTPS, 443, LONG))
                    .satisfies(seen -> assertThat(seen.took()).isLessThan(LONG))
                    .extracting(Observation::outcome)
                    .isEqualTo(new Outcome.NotReached(Trouble.OUR_FAULT, "the proxy " + via + " " + words));
        }
    }

    @Test
    void anAddressOfTheOtherFamilyIsNoSource() throws IOException {
        Conduct conduct = new Conduct(Optional.of(SourceAddress.of("::1")), Optional.empty(), Optional.empty(), true);
        try (NettyProber prober = new NettyProber(Given.deadlines(LONG), conduct, new RunClock())) {
            Observation seen = prober.probe(1, Question.VERSIONS, Given.door(Service.HTTPS, 443), Given.hello(TLS_1_2))
                    .join();

            assertThat(seen.outcome())
                    .isEqualTo(new Outcome.NotReached(
                            Trouble.OUR_FAULT, "the source address 0:0:0:0:0:0:0:1 is IPv6, 127.0.0.1 is IPv4"));
        }
    }

    private static void chosenThrough(String uri, String password) throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(ANSWERING)) {
            Proxy via = Proxy.of(uri).withPassword(password);

            Observation seen = probe(via, Service.HTTPS, server.port(), LONG);

            assertThat(seen.outcome()).isInstanceOf(Outcome.Selected.class);
            assertThat(seen.approach().proxy()).isEqualTo(uri);
        }
    }

    private static void refusedBy(String uri, String password, String words) throws IOException {
        assertThat(probe(Proxy.of(uri).withPassword(password), Service.HTTPS, 443, LONG)
                        .outcome())
                .isInstanceOfSatisfying(Outcome.NotReached.class, missed -> {
                    assertThat(missed.trouble()).isEqualTo(Trouble.OUR_FAULT);
                    assertThat(missed.detail()).startsWith("the proxy " + uri + " " + words);
                });
    }

    private static Observation probe(Proxy via, Service service, int port, Duration patience) throws IOException {
        Conduct conduct = new Conduct(Optional.empty(), Optional.empty(), Optional.of(via.lookedUp()), true);
        try (NettyProber prober = new NettyProber(Given.deadlines(patience), conduct, new RunClock())) {
            return prober.probe(1, Question.VERSIONS, Given.door(service, port), Given.hello(TLS_1_2))
                    .join();
        }
    }
}
