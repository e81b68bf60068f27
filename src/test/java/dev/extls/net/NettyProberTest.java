package dev.extls.net;

import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Stop;
import dev.extls.observation.Trouble;
import dev.extls.observation.Trust;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.testkit.Await;
import dev.extls.testkit.FreePort;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.Script;
import dev.extls.testkit.ScriptedServer;
import dev.extls.testkit.TestCertificates;
import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHelloReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole room over loopback, against servers that do as they are told. */
@Timeout(60)
class NettyProberTest {
    /** Long enough for anything that answers, so that a test that waits for it has failed. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Script AFTER_HELLO = Script.start().readRecord();

    private static NettyProber patient;
    private static NettyProber impatient;

    @BeforeAll
    static void start() {
        JvmSettings.apply();
        patient = new NettyProber(Given.deadlines(LONG), new RunClock());
        impatient = new NettyProber(Given.deadlines(SHORT), new RunClock());
        patient.expectHandshakes();
        impatient.expectHandshakes();
        assertThat(patient.cannotOffer().join()).isEmpty();
        assertThat(impatient.cannotOffer().join()).isEmpty();
    }

    @AfterAll
    static void end() {
        patient.close();
        impatient.close();
    }

    private static Observation probe(NettyProber prober, Endpoint door, Offer offer) {
        return prober.probe(1, Question.VERSIONS, door, offer).join();
    }

    private static Observation probe(NettyProber prober, Service service, Script script, Offer offer) {
        try (ScriptedServer server = ScriptedServer.playing(script)) {
            return probe(prober, Given.door(service, server.port()), offer);
        }
    }

    private static Outcome outcome(Script script, Offer offer) {
        return probe(patient, Service.HTTPS, script, offer).outcome();
    }

    private static void assertTookAbout(Duration deadline, Observation seen) {
        assertThat(seen.took()).isBetween(deadline, deadline.plusSeconds(1));
    }

    private static Trouble trouble(Observation seen) {
        return ((Outcome.NotReached) seen.outcome()).trouble();
    }

    @Test
    void aHelloIsAnswered() {
        Bytes flight = Flights.flight(TLS_1_2, 0xc02f, Bytes.fromHex("3000"));

        Observation seen =
                probe(patient, Service.HTTPS, AFTER_HELLO.send(flight).silence(), Given.hello(TLS_1_2));

        assertThat(seen.outcome()).isInstanceOfSatisfying(Outcome.Selected.class, selected -> {
            assertThat(selected.selection().suite()).isEqualTo(Flights.ECDHE_RSA);
            assertThat(selected.stop()).isEqualTo(Stop.AS_ASKED);
        });
        assertThat(seen.transcript().received()).isEqualTo(flight);
        assertThat(seen.certificates()).containsExactly(Bytes.fromHex("3000"));
        assertThat(seen.localAddress()).startsWith("127.0.0.1:");
    }

    @Test
    void aHelloOfSsl2IsAnswered() {
        assertThat(outcome(AFTER_HELLO.send(Flights.sslv2(0x010080)).silence(), Given.hello(SSL_2_0)))
                .isInstanceOfSatisfying(
                        Outcome.Selected.class,
                        selected -> assertThat(selected.selection().version()).isEqualTo(SSL_2_0));
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_0", "TLS_1_1", "TLS_1_2", "TLS_1_3"})
    void aHandshakeIsFinishedAndItsCertificateKept(ProtocolVersion version) throws CertificateEncodingException {
        try (JsseServer server = JsseServer.speaking(version).start()) {
            Observation seen = probe(patient, Given.door(Service.HTTPS, server.port()), Given.handshake(version));

            assertThat(seen.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Negotiated.class,
                            negotiated ->
                                    assertThat(negotiated.selection().version()).isEqualTo(version));
            assertThat(seen.certificates())
                    .containsExactly(Bytes.of(TestCertificates.rsa().x509().getEncoded()));
            assertThat(seen.trust().kind()).isEqualTo(Trust.Kind.NOT_TRUSTED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_2", "TLS_1_3"})
    void aServerWithAnotherVersionRefusesAHandshakeInItsOwnWords(ProtocolVersion version) {
        try (JsseServer server = JsseServer.speaking(TLS_1_0).start()) {
            Observation seen = probe(patient, Given.door(Service.HTTPS, server.port()), Given.handshake(version));

            assertThat(seen.outcome())
                    .isInstanceOfAny(Outcome.Selected.class, Outcome.Alerted.class)
                    .satisfies(outcome -> assertThat(outcome.chosen()
                                    .map(selection -> selection.version() == TLS_1_0)
                                    .orElse(true))
                            .isTrue());
        }
    }

    @Test
    void anAnswerOfALowerVersionIsAChoiceThatWeRefuse() {
        Script script = AFTER_HELLO
                .send(Flights.flight(TLS_1_1, 0xc014, Bytes.fromHex("3000")))
                .silence();

        assertThat(outcome(script, Given.handshake(TLS_1_2)))
                .isInstanceOfSatisfying(Outcome.Selected.class, selected -> {
                    assertThat(selected.selection().version()).isEqualTo(TLS_1_1);
                    assertThat(selected.stop()).isEqualTo(Stop.OUR_REFUSAL);
                });
    }

    @Test
    void anAlertOfTheServerIsToldInBothWays() {
        Script script = AFTER_HELLO.send(Flights.alert(2, 70)).silence();

        assertThat(outcome(script, Given.hello(TLS_1_2))).isEqualTo(new Outcome.Alerted(new Alert(2, 70)));
        assertThat(outcome(script, Given.handshake(TLS_1_2))).isEqualTo(new Outcome.Alerted(new Alert(2, 70)));
    }

    @Test
    void finAndResetAfterTheHelloAreToldApartInBothWays() {
        for (Offer offer : List.of(Given.hello(TLS_1_2), Given.handshake(TLS_1_2), Given.handshake(TLS_1_3))) {
            assertThat(outcome(AFTER_HELLO.fin(), offer)).isEqualTo(new Outcome.Closed());
            assertThat(outcome(AFTER_HELLO.reset(), offer)).isEqualTo(new Outcome.Reset());
            assertThat(outcome(AFTER_HELLO.send(Flights.alert(1, 0)).fin(), offer))
                    .isEqualTo(new Outcome.Closed());
        }
    }

    @Test
    void finAndResetAfterTheChoiceAreToldApartInBothWays() {
        Bytes choice = Flights.serverHello(0x0303, 0xc02f);
        for (Offer offer : List.of(Given.hello(TLS_1_2), Given.handshake(TLS_1_2))) {
            assertThat(outcome(AFTER_HELLO.send(choice).fin(), offer))
                    .isInstanceOfSatisfying(
                            Outcome.Selected.class,
                            selected -> assertThat(selected.stop()).isEqualTo(Stop.PEER_CLOSED));
            assertThat(outcome(
                            AFTER_HELLO
                                    .send(choice)
                                    .pause(Duration.ofMillis(50))
                                    .reset(),
                            offer))
                    .isInstanceOfSatisfying(
                            Outcome.Selected.class,
                            selected -> assertThat(selected.stop()).isEqualTo(Stop.PEER_RESET));
        }
    }

    @Test
    void whatIsNoTlsIsGarbledInBothWays() {
        for (Offer offer : List.of(Given.hello(TLS_1_2), Given.handshake(TLS_1_2))) {
            assertThat(outcome(
                            AFTER_HELLO.send("HTTP/1.1 400 Bad Request\r\n\r\n").fin(), offer))
                    .isInstanceOf(Outcome.Garbled.class);
            assertThat(outcome(AFTER_HELLO.send(Bytes.fromHex("16030300")).fin(), offer))
                    .isInstanceOf(Outcome.Garbled.class);
            assertThat(outcome(
                            AFTER_HELLO
                                    .send(Flights.serverHello(0x0303, 0x1301))
                                    .silence(),
                            offer))
                    .isInstanceOf(Outcome.Garbled.class);
        }
    }

    @Test
    void silenceIsToldAtTheDeadlineInBothWays() {
        for (Offer offer : List.of(Given.hello(TLS_1_2), Given.handshake(TLS_1_2))) {
            Observation seen = probe(impatient, Service.HTTPS, AFTER_HELLO.silence(), offer);

            assertThat(seen.outcome()).isEqualTo(new Outcome.Silent("no answer within 0.15 s"));
            assertTookAbout(SHORT, seen);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_0", "TLS_1_1", "TLS_1_2"})
    void aHandshakeWhoseServerFallsSilentAfterItsChoiceEndsByTheDeadline(ProtocolVersion version) {
        Bytes choice = Flights.serverHello(version.code(), 0xc014);
        try (ScriptedServer server =
                ScriptedServer.playing(AFTER_HELLO.send(choice).silence())) {
            long begin = System.nanoTime();
            Observation seen = probe(impatient, Given.door(Service.HTTPS, server.port()), Given.handshake(version));
            Duration whole = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(seen.outcome()).isInstanceOfSatisfying(Outcome.Selected.class, selected -> {
                assertThat(selected.stop()).isEqualTo(Stop.NO_ANSWER);
                assertThat(selected.selection().version()).isEqualTo(version);
            });
            assertTookAbout(SHORT, seen);
            assertThat(whole).as("closing does not wait either").isLessThan(SHORT.plusMillis(900));
        }
    }

    @Test
    void aFlightWithoutEndIsCutAndEnds() {
        Bytes begin = Flights.serverHello(0x0303, 0xc02f).plus(Flights.record(22, Bytes.fromHex("0b100000")));
        Script script = AFTER_HELLO.send(begin).endless(Flights.record(22, Flights.zeros(1 << 14)));

        Observation seen = probe(patient, Service.HTTPS, script, Given.hello(TLS_1_2));

        assertThat(seen.outcome()).isInstanceOfSatisfying(Outcome.Selected.class, selected -> {
            assertThat(selected.stop()).isEqualTo(Stop.AS_ASKED);
            assertThat(selected.detail()).contains("262144");
        });
        assertThat(seen.transcript().cut()).isTrue();
        assertThat(seen.transcript().received().length()).isEqualTo(Tap.KEPT_BYTES);
        assertThat(probe(patient, Service.HTTPS, script, Given.handshake(TLS_1_2))
                        .outcome())
                .isInstanceOfSatisfying(
                        Outcome.Selected.class,
                        // whichever of the two bounds is met first
                        selected -> assertThat(selected.stop()).isIn(Stop.OUR_REFUSAL, Stop.AS_ASKED));
    }

    @Test
    void warningsWithoutEndAreLeftInEveryWayOfAsking() {
        Script script = AFTER_HELLO
                .send(Flights.serverHello(0x0303, 0xc02f))
                .endless(Flights.record(21, Bytes.fromHex("015a")));
        Offer handshake = Given.handshake(TLS_1_2);

        for (Offer offer :
                List.of(Given.hello(TLS_1_2), handshake, handshake.with(Extras.NONE.withTicket(Bytes.EMPTY)))) {
            Observation seen = probe(patient, Service.HTTPS, script, offer);

            // by whichever bound is met first, and by no deadline
            assertThat(seen.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Selected.class,
                            selected -> assertThat(selected.stop()).isIn(Stop.AS_ASKED, Stop.OUR_REFUSAL));
            assertThat(seen.transcript().received().length()).isLessThanOrEqualTo(Tap.KEPT_BYTES);
        }
    }

    @Test
    void aMebibyteOfCertificatesIsBoundedInBothWays() {
        List<Bytes> chain = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            chain.add(Flights.zeros(16_000));
        }
        Bytes flight = Flights.flight(TLS_1_2, 0xc02f, chain.toArray(Bytes[]::new));
        for (Offer offer : List.of(Given.hello(TLS_1_2), Given.handshake(TLS_1_2))) {
            Observation seen =
                    probe(patient, Service.HTTPS, AFTER_HELLO.send(flight).silence(), offer);

            assertThat(seen.outcome()).isInstanceOf(Outcome.Selected.class);
            assertThat(seen.transcript().received().length()).isEqualTo(Tap.KEPT_BYTES);
            assertThat(seen.transcript().cut()).isTrue();
        }
    }

    @Test
    void anAnswerThatDripsIsReadUntilItIsWhole() {
        Script script = AFTER_HELLO
                .drip(Duration.ofMillis(1), Flights.flight(TLS_1_2, 0xc02f, Bytes.fromHex("3000")))
                .silence();

        assertThat(outcome(script, Given.hello(TLS_1_2))).isInstanceOf(Outcome.Selected.class);
    }

    @Test
    void whatCannotBeOfferedIsSaidWithoutAConnectionOfTls() {
        try (ScriptedServer server = ScriptedServer.playing(Script.start().silence())) {
            Endpoint door = Given.door(Service.HTTPS, server.port());

            for (Offer offer : List.of(
                    Given.handshake(TLS_1_2, 0x1301),
                    Given.handshake(ProtocolVersion.SSL_3_0, 0x000a),
                    Given.handshake(SSL_2_0, 0x010080))) {
                Observation seen = probe(patient, door, offer);
                assertThat(seen.outcome()).isInstanceOf(Outcome.NotOffered.class);
                assertThat(seen.transcript().sent()).isEqualTo(Bytes.EMPTY);
                assertThat(seen.took()).isLessThan(LONG);
            }
        }
        assertThat(outcome(AFTER_HELLO.fin(), Given.handshake(TLS_1_2, 0x0005, 0xc030)))
                .as("BouncyCastle leaves a suite out: what the server says to that is no answer")
                .isInstanceOfSatisfying(
                        Outcome.NotOffered.class,
                        notOffered -> assertThat(notOffered.detail()).contains("other suites"));
    }

    @Test
    void aPortWhereNobodyListensRefuses() {
        Observation seen = probe(patient, Given.door(Service.HTTPS, FreePort.next()), Given.hello(TLS_1_2));

        assertThat(trouble(seen)).isEqualTo(Trouble.CONNECTION_REFUSED);
        assertThat(seen.localAddress()).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsNotConnectedTo() {
        Endpoint door = Given.door(Service.HTTPS, 443).at("mail.contoso.test");

        assertThat(trouble(probe(patient, door, Given.hello(TLS_1_2)))).isEqualTo(Trouble.NAME_NOT_RESOLVED);
    }

    /** A listener whose queue is full answers no SYN. */
    @Test
    void aConnectionThatIsNotMadeInTimeIsToldAtTheDeadline() throws IOException {
        List<SocketChannel> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort());
            boolean waits = false;
            while (!waits && queue.size() < 64) {
                SocketChannel client = SocketChannel.open();
                queue.add(client);
                client.configureBlocking(false);
                waits = !client.connect(address) && !Await.holds(SHORT, () -> connected(client));
            }
            assertThat(waits).as("the queue is full").isTrue();

            Observation seen = probe(impatient, Given.door(Service.HTTPS, full.getLocalPort()), Given.hello(TLS_1_2));

            assertThat(trouble(seen)).isEqualTo(Trouble.CONNECT_TIMEOUT);
            assertTookAbout(SHORT, seen);
        } finally {
            for (SocketChannel client : queue) {
                client.close();
            }
        }
    }

    private static boolean connected(SocketChannel client) {
        try {
            return client.finishConnect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aGreetingIsWaitedForPatientlyAndNotForEver() {
        Duration patience = Duration.ofMillis(600);
        Deadlines deadlines = new Deadlines(LONG, patience, LONG, LONG);
        try (NettyProber prober = new NettyProber(deadlines, new RunClock())) {
            Observation late = probe(
                    prober,
                    Service.SMTP,
                    Script.start()
                            .pause(Duration.ofMillis(200))
                            .send("220 at last\r\n")
                            .readLine()
                            .send("250 SIZE\r\n")
                            .readLine(),
                    Given.hello(TLS_1_2));
            Observation never = probe(prober, Service.SMTP, Script.start().silence(), Given.hello(TLS_1_2));

            assertThat(trouble(late)).isEqualTo(Trouble.STARTTLS_NOT_OFFERED);
            assertThat(trouble(never)).isEqualTo(Trouble.NO_GREETING);
            assertTookAbout(patience, never);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            421 4.3.2 enough~ | THROTTLED
            554 no~           | REFUSED_BY_GREETING
            SSH-2.0-x~        | REFUSED_BY_GREETING
            220-endless~      | GREETING_TOO_LONG
            """)
    void aGreetingThatIsNoneIsToldAsWhatItIs(String greeting, Trouble trouble) {
        Bytes line = Flights.text(greeting.replace("~", "\r\n"));
        Script script = trouble == Trouble.GREETING_TOO_LONG
                ? Script.start().endless(line)
                : Script.start().send(line).silence();

        assertThat(trouble(probe(patient, Service.SMTP, script, Given.hello(TLS_1_2))))
                .isEqualTo(trouble);
    }

    @Test
    void finAndResetInPlaceOfAGreetingAreToldApart() {
        assertThat(trouble(probe(patient, Service.SMTP, Script.start().fin(), Given.hello(TLS_1_2))))
                .isEqualTo(Trouble.CLOSED_BEFORE_GREETING);
        Script later = Script.start().pause(Duration.ofMillis(200)).reset();
        assertThat(trouble(probe(patient, Service.SMTP, later, Given.hello(TLS_1_2))))
                .isEqualTo(Trouble.THROTTLED);
    }

    @Test
    void aResetThatMeetsTheConnectIsTheServersDoing() {
        assertThat(trouble(probe(patient, Service.SMTP, Script.start().reset(), Given.hello(TLS_1_2))))
                .isIn(Trouble.CONNECTION_REFUSED, Trouble.THROTTLED);
    }

    @Test
    void bytesWithTheGoAheadAreToldAndNoHelloIsSent() {
        try (ScriptedServer server = ScriptedServer.playing(Script.start()
                .send("220 hi\r\n")
                .readLine()
                .send("250-ex01\r\n250 STARTTLS\r\n")
                .readLine()
                .send("220 go\r\n250 injected\r\n")
                .silence())) {
            Observation seen = probe(patient, Given.door(Service.SMTP, server.port()), Given.handshake(TLS_1_2));

            assertThat(seen.outcome()).isEqualTo(new Outcome.Injected(Flights.text("250 injected\r\n")));
            assertThat(server.received()).containsExactly(Flights.text("EHLO [127.0.0.1]\r\nSTARTTLS\r\n"));
        }
    }

    @Test
    void quitIsSaidWhereTlsWasNotStarted() {
        try (ScriptedServer server = ScriptedServer.playing(Script.start()
                .send("220 hi\r\n")
                .readLine()
                .send("250 SIZE\r\n")
                .readLine()
                .send("221 bye\r\n"))) {
            Observation seen = probe(patient, Given.door(Service.SMTP, server.port()), Given.hello(TLS_1_2));

            assertThat(trouble(seen)).isEqualTo(Trouble.STARTTLS_NOT_OFFERED);
            Await.until(
                    "QUIT arrives",
                    LONG,
                    () -> server.received().equals(List.of(Flights.text("EHLO [127.0.0.1]\r\nQUIT\r\n"))));
        }
    }

    @ParameterizedTest
    @CsvSource({"SMTP, QUIT", "IMAP, a9 LOGOUT", "POP3, QUIT"})
    void theGoodbyeIsSaidInsideTlsBehindAnUpgrade(Service service, String goodbye) {
        try (Witness inside = Witness.speakingTls("");
                ScriptedServer server = ScriptedServer.playing(
                        Script.upgrading(service.tlsStart()).handOver(inside.port()))) {
            Observation seen = probe(patient, Given.door(service, server.port()), Given.handshake(TLS_1_2));

            assertThat(seen.outcome()).isInstanceOf(Outcome.Negotiated.class);
            assertThat(inside.end()).isEqualTo(new Witness.End(false, goodbye + "\r\n"));
        }
    }

    @ParameterizedTest
    @CsvSource({"IMAPS, * OK inside TLS, a9 LOGOUT", "POP3S, +OK inside TLS, QUIT"})
    void aGreetingInsideTlsIsReadAndTheGoodbyeSaid(Service service, String greeting, String goodbye) {
        for (ProtocolVersion version : List.of(TLS_1_2, TLS_1_3)) {
            try (Witness inside = Witness.speakingTls(greeting + "\r\n")) {
                Observation seen = probe(patient, Given.door(service, inside.port()), Given.handshake(version));

                assertThat(seen.outcome()).isInstanceOf(Outcome.Negotiated.class);
                assertThat(seen.learned().greeting()).contains("inside TLS");
                assertThat(inside.end()).isEqualTo(new Witness.End(false, goodbye + "\r\n"));
            }
        }
    }

    @Test
    void aGreetingInsideTlsThatDoesNotComeIsNotWaitedForLong() {
        try (Witness inside = Witness.speakingTls("");
                NettyProber prober = new NettyProber(new Deadlines(LONG, SHORT, LONG, LONG), new RunClock())) {
            Observation seen = probe(prober, Given.door(Service.IMAPS, inside.port()), Given.handshake(TLS_1_2));

            assertThat(seen.outcome()).isInstanceOf(Outcome.Negotiated.class);
            assertThat(seen.took()).isBetween(SHORT, LONG);
            assertThat(inside.end().text()).isEqualTo("a9 LOGOUT\r\n");
        }
    }

    @Test
    void aHelloIsBrokenOffByResetAndAHandshakeEndsInGoodOrder() {
        try (Witness hello = Witness.answering(Flights.flight(TLS_1_2, 0xc02f));
                Witness refused = Witness.answering(Flights.serverHello(0x0302, 0xc014));
                Witness finished = Witness.speakingTls("")) {
            probe(patient, Given.door(Service.HTTPS, hello.port()), Given.hello(TLS_1_2));
            probe(patient, Given.door(Service.HTTPS, refused.port()), Given.handshake(TLS_1_2));
            probe(patient, Given.door(Service.HTTPS, finished.port()), Given.handshake(TLS_1_3));

            assertThat(hello.end().reset()).isTrue();
            assertThat(refused.end().reset()).isFalse();
            assertThat(refused.end().text())
                    .as("the alert that says why: fatal, protocol_version")
                    .endsWith("\u0002F");
            assertThat(finished.end()).isEqualTo(new Witness.End(false, ""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ex01, ex01",
        "ex_01.contoso.test, ex_01.contoso.test",
        "mail.contoso.test., mail.contoso.test",
        "xn--bcher-kva.test, xn--bcher-kva.test",
        "10.0.0.1,"
    })
    void oddNamesGoOutInBothWays(String name, String inSni) {
        try (ScriptedServer server = ScriptedServer.playing(AFTER_HELLO.fin())) {
            Endpoint door = Given.door(Service.HTTPS, name, server.port());
            for (Offer offer : List.of(Given.hello(TLS_1_2), Given.handshake(TLS_1_2), Given.handshake(TLS_1_3))) {
                Observation seen = probe(patient, door, offer);

                assertThat(seen.outcome()).isEqualTo(new Outcome.Closed());
                assertThat(((ClientHelloReader.Reading.Whole)
                                        ClientHelloReader.read(seen.transcript().sent()))
                                .hello()
                                .serverName())
                        .isEqualTo(Optional.ofNullable(inSni));
            }
        }
    }

    /** The greeting lies in the socket before the connection is known to stand: it must not be lost. */
    @Test
    void aGreetingThatComesAtOnceIsNeverLost() {
        try (ScriptedServer server =
                ScriptedServer.playing(Script.start().send("554 no\r\n").silence())) {
            Endpoint door = Given.door(Service.SMTP, server.port());
            List<CompletableFuture<Observation>> open = new ArrayList<>();
            for (int i = 1; i <= 200; i++) {
                open.add(patient.probe(i, Question.VERSIONS, door, Given.hello(TLS_1_2)));
            }
            assertThat(open).allSatisfy(one -> assertThat(trouble(one.join())).isEqualTo(Trouble.REFUSED_BY_GREETING));
        }
    }

    @Test
    void anAlertBehindTheChoiceIsTold() {
        Script script = AFTER_HELLO
                .send(Flights.serverHello(0x0303, 0xc02f).plus(Flights.alert(2, 80)))
                .fin();

        assertThat(outcome(script, Given.handshake(TLS_1_2)))
                .isInstanceOfSatisfying(
                        Outcome.Selected.class,
                        selected -> assertThat(selected.stop()).isEqualTo(Stop.PEER_ALERT));
    }

    @Test
    void behindAnUpgradeAResetOfTheHelloIsAReset() {
        for (Service service : List.of(Service.SMTP, Service.IMAP, Service.POP3)) {
            Script script = Script.upgrading(service.tlsStart()).readRecord().reset();

            assertThat(probe(patient, service, script, Given.hello(TLS_1_2)).outcome())
                    .isEqualTo(new Outcome.Reset());
            assertThat(probe(patient, service, script, Given.handshake(TLS_1_2)).outcome())
                    .isEqualTo(new Outcome.Reset());
        }
    }
}
