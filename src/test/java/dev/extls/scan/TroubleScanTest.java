package dev.extls.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.testkit.Script;
import dev.extls.testkit.ScriptedServer;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.Bytes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Servers that are not what they should be: every answer is UNKNOWN with the right reason, and within the deadlines. */
@WithRealServers
class TroubleScanTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Start of the scan, a slow machine. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    private static final Bytes WARNING_USER_CANCELED = Bytes.fromHex("1503010002015a");

    private static final Script EHLO = Script.start()
            .send("220 ex01.contoso.test Microsoft ESMTP MAIL Service ready\r\n")
            .readLine();

    private static final Script STARTTLS = EHLO.send(
                    "250-ex01.contoso.test Hello [127.0.0.1]\r\n250-SIZE\r\n250 STARTTLS\r\n")
            .readLine();

    @Test
    void whatStopsMailBeforeTlsIsTheReasonAndItsTextIsKept() {
        Map<Script, String> scripts = new LinkedHashMap<>();
        scripts.put(
                Script.start().send("421 4.3.2 Service not available\r\n").fin(),
                "THROTTLED: 421 4.3.2 Service not available");
        scripts.put(
                Script.start().send("554 5.7.1 You are not welcome\r\n").fin(),
                "REFUSED_BY_GREETING: 554 5.7.1 You are not welcome");
        scripts.put(Script.start().silence(), "NO_GREETING: silent where the greeting was due");
        scripts.put(
                Script.start().send("220-ex01.cont").silence(),
                "NO_GREETING: silent where the greeting was due, after the unfinished line: 220-ex01.cont");
        scripts.put(Script.start().fin(), "CLOSED_BEFORE_GREETING: closed where the greeting was due");
        // later than the connection stands, or the reset would meet the connect
        scripts.put(
                Script.start().pause(Duration.ofMillis(100)).reset(), "THROTTLED: reset where the greeting was due");
        scripts.put(
                EHLO.send("250-ex01.contoso.test Hello [127.0.0.1]\r\n250 SIZE\r\n")
                        .silence(),
                "STARTTLS_NOT_OFFERED: EHLO was answered without STARTTLS");
        scripts.put(
                STARTTLS.send("454 4.7.0 TLS not available due to local problem\r\n")
                        .silence(),
                "STARTTLS_REFUSED: 454 4.7.0 TLS not available due to local problem");
        scripts.put(STARTTLS.send("421 4.4.2 Connection dropped\r\n").fin(), "THROTTLED: 421 4.4.2 Connection dropped");
        try (Farm farm = new Farm()) {
            Map<ScriptedServer, String> servers = new LinkedHashMap<>();
            scripts.forEach(
                    (script, trouble) -> servers.put(farm.add(ScriptedServer.playing(script), Service.SMTP), trouble));

            Run run = farm.scan("--greeting-timeout", "1s");

            servers.forEach((server, trouble) -> {
                Scanned scanned = run.endpoint(server);
                assertThat(scanned.trouble()).isEqualTo(trouble);
                scanned.answers(Scanned.unknown(trouble.substring(0, trouble.indexOf(':'))));
                // a server that has enough of us is tried three times more, with a pause each time
                assertThat(server.connections())
                        .as("connections: %s", trouble)
                        .isEqualTo(trouble.startsWith("THROTTLED") ? 4 : 1);
            });
            assertThat(run.command().exitCode()).isEqualTo(3);
            assertThat(run.took())
                    .isLessThan(SECOND.multipliedBy(servers.size()).plus(SLACK));
        }
    }

    @Test
    void theNodeIsNamedWhereItTellsItsName() {
        try (Farm farm = new Farm()) {
            ScriptedServer server = farm.add(
                    ScriptedServer.playing(STARTTLS.send("454 4.7.0 no\r\n").silence()), Service.SMTP);

            var identity = farm.scan().endpoint(server).identity();

            assertThat(identity.path("greeting").asString())
                    .isEqualTo("ex01.contoso.test Microsoft ESMTP MAIL Service ready");
            assertThat(identity.path("name").asString()).isEqualTo("ex01.contoso.test");
            assertThat(identity.path("seenAddress").asString()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void bytesBehindTheGoAheadAreReportedAndNeverReachTls() {
        try (Farm farm = new Farm()) {
            ScriptedServer words = farm.add(
                    ScriptedServer.playing(
                            STARTTLS.send("220 go ahead\r\n250 injected\r\n").silence()),
                    Service.SMTP);
            // a fatal protocol_version alert would be a NO if TLS ever saw it
            ScriptedServer alert = farm.add(
                    ScriptedServer.playing(STARTTLS.send(line("220 go ahead").plus(Bytes.fromHex("15030100020246")))
                            .silence()),
                    Service.SMTP);

            Run run = farm.scan();

            for (ScriptedServer server : List.of(words, alert)) {
                Scanned scanned = run.endpoint(server).answers(Scanned.unknown("NOT_TLS"));
                assertThat(scanned.findings()).contains("INJECTED");
                assertThat(scanned.trouble()).contains("(injected)");
                assertThat(server.received())
                        .hasSize(1)
                        .allSatisfy(bytes -> assertThat(new String(bytes.toArray(), US_ASCII))
                                .contains("STARTTLS\r\n")
                                .doesNotContain("\u0016"));
            }
        }
    }

    @Test
    void aListenerThatSpeaksSomethingElseIsNotTls() {
        Script http = Script.start().readRecord().send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        Bytes garbage = Bytes.fromHex("00ff7e01993356");
        try (Farm farm = new Farm()) {
            List<ScriptedServer> servers = List.of(
                    farm.add(ScriptedServer.playing(http.fin()), Service.HTTPS),
                    farm.add(ScriptedServer.playing(http.silence()), Service.HTTPS),
                    farm.add(
                            ScriptedServer.playing(
                                    Script.start().send("220 smtp here\r\n").silence()),
                            Service.HTTPS),
                    farm.add(
                            ScriptedServer.playing(
                                    Script.start().readRecord().send(garbage).silence()),
                            Service.HTTPS),
                    farm.add(ScriptedServer.playing(Script.start().readRecord().endless(garbage)), Service.HTTPS));

            Run run = farm.scan();

            for (ScriptedServer server : servers) {
                Scanned scanned = run.endpoint(server).answers(Scanned.unknown("NOT_TLS"));
                assertThat(scanned.trouble()).startsWith("NOT_TLS: no TLS record: ");
            }
            assertThat(run.endpoint(servers.get(0)).trouble()).contains("\"HTTP/1.1 400 Bad Request\"");
        }
    }

    @Test
    void aListenerThatNeverComesToAnEndIsLeftAtTheDeadline() {
        Bytes unfinishedHello = Bytes.fromHex("1603030031" + "0200002d" + "0303");
        try (Farm farm = new Farm()) {
            ScriptedServer silent =
                    farm.add(ScriptedServer.playing(Script.start().silence()), Service.HTTPS);
            ScriptedServer slow =
                    farm.add(ScriptedServer.playing(Script.start().drip(SECOND, unfinishedHello)), Service.HTTPS);
            ScriptedServer halting = farm.add(
                    ScriptedServer.playing(
                            Script.start().readRecord().send(unfinishedHello).silence()),
                    Service.HTTPS);
            ScriptedServer slowMail = farm.add(
                    ScriptedServer.playing(
                            STARTTLS.send("220 go ahead\r\n").readRecord().drip(SECOND, unfinishedHello)),
                    Service.SMTP);
            ScriptedServer warning = farm.add(
                    ScriptedServer.playing(
                            Script.start().readRecord().endless(Duration.ofMillis(100), WARNING_USER_CANCELED)),
                    Service.HTTPS);
            List<ScriptedServer> servers = List.of(silent, slow, halting, slowMail, warning);

            Run run = farm.scan("--tls-timeout", "700ms");

            for (ScriptedServer server : servers) {
                Scanned scanned = run.endpoint(server).answers(Scanned.unknown("NO_ANSWER"));
                assertThat(scanned.trouble()).startsWith("NO_ANSWER: no answer within 0.7 s");
                assertThat(scanned.observations())
                        .allSatisfy(
                                observation -> assertThat(observation.took()).isLessThan(SECOND.multipliedBy(3)));
            }
            int connections =
                    servers.stream().mapToInt(ScriptedServer::connections).sum();
            assertThat(connections).isLessThanOrEqualTo(servers.size() * 10);
            assertThat(run.took()).isLessThan(SECOND.multipliedBy(connections).plus(SLACK));
        }
    }

    private static Bytes line(String text) {
        return Bytes.of((text + "\r\n").getBytes(US_ASCII));
    }
}
