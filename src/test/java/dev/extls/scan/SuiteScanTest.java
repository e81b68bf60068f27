package dev.extls.scan;

import static dev.extls.endpoint.Service.HTTPS;
import static dev.extls.endpoint.Service.IMAP;
import static dev.extls.endpoint.Service.IMAPS;
import static dev.extls.endpoint.Service.SMTP;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.testkit.DovecotServer;
import dev.extls.testkit.EximServer;
import dev.extls.testkit.GnuTlsServer;
import dev.extls.testkit.HaproxyServer;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.NssServer;
import dev.extls.testkit.OpenSslServer;
import dev.extls.testkit.PostfixServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.SlowOracle;
import dev.extls.testkit.TestCertificates;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suites and the order in the report of a real server are those found by asking for one suite at a time. */
@WithRealServers
class SuiteScanTest {
    private static final ProtocolVersion[] ALL = {TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3};
    private static final ProtocolVersion[] UP_TO_TLS_1_2 = {TLS_1_0, TLS_1_1, TLS_1_2};

    @ParameterizedTest(name = "ssl_prefer_server_ciphers {0}")
    @ValueSource(strings = {"on", "off"})
    void nginxWithBothKindsOfKeyInItsOrderAndInThatOfTheClient(String prefer) {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    NginxServer.speaking(ALL)
                            .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                            .directive("ssl_prefer_server_ciphers " + prefer + ";")
                            .start(),
                    HTTPS);

            Scanned scanned = scanned(farm, server, HTTPS);

            Compared.with(SlowOracle.of(server, HTTPS), scanned, ALL);
            assertThat(scanned.serverOrder(TLS_1_2)).contains(prefer.equals("on"));
        }
    }

    @Test
    void nginxWithEverythingThatOpenSslHas() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    NginxServer.speaking(ALL)
                            .certificates(TestCertificates.ecdsa(), TestCertificates.rsa())
                            .ciphers("ALL:COMPLEMENTOFALL:@SECLEVEL=0")
                            .start(),
                    HTTPS);

            Compared.with(SlowOracle.of(server, HTTPS), scanned(farm, server, HTTPS), ALL);
        }
    }

    @Test
    void postfixWithAnonymousSuites() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    PostfixServer.speaking(ALL)
                            .ciphers("aNULL:ALL:@SECLEVEL=0")
                            .setting("tls_preempt_cipherlist = yes")
                            .start(),
                    SMTP);

            Scanned scanned = scanned(farm, server, SMTP);

            Compared.with(SlowOracle.of(server, SMTP), scanned, ALL);
            assertThat(scanned.suites(TLS_1_2)).anyMatch(suite -> suite.label().contains("_anon_"));
        }
    }

    /**
     * Dovecot chooses DHE in its order, has no parameters for it and closes: what comes after DHE is hidden in a list that has it, so not all
     * suites stand in one hello, and the order may stay unknown.
     */
    @Test
    void dovecotWithoutParametersForDiffieHellman() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    DovecotServer.speaking(ALL)
                            .ciphers("DHE:ECDHE:kRSA:@SECLEVEL=0")
                            .setting("ssl_prefer_server_ciphers = yes")
                            .start(),
                    IMAPS);

            Scanned scanned = scanned(farm, server, IMAPS);

            Compared.suites(SlowOracle.of(server, IMAPS), scanned, ALL);
            assertThat(scanned.suites(TLS_1_2)).noneMatch(suite -> suite.label().contains("_DHE_"));
            assertThat(scanned.serverOrder(TLS_1_2)).isNotEqualTo(Optional.of(false));
        }
    }

    @Test
    void dovecotUpgraded() {
        try (Farm farm = new Farm()) {
            RealServer server =
                    farm.add(DovecotServer.speaking(TLS_1_1, TLS_1_2).start(), IMAP);

            Compared.with(SlowOracle.of(server, IMAP), scanned(farm, server, IMAP), TLS_1_1, TLS_1_2);
        }
    }

    @Test
    void haproxyInItsOrder() {
        try (Farm farm = new Farm()) {
            RealServer server =
                    farm.add(HaproxyServer.speaking(TLS_1_0, TLS_1_3).start(), HTTPS);

            Scanned scanned = scanned(farm, server, HTTPS);

            Compared.with(SlowOracle.of(server, HTTPS), scanned, ALL);
            assertThat(scanned.serverOrder(TLS_1_2)).contains(true);
        }
    }

    /** HAProxy takes the ECDSA key for every hello that lists a suite with ECDSA, and refuses it where no suite fits then. */
    @Test
    void haproxyWithBothKindsOfKey() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    HaproxyServer.speaking(TLS_1_0, TLS_1_3)
                            .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                            .start(),
                    HTTPS);

            Compared.suites(SlowOracle.of(server, HTTPS), scanned(farm, server, HTTPS), ALL);
        }
    }

    @Test
    void eximOfGnuTls() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    EximServer.speaking(TLS_1_2, TLS_1_3)
                            .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                            .start(),
                    SMTP);

            Compared.with(SlowOracle.of(server, SMTP), scanned(farm, server, SMTP), TLS_1_2, TLS_1_3);
        }
    }

    @Test
    void opensslWithDiffieHellmanOf1024Bits() {
        equalOfOpenSsl(openssl("kDHE", UP_TO_TLS_1_2).parametersOf1024Bits(), UP_TO_TLS_1_2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X448", "P-521", "ffdhe2048"})
    void opensslWithOneGroup(String group) {
        equalOfOpenSsl(OpenSslServer.speaking(ALL).groups(group), ALL);
    }

    @Test
    void opensslWithAPreSharedKeyAlone() {
        equalOfOpenSsl(openssl("PSK", UP_TO_TLS_1_2).option("-psk", "1a2b3c4d", "-nocert"), UP_TO_TLS_1_2);
    }

    @Test
    void opensslThatDemandsACertificateOfTheClient() {
        equalOfOpenSsl(OpenSslServer.speaking(ALL).demandingClientCertificate(), ALL);
    }

    @Test
    void gnuTlsWithRc4() {
        Scanned scanned = equalOfGnuTls(
                "NORMAL:-VERS-ALL:+VERS-TLS1.0:+VERS-TLS1.1:+VERS-TLS1.2:+VERS-TLS1.3:+ARCFOUR-128:+MD5", ALL);

        assertThat(scanned.suites(TLS_1_2)).anyMatch(suite -> suite.label().contains("RC4_128"));
    }

    @Test
    void gnuTlsWithAnonymousSuitesAndWithoutEncryption() {
        Scanned scanned = equalOfGnuTls(
                "NORMAL:-VERS-ALL:+VERS-TLS1.0:+VERS-TLS1.1:+VERS-TLS1.2:+ANON-ECDH:+ANON-DH:+NULL:+3DES-CBC",
                UP_TO_TLS_1_2);

        assertThat(scanned.suites(TLS_1_2)).anyMatch(suite -> suite.label().contains("_anon_"));
        assertThat(scanned.suites(TLS_1_2)).anyMatch(suite -> suite.label().contains("_NULL_"));
    }

    private static Scanned equalOfGnuTls(String priority, ProtocolVersion... versions) {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(GnuTlsServer.priority(priority).start(), HTTPS);

            Scanned scanned = scanned(farm, server, HTTPS);

            Compared.with(SlowOracle.of(server, HTTPS), scanned, versions);
            return scanned;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theJdkDownToSsl3WithWhatNobodyShouldHave(boolean serverOrder) {
        JsseServer.Setting setting = JsseServer.speaking(SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3)
                .everySuite()
                .certificates(TestCertificates.rsa(), TestCertificates.ecdsa());
        try (Farm farm = new Farm()) {
            RealServer server = farm.add((serverOrder ? setting.choosing() : setting).start(), HTTPS);

            Scanned scanned = scanned(farm, server, HTTPS);

            Compared.with(SlowOracle.of(server, HTTPS), scanned, SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3);
            for (String kind : List.of("_RC4_128_", "_WITH_DES_", "_EXPORT_", "_NULL_", "_anon_")) {
                assertThat(scanned.suites(SSL_3_0))
                        .as(kind)
                        .anyMatch(suite -> suite.label().contains(kind));
            }
        }
    }

    @Test
    void nssDownToSsl3() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(NssServer.speaking(SSL_3_0, TLS_1_2).start(), HTTPS);

            Compared.with(
                    SlowOracle.of(server, HTTPS), scanned(farm, server, HTTPS), SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2);
        }
    }

    private static void equalOfOpenSsl(OpenSslServer setting, ProtocolVersion... versions) {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(setting.start(), HTTPS);

            Compared.with(SlowOracle.of(server, HTTPS).oneAtATime(), scanned(farm, server, HTTPS), versions);
        }
    }

    private static OpenSslServer openssl(String ciphers, ProtocolVersion... versions) {
        return OpenSslServer.speaking(versions).ciphers(ciphers + ":@SECLEVEL=0");
    }

    private static Scanned scanned(Farm farm, RealServer server, Service service) {
        return farm.scan("--depth", "suites").endpoint(server, service);
    }
}
