package dev.extls.scan;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.testkit.OpenSslServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.TestCertificate;
import dev.extls.testkit.TestCertificates;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.ProtocolVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@WithRealServers
class OpenSslScanTest {
    private static final ProtocolVersion[] ALL = {TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3};
    private static final ProtocolVersion[] UP_TO_TLS_1_2 = {TLS_1_0, TLS_1_1, TLS_1_2};

    @Test
    void eachVersionAloneAndAllTogetherAreConfirmed() {
        try (Farm farm = new Farm()) {
            Map<RealServer, ProtocolVersion[]> servers = new LinkedHashMap<>();
            for (ProtocolVersion version : ALL) {
                servers.put(
                        farm.add(OpenSslServer.speaking(version).start(), Service.HTTPS),
                        new ProtocolVersion[] {version});
            }
            servers.put(farm.add(OpenSslServer.speaking(ALL).start(), Service.HTTPS), ALL);

            Run run = farm.scan();

            servers.forEach(
                    (server, versions) -> run.endpoint(server).speaks(versions).shows(TestCertificates.rsa()));
        }
    }

    @Test
    void oneKindOfKeyExchangeIsEnough() {
        try (Farm farm = new Farm()) {
            RealServer rsa = farm.add(suites("kRSA", UP_TO_TLS_1_2).start(), Service.HTTPS);
            RealServer dhe1024 = farm.add(
                    suites("kDHE", UP_TO_TLS_1_2).parametersOf1024Bits().start(), Service.HTTPS);
            RealServer ffdhe = farm.add(suites("kDHE", ALL).groups("ffdhe3072").start(), Service.HTTPS);
            RealServer x448 =
                    farm.add(suites("kECDHE", TLS_1_2, TLS_1_3).groups("X448").start(), Service.HTTPS);
            RealServer binary =
                    farm.add(suites("kECDHE", UP_TO_TLS_1_2).groups("K-163").start(), Service.HTTPS);
            RealServer p521 = farm.add(suites("kECDHE", ALL).groups("P-521").start(), Service.HTTPS);

            Run run = farm.scan();

            assertThat(run.endpoint(rsa).speaks(UP_TO_TLS_1_2).suite(TLS_1_1)).startsWith("TLS_RSA_WITH_");
            assertThat(run.endpoint(dhe1024).speaks(UP_TO_TLS_1_2).suite(TLS_1_1))
                    .startsWith("TLS_DHE_RSA_WITH_");
            assertThat(run.endpoint(ffdhe).speaks(ALL).suite(TLS_1_2)).startsWith("TLS_DHE_RSA_WITH_");
            assertThat(run.endpoint(ffdhe).group(TLS_1_3)).isEqualTo("ffdhe3072");
            assertThat(run.endpoint(x448).speaks(TLS_1_2, TLS_1_3).group(TLS_1_2))
                    .isEqualTo("x448");
            assertThat(run.endpoint(x448).group(TLS_1_3)).isEqualTo("x448");
            assertThat(run.endpoint(binary).speaks(UP_TO_TLS_1_2).group(TLS_1_2))
                    .isEqualTo("sect163k1");
            for (ProtocolVersion version : ALL) {
                assertThat(run.endpoint(p521).speaks(ALL).group(version)).isEqualTo("secp521r1");
            }
        }
    }

    @Test
    void whatItSelectsCountsWhereItDemandsACertificate() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    OpenSslServer.speaking(ALL).demandingClientCertificate().start(), Service.HTTPS);
            Map<ProtocolVersion, String> expected = Scanned.selected(UP_TO_TLS_1_2);
            // RFC 8446 section 4.4.2.4: in TLS 1.3 it speaks of our certificate when our handshake has finished
            expected.put(TLS_1_3, Scanned.CONFIRMED);

            Scanned scanned = farm.scan().endpoint(server);

            scanned.answers(expected).shows(TestCertificates.rsa());
            assertThat(scanned.why(TLS_1_2)).contains("the server then stopped: handshake_failure(40)");
        }
    }

    @Test
    void aVersionWithOddSuitesOnlyIsFound() {
        try (Farm farm = new Farm()) {
            Map<RealServer, String> servers = new LinkedHashMap<>();
            RealServer anonymous = farm.add(suites("aNULL", UP_TO_TLS_1_2).start(), Service.HTTPS);
            servers.put(farm.add(suites("eNULL:!aNULL", UP_TO_TLS_1_2).start(), Service.HTTPS), "TLS_.*_WITH_NULL_.*");
            servers.put(
                    farm.add(
                            suites("kPSK", UP_TO_TLS_1_2).option("-psk", "1a2b").start(), Service.HTTPS),
                    "TLS_PSK_WITH_.*");

            Run run = farm.scan();

            assertThat(run.endpoint(anonymous).speaks(UP_TO_TLS_1_2).suite(TLS_1_2))
                    .matches("TLS_(EC)?DH_anon_WITH_.*");
            servers.forEach((server, suite) -> {
                Scanned scanned = run.endpoint(server).answers(Scanned.selected(UP_TO_TLS_1_2));
                for (ProtocolVersion version : UP_TO_TLS_1_2) {
                    assertThat(scanned.suite(version)).matches(suite);
                }
            });
        }
    }

    @Test
    void aRareSuiteIsConfirmedToo() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    OpenSslServer.speaking(TLS_1_2)
                            .ciphers("AES256-CCM8:@SECLEVEL=0")
                            .start(),
                    Service.HTTPS);

            assertThat(farm.scan().endpoint(server).speaks(TLS_1_2).suite(TLS_1_2))
                    .isEqualTo("TLS_RSA_WITH_AES_256_CCM_8");
        }
    }

    @Test
    void noCertificateIsAReasonToStop() {
        try (Farm farm = new Farm()) {
            Map<RealServer, TestCertificate> servers = new LinkedHashMap<>();
            for (TestCertificate certificate : new TestCertificate[] {
                TestCertificates.ecdsa(), TestCertificates.expired(), TestCertificates.rsa(1024, Run.NAME)
            }) {
                servers.put(
                        farm.add(
                                OpenSslServer.speaking(ALL)
                                        .certificate(certificate)
                                        .start(),
                                Service.HTTPS),
                        certificate);
            }

            Run run = farm.scan();

            servers.forEach(
                    (server, certificate) -> run.endpoint(server).speaks(ALL).shows(certificate));
        }
    }

    private static OpenSslServer suites(String ciphers, ProtocolVersion... versions) {
        return OpenSslServer.speaking(versions).ciphers(ciphers + ":@SECLEVEL=0");
    }
}
