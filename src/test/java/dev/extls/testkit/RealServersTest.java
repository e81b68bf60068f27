package dev.extls.testkit;

import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@WithRealServers
class RealServersTest {
    static Stream<List<ProtocolVersion>> setsOfVersions() {
        return Stream.of(
                List.of(TLS_1_0),
                List.of(TLS_1_1),
                List.of(TLS_1_2),
                List.of(TLS_1_3),
                List.of(TLS_1_0, TLS_1_2),
                List.of(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3));
    }

    @ParameterizedTest
    @MethodSource("setsOfVersions")
    void openSslSpeaksWhatItWasTold(List<ProtocolVersion> versions) {
        try (RealServer server =
                OpenSslServer.speaking(versions.toArray(ProtocolVersion[]::new)).start()) {
            assertThat(JdkClient.versions(server, Service.HTTPS)).containsExactlyElementsOf(versions);
        }
    }

    @ParameterizedTest
    @MethodSource("setsOfVersions")
    void nginxSpeaksWhatItWasTold(List<ProtocolVersion> versions) {
        try (RealServer server =
                NginxServer.speaking(versions.toArray(ProtocolVersion[]::new)).start()) {
            assertThat(JdkClient.versions(server, Service.HTTPS)).containsExactlyElementsOf(versions);
        }
    }

    @ParameterizedTest
    @MethodSource("setsOfVersions")
    void gnuTlsSpeaksWhatItWasTold(List<ProtocolVersion> versions) {
        try (RealServer server =
                GnuTlsServer.speaking(versions.toArray(ProtocolVersion[]::new)).start()) {
            assertThat(JdkClient.versions(server, Service.HTTPS)).containsExactlyElementsOf(versions);
        }
    }

    @ParameterizedTest
    @MethodSource("setsOfVersions")
    void postfixSpeaksWhatItWasToldOnBothPorts(List<ProtocolVersion> versions) {
        try (RealServer server =
                PostfixServer.speaking(versions.toArray(ProtocolVersion[]::new)).start()) {
            assertThat(JdkClient.versions(server, Service.SMTP)).containsExactlyElementsOf(versions);
            assertThat(JdkClient.versions(server, Service.SUBMISSION)).containsExactlyElementsOf(versions);
        }
    }

    @ParameterizedTest
    @MethodSource("setsOfVersions")
    void dovecotSpeaksWhatItWasToldOnFourPorts(List<ProtocolVersion> versions) {
        try (RealServer server =
                DovecotServer.speaking(versions.toArray(ProtocolVersion[]::new)).start()) {
            for (Service service : List.of(Service.IMAPS, Service.POP3S, Service.IMAP, Service.POP3)) {
                assertThat(JdkClient.versions(server, service))
                        .as("%s", service)
                        .containsExactlyElementsOf(versions);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("setsOfVersions")
    void eximSpeaksWhatItWasTold(List<ProtocolVersion> versions) {
        try (RealServer server =
                EximServer.speaking(versions.toArray(ProtocolVersion[]::new)).start()) {
            assertThat(JdkClient.versions(server, Service.SMTP)).containsExactlyElementsOf(versions);
        }
    }

    static Stream<List<ProtocolVersion>> rangesOfHaproxy() {
        return Stream.of(
                List.of(TLS_1_0, TLS_1_0),
                List.of(TLS_1_1, TLS_1_2),
                List.of(TLS_1_3, TLS_1_3),
                List.of(TLS_1_0, TLS_1_3));
    }

    @ParameterizedTest
    @MethodSource("rangesOfHaproxy")
    void haproxySpeaksTheRangeThatItWasTold(List<ProtocolVersion> range) {
        try (RealServer server =
                HaproxyServer.speaking(range.get(0), range.get(1)).start()) {
            assertThat(JdkClient.versions(server, Service.HTTPS)).isEqualTo(EnumSet.range(range.get(0), range.get(1)));
        }
    }

    static Stream<List<ProtocolVersion>> setsOfTheJdk() {
        return Stream.concat(setsOfVersions(), Stream.of(List.of(SSL_3_0), List.of(SSL_3_0, TLS_1_2, TLS_1_3)));
    }

    @ParameterizedTest
    @MethodSource("setsOfTheJdk")
    void theJdkSpeaksWhatItWasTold(List<ProtocolVersion> versions) {
        try (JsseServer server =
                JsseServer.speaking(versions.toArray(ProtocolVersion[]::new)).start()) {
            assertThat(JdkClient.versions(server, Service.HTTPS)).containsExactlyElementsOf(versions);
            Await.until("five connections", Duration.ofSeconds(5), () -> server.connections() == 5);
        }
    }

    static Stream<List<ProtocolVersion>> rangesOfNss() {
        return Stream.of(
                List.of(SSL_3_0, SSL_3_0),
                List.of(SSL_3_0, TLS_1_2),
                List.of(TLS_1_0, TLS_1_0),
                List.of(TLS_1_2, TLS_1_3));
    }

    @ParameterizedTest
    @MethodSource("rangesOfNss")
    void nssSpeaksTheRangeThatItWasTold(List<ProtocolVersion> range) {
        try (RealServer server = NssServer.speaking(range.get(0), range.get(1)).start()) {
            assertThat(JdkClient.versions(server, Service.HTTPS)).isEqualTo(EnumSet.range(range.get(0), range.get(1)));
        }
    }

    @Test
    void nssSpeaksRc4AloneInSsl3() {
        try (RealServer server =
                NssServer.speaking(SSL_3_0, TLS_1_2).suites(0x0004, 0x0005).start()) {
            assertThat(JdkClient.suite(server.port(), TlsStart.AT_ONCE, SSL_3_0))
                    .hasValueSatisfying(suite -> assertThat(suite).contains("RC4_128"));
            assertThat(JdkClient.suite(server.port(), TlsStart.AT_ONCE, SSL_3_0, "TLS_RSA_WITH_AES_128_CBC_SHA"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"SSL_3_0", "TLS_1_0", "TLS_1_1", "TLS_1_2"})
    void theJdkSpeaksAnonymousAndRc4Suites(ProtocolVersion version) {
        for (String suite : List.of("TLS_DH_anon_WITH_AES_128_CBC_SHA", "SSL_RSA_WITH_RC4_128_SHA")) {
            try (JsseServer server = JsseServer.speaking(version).suites(suite).start()) {
                assertThat(JdkClient.suite(server.port(), TlsStart.AT_ONCE, version, suite))
                        .hasValue(suite);
                assertThat(JdkClient.suite(server.port(), TlsStart.AT_ONCE, version, "TLS_RSA_WITH_AES_128_CBC_SHA"))
                        .isEmpty();
            }
        }
    }

    @Test
    void nginxSpeaksOtherVersionsOnEachPortAndHasBothKindsOfKey() {
        try (RealServer server = NginxServer.speaking(TLS_1_2)
                .andSpeaking(TLS_1_0, TLS_1_1)
                .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                .start()) {
            assertThat(JdkClient.versions(server.ports().get(0), TlsStart.AT_ONCE))
                    .containsExactly(TLS_1_2);
            assertThat(JdkClient.versions(server.ports().get(1), TlsStart.AT_ONCE))
                    .containsExactly(TLS_1_0, TLS_1_1);
            for (String suite :
                    List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")) {
                assertThat(JdkClient.suite(server.port(), TlsStart.AT_ONCE, TLS_1_2, suite))
                        .hasValue(suite);
            }
        }
    }

    @Test
    void openSslKeepsToItsSuitesAndOutlivesRefusals() {
        try (RealServer server = OpenSslServer.speaking(TLS_1_2)
                .ciphers("AES128-SHA:@SECLEVEL=0")
                .start()) {
            for (int round = 0; round < 3; round++) {
                assertThat(JdkClient.suite(server.port(), TlsStart.AT_ONCE, TLS_1_2, "TLS_RSA_WITH_AES_256_CBC_SHA"))
                        .isEmpty();
                assertThat(JdkClient.suite(server.port(), TlsStart.AT_ONCE, TLS_1_2))
                        .hasValue("TLS_RSA_WITH_AES_128_CBC_SHA");
            }
        }
    }

    @Test
    void openSslRefusesAClientWithoutTheCertificateThatItDemands() {
        try (RealServer server =
                OpenSslServer.speaking(TLS_1_2).demandingClientCertificate().start()) {
            assertThat(JdkClient.versions(server, Service.HTTPS)).isEmpty();
            assertThat(server.output()).contains("peer did not return a certificate");
        }
    }

    @Test
    void mailServersWithoutTlsDoNotOfferIt() {
        try (RealServer postfix = PostfixServer.withoutStartTls().start();
                RealServer dovecot = DovecotServer.withoutTls().start()) {
            assertThatThrownBy(() -> JdkClient.suite(postfix.port(Service.SMTP), TlsStart.SMTP_STARTTLS, TLS_1_2))
                    .hasMessageContaining("502 5.5.1");
            assertThatThrownBy(() -> JdkClient.suite(dovecot.port(Service.IMAP), TlsStart.IMAP_STARTTLS, TLS_1_2))
                    .hasMessageContaining("a BAD");
            assertThatThrownBy(() -> dovecot.port(Service.IMAPS)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    interface Start {
        RealServer server();
    }

    static Stream<Start> oneOfEach() {
        return Stream.of(
                () -> OpenSslServer.speaking(TLS_1_2).start(),
                () -> NginxServer.speaking(TLS_1_2).start(),
                () -> PostfixServer.speaking(TLS_1_2).start(),
                () -> DovecotServer.speaking(TLS_1_2).start(),
                () -> GnuTlsServer.speaking(TLS_1_2).start(),
                () -> NssServer.speaking(TLS_1_2, TLS_1_2).start(),
                () -> HaproxyServer.speaking(TLS_1_2, TLS_1_2).start(),
                () -> EximServer.speaking(TLS_1_2).start());
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void nothingIsLeftOfAClosedServer(Start start) {
        RunningServer server = (RunningServer) start.server();
        for (Door door : server.doors()) {
            JdkClient.versions(server, door.service());
        }
        List<ProcessHandle> before = server.living();
        assertThat(before).isNotEmpty();
        assertThat(server.home()).isDirectory();

        server.close();

        assertThat(before).noneMatch(ServerProcess::running);
        assertThat(server.living()).isEmpty();
        assertThat(server.home()).doesNotExist();
        assertThat(server.doors()).noneMatch(Door::open);
        server.close();
    }

    @Test
    void aServerThatDoesNotStartShowsWhatItPrinted() {
        assertThatThrownBy(() -> NginxServer.speaking(TLS_1_2)
                        .directive("no_such_directive;")
                        .start())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("unknown directive \"no_such_directive\"");
    }
}
