package dev.extls.scan;

import static dev.extls.endpoint.Service.HTTPS;
import static dev.extls.endpoint.Service.IMAPS;
import static dev.extls.endpoint.Service.SMTP;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.testkit.Await;
import dev.extls.testkit.DelayingProxy;
import dev.extls.testkit.DovecotServer;
import dev.extls.testkit.GnuTlsServer;
import dev.extls.testkit.HaproxyServer;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.PostfixServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.Refusal;
import dev.extls.testkit.ScriptedServer;
import dev.extls.testkit.TestCertificates;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.Alert;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * How many connections a scan of versions and suites makes, by the server's own count: accepted suites and ten more for each version that
 * is spoken, one for a version that is refused by protocol_version or by the choice of a lower one, five for any other.
 */
@WithRealServers
class ConnectionsScanTest {
    private static final ProtocolVersion[] ALL = {TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3};
    private static final ProtocolVersion[] FROM_SSL_3 = {SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3};
    private static final int PER_LIVING_VERSION = 10;
    private static final int PER_DEAD_VERSION = 5;

    @Test
    void nginxByItsOwnLog() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    NginxServer.speaking(ALL)
                            .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                            .logging()
                            .start(),
                    HTTPS);

            Scanned scanned = counted(farm, server, HTTPS, logged(server, " accept: 127\\.0\\.0\\.1:"));

            withinTheBar("nginx", scanned, ALL);
        }
    }

    @Test
    void haproxyByItsOwnLog() {
        try (Farm farm = new Farm()) {
            RealServer server =
                    farm.add(HaproxyServer.speaking(TLS_1_1, TLS_1_3).start(), HTTPS);

            Scanned scanned = counted(farm, server, HTTPS, logged(server, "^127\\.0\\.0\\.1:\\d+ \\["));

            withinTheBar("HAProxy", scanned, TLS_1_1, TLS_1_2, TLS_1_3);
        }
    }

    @Test
    void nginxOfToday() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(NginxServer.speaking(TLS_1_2, TLS_1_3).start());

            withinTheBar("nginx of today", passed(farm, server, HTTPS), TLS_1_2, TLS_1_3);
        }
    }

    @Test
    void postfixWithAnonymousSuites() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    PostfixServer.speaking(ALL).ciphers("ALL:@SECLEVEL=0").start());

            withinTheBar("Postfix", passed(farm, server, SMTP), ALL);
        }
    }

    @Test
    void opensslWithEverything() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(NginxServer.speaking(ALL)
                    .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                    .ciphers("ALL:COMPLEMENTOFALL:@SECLEVEL=0")
                    .start());

            withinTheBar("all of OpenSSL", passed(farm, server, HTTPS), ALL);
        }
    }

    @Test
    void theJdkDownToSsl3() {
        try (Farm farm = new Farm()) {
            JsseServer server =
                    farm.add(JsseServer.speaking(FROM_SSL_3).everySuite().start(), HTTPS);

            withinTheBar("JDK", counted(farm, server, HTTPS, server::connections), FROM_SSL_3);
        }
    }

    @Test
    void gnuTlsThatRefusesOldVersionsInItsOwnWay() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(GnuTlsServer.speaking(TLS_1_2, TLS_1_3).start());

            withinTheBar("GnuTLS", passed(farm, server, HTTPS), TLS_1_2, TLS_1_3);
        }
    }

    @Test
    void aServerThatResetsOldVersionsAsWindowsDoes() {
        try (Farm farm = new Farm()) {
            RealServer behind = farm.add(NginxServer.speaking(TLS_1_2).start());
            ScriptedServer server = farm.add(
                    ScriptedServer.refusing(
                            behind.port(), Refusal.RESET, ProtocolVersion.SSL_2_0, SSL_3_0, TLS_1_0, TLS_1_1),
                    HTTPS);

            // the control follows all closes; that of a handshake beside which another one is refused by alert, which
            // the time decides for TLS 1.1 and 1.0, is asked for once more
            withinTheBar("RST on old versions", counted(farm, server, HTTPS, server::connections), 5, TLS_1_2);
        }
    }

    /** Dovecot closes where others send an alert. */
    @Test
    void aServerThatRefusesByClosing() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(DovecotServer.speaking(ALL)
                    .ciphers("DEFAULT:!kDHE:@SECLEVEL=0")
                    .start());

            withinTheBar("Dovecot", passed(farm, server, IMAPS), ALL);
        }
    }

    /** Scans through a passage that counts. */
    private static Scanned passed(Farm farm, RealServer server, Service service) {
        DelayingProxy passage = farm.add(DelayingProxy.before(server.port(service), Duration.ZERO), service);
        return counted(farm, passage, service, passage::connections);
    }

    private static Scanned counted(Farm farm, RealServer server, Service service, IntSupplier count) {
        int before = count.getAsInt();

        Scanned scanned = farm.scan("--depth", "suites").endpoint(server, service);

        int reported = scanned.connections();
        assertThat(scanned.observations()).hasSize(reported);
        Await.until(
                "the server counts " + reported, Duration.ofSeconds(5), () -> count.getAsInt() >= before + reported);
        assertThat(count.getAsInt() - before).as("connections, by the server").isEqualTo(reported);
        return scanned;
    }

    /** Lines of the log, one of which comes from the start of the server: a connection showed that its one door was open. */
    private static IntSupplier logged(RealServer server, String pattern) {
        Pattern line = Pattern.compile(pattern);
        IntSupplier count = () -> (int)
                server.log().stream().filter(one -> line.matcher(one).find()).count();
        Await.until("the log has the first connection", Duration.ofSeconds(5), () -> count.getAsInt() == 1);
        return count;
    }

    private static void withinTheBar(String name, Scanned scanned, ProtocolVersion... versions) {
        withinTheBar(name, scanned, 0, versions);
    }

    private static void withinTheBar(String name, Scanned scanned, int more, ProtocolVersion... versions) {
        int needed = (int) scanned.observations().stream()
                .filter(one -> one.question() == Question.VERSIONS || one.question() == Question.SUITES)
                .count();
        int bar = bar(scanned, versions) + more;
        System.out.printf(
                Locale.ROOT,
                "%-20s %3d suites in %d versions: %3d connections for them, bar %3d; %3d in all%n",
                name,
                accepted(scanned, versions),
                versions.length,
                needed,
                bar,
                scanned.connections());
        assertThat(needed).as("connections for versions and suites").isLessThanOrEqualTo(bar);
    }

    private static int bar(Scanned scanned, ProtocolVersion... versions) {
        Set<ProtocolVersion> dead = EnumSet.allOf(ProtocolVersion.class);
        dead.removeAll(Set.of(versions));
        return accepted(scanned, versions)
                + PER_LIVING_VERSION * versions.length
                + dead.stream().mapToInt(version -> ofDead(version, scanned)).sum();
    }

    private static int accepted(Scanned scanned, ProtocolVersion... versions) {
        int accepted = Arrays.stream(versions)
                .mapToInt(version -> scanned.suites(version).size())
                .sum();
        assertThat(accepted).isGreaterThan(versions.length);
        return accepted;
    }

    private static int ofDead(ProtocolVersion version, Scanned scanned) {
        return scanned.observations().stream()
                        .filter(one -> one.asked() == version)
                        .anyMatch(one -> refusedForItsVersion(one, version))
                ? 1
                : PER_DEAD_VERSION;
    }

    private static boolean refusedForItsVersion(Observation observation, ProtocolVersion version) {
        boolean lower = observation
                .outcome()
                .chosen()
                .filter(selection -> selection.version().before(version))
                .isPresent();
        return lower
                || (observation.outcome() instanceof Outcome.Alerted alerted
                        && alerted.alert().description() == Alert.PROTOCOL_VERSION);
    }
}
