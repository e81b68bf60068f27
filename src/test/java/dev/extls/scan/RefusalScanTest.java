package dev.extls.scan;

import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.Refusal;
import dev.extls.testkit.Script;
import dev.extls.testkit.ScriptedServer;
import dev.extls.testkit.TestCertificates;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ways to refuse a version, in front of a real server; and the same ways where nothing is ever answered. */
@WithRealServers
class RefusalScanTest {
    private static final ProtocolVersion[] ALL = {SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3};

    @ParameterizedTest
    @EnumSource(value = Refusal.class, names = "SILENCE", mode = EnumSource.Mode.EXCLUDE)
    void aRefusedVersionIsNoAndTheOthersAreYes(Refusal refusal) {
        try (Farm farm = new Farm()) {
            JsseServer tls = farm.add(JsseServer.speaking(ALL).start());
            ScriptedServer https = farm.add(
                    ScriptedServer.refusing(tls.port(), refusal, SSL_2_0, TLS_1_0, TLS_1_1, TLS_1_3), Service.HTTPS);
            Map<Service, ScriptedServer> mail = new LinkedHashMap<>();
            for (Service service : List.of(Service.SMTP, Service.IMAP, Service.POP3)) {
                ScriptedServer upgraded = farm.add(ScriptedServer.playing(
                        Script.upgrading(service.tlsStart()).handOver(tls.port())));
                mail.put(
                        service,
                        farm.add(
                                ScriptedServer.refusing(upgraded.port(), refusal, SSL_2_0, SSL_3_0, TLS_1_2), service));
            }

            Run run = farm.scan();

            run.endpoint(https).speaks(SSL_3_0, TLS_1_2).shows(TestCertificates.rsa());
            mail.forEach((service, server) ->
                    run.endpoint(server).speaks(TLS_1_0, TLS_1_1, TLS_1_3).shows(TestCertificates.rsa()));
        }
    }

    /** SSL 2.0 draft (Hickman, 1995) section 2.7: error 1 is NO-CIPHER-ERROR, 2 has nothing to do with a hello. */
    @Test
    void anErrorOfSsl2RefusesTheKindsOnlyIfItSaysSo() {
        try (Farm farm = new Farm()) {
            JsseServer tls = farm.add(JsseServer.speaking(TLS_1_1, TLS_1_2).start());
            ScriptedServer noCipher = farm.add(answeringSsl2By(tls.port(), "8003000001"), Service.HTTPS);
            ScriptedServer odd = farm.add(answeringSsl2By(tls.port(), "8003000002"), Service.HTTPS);

            Run run = farm.scan();

            run.endpoint(noCipher).speaks(TLS_1_1, TLS_1_2);
            assertThat(run.endpoint(noCipher).why(SSL_2_0)).contains("SSL 2.0 NO-CIPHER-ERROR(1)");
            assertThat(run.endpoint(odd).answers().get(SSL_2_0)).isEqualTo("UNKNOWN REFUSED_EVERY_HELLO");
            assertThat(run.endpoint(odd).why(SSL_2_0)).contains("NO-CERTIFICATE-ERROR(2)");
        }
    }

    private static ScriptedServer answeringSsl2By(int port, String error) {
        return ScriptedServer.playing(Script.start()
                .handOver(
                        port,
                        hello -> hello.version()
                                .filter(SSL_2_0::equals)
                                .map(version -> Script.start()
                                        .send(Bytes.fromHex(error))
                                        .fin())));
    }

    @Test
    void aRefusalByProtocolVersionCostsNoFurtherConnection() {
        try (Farm farm = new Farm()) {
            JsseServer tls = farm.add(JsseServer.speaking(ALL).start());
            ScriptedServer server = farm.add(
                    ScriptedServer.refusing(
                            tls.port(), Refusal.PROTOCOL_VERSION_ALERT, SSL_2_0, SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_3),
                    Service.HTTPS);

            Run run = farm.scan();

            run.endpoint(server).speaks(TLS_1_2);
            // a hello for each version, the handshake that confirms the living one, and TLS 1.3 once more: the server
            // behind says that it speaks it
            assertThat(server.connections()).isEqualTo(6 + 1 + 1);
            assertThat(run.endpoint(server).connections()).isEqualTo(6 + 1 + 1);
        }
    }

    @Test
    void nothingIsKnownOfAServerThatRefusesEverythingWithoutAWord() {
        try (Farm farm = new Farm()) {
            ScriptedServer reset = farm.add(always(Refusal.RESET), Service.HTTPS);
            ScriptedServer fin = farm.add(always(Refusal.FIN), Service.HTTPS);
            ScriptedServer alert = farm.add(always(Refusal.HANDSHAKE_FAILURE_ALERT), Service.HTTPS);

            Run run = farm.scan();

            run.endpoint(reset).answers(Scanned.unknown("RESET"));
            run.endpoint(fin).answers(Scanned.unknown("CLOSED"));
            run.endpoint(alert).answers(Scanned.unknown("REFUSED_EVERY_HELLO"));
            assertThat(run.endpoint(reset).trouble()).startsWith("RESET: ");
            assertThat(run.endpoint(fin).trouble()).startsWith("CLOSED: ");
            assertThat(run.endpoint(alert).trouble()).startsWith("REFUSED_EVERY_HELLO: ");
            assertThat(run.command().exitCode()).isEqualTo(3);
        }
    }

    @Test
    void nothingIsKnownOfAVersionThatIsMetWithSilence() {
        try (Farm farm = new Farm()) {
            JsseServer tls = farm.add(JsseServer.speaking(ALL).start());
            ScriptedServer server =
                    farm.add(ScriptedServer.refusing(tls.port(), Refusal.SILENCE, SSL_2_0, TLS_1_1), Service.HTTPS);
            Map<ProtocolVersion, String> expected = Scanned.answersOf(SSL_3_0, TLS_1_0, TLS_1_2, TLS_1_3);
            expected.put(SSL_2_0, "UNKNOWN NO_ANSWER");
            expected.put(TLS_1_1, "UNKNOWN NO_ANSWER");

            farm.scan("--tls-timeout", "1s").endpoint(server).answers(expected).shows(TestCertificates.rsa());
        }
    }

    private static ScriptedServer always(Refusal refusal) {
        return ScriptedServer.playing(Script.start().decide(hello -> refusal.script()));
    }
}
