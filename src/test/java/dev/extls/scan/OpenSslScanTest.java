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
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.spec.DHParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithRealServers
class OpenSslScanTest {
    private static final ProtocolVersion[] ALL = {TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3};
    private static final ProtocolVersion[] UP_TO_TLS_1_2 = {TLS_1_0, TLS_1_1, TLS_1_2};

    /** RFC 2409 section 6.2: the second Oakley group, 1024 bits. */
    private static final String OAKLEY_2 = "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A"
            + "08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386B"
            + "FB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF";

    @TempDir
    private Path folder;

    @Test
    void eachVersionAloneAndAllTogetherAreConfirmed() {
        try (Farm farm = new Farm()) {
            Map<RealServer, ProtocolVersion[]> servers = new LinkedHashMap<>();
            for (ProtocolVersion version : ALL) {
                servers.put(farm.add(OpenSslServer.speaking(version).start(), Service.HTTPS), new ProtocolVersion[] {
                    version
                });
            }
            servers.put(farm.add(OpenSslServer.speaking(ALL).start(), Service.HTTPS), ALL);

            Run run = farm.scan();

            servers.forEach((server, versions) ->
                    run.endpoint(server).speaks(versions).shows(TestCertificates.rsa()));
        }
    }

    @Test
    void oneKindOfKeyExchangeIsEnough() throws GeneralSecurityException, IOException {
        try (Farm farm = new Farm()) {
            RealServer rsa = farm.add(suites("kRSA", UP_TO_TLS_1_2).start(), Service.HTTPS);
            RealServer dhe1024 = farm.add(
                    suites("kDHE", UP_TO_TLS_1_2)
                            .option("-dhparam", groupOf1024Bits().toString())
                            .start(),
                    Service.HTTPS);
            RealServer ffdhe = farm.add(suites("kDHE", ALL).groups("ffdhe3072").start(), Service.HTTPS);
            RealServer x448 =
                    farm.add(suites("kECDHE", TLS_1_2, TLS_1_3).groups("X448").start(), Service.HTTPS);
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
            servers.put(farm.add(suites("aNULL", UP_TO_TLS_1_2).start(), Service.HTTPS), "TLS_(EC)?DH_anon_WITH_.*");
            servers.put(farm.add(suites("eNULL:!aNULL", UP_TO_TLS_1_2).start(), Service.HTTPS), "TLS_.*_WITH_NULL_.*");
            servers.put(
                    farm.add(
                            suites("kPSK", UP_TO_TLS_1_2).option("-psk", "1a2b").start(), Service.HTTPS),
                    "TLS_PSK_WITH_.*");

            Run run = farm.scan();

            servers.forEach((server, suite) -> {
                Scanned scanned = run.endpoint(server).answers(Scanned.selected(UP_TO_TLS_1_2));
                for (ProtocolVersion version : UP_TO_TLS_1_2) {
                    assertThat(scanned.suite(version)).matches(suite);
                }
            });
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
                        farm.add(OpenSslServer.speaking(ALL).certificate(certificate).start(), Service.HTTPS),
                        certificate);
            }

            Run run = farm.scan();

            servers.forEach((server, certificate) ->
                    run.endpoint(server).speaks(ALL).shows(certificate));
        }
    }

    private static OpenSslServer suites(String ciphers, ProtocolVersion... versions) {
        return OpenSslServer.speaking(versions).ciphers(ciphers + ":@SECLEVEL=0");
    }

    private Path groupOf1024Bits() throws GeneralSecurityException, IOException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("DH");
        parameters.init(new DHParameterSpec(new BigInteger(OAKLEY_2, 16), BigInteger.TWO));
        String base64 = Base64.getMimeEncoder().encodeToString(parameters.getEncoded());
        return Files.writeString(
                folder.resolve("dh.pem"), "-----BEGIN DH PARAMETERS-----\n" + base64 + "\n-----END DH PARAMETERS-----\n");
    }
}
