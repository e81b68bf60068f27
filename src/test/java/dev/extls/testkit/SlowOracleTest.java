package dev.extls.testkit;

import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Service;
import dev.extls.testkit.SlowOracle.Order;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The oracle finds what the servers were configured with, as far as their configuration, or their own tools, tell it. */
@WithRealServers
class SlowOracleTest {
    private static final String FEW = "ECDHE-RSA-AES128-GCM-SHA256:AES256-SHA:AES128-SHA:@SECLEVEL=0";

    @Test
    void nginxHasTheSuitesOfItsListInItsOrderOrInThatOfTheClient() {
        for (String prefer : List.of("on", "off")) {
            try (RealServer server = NginxServer.speaking(TLS_1_1, TLS_1_2, TLS_1_3)
                    .ciphers(FEW)
                    .directive("ssl_prefer_server_ciphers " + prefer + ";")
                    .start()) {
                SlowOracle oracle = SlowOracle.of(server, Service.HTTPS);
                List<CipherSuite> listed = suites(0xc02f, 0x0035, 0x002f);

                assertThat(oracle.suites(TLS_1_0)).isEmpty();
                assertThat(oracle.suites(TLS_1_1))
                        .containsExactly(suites(0x002f, 0x0035).toArray(CipherSuite[]::new));
                assertThat(oracle.suites(TLS_1_2)).containsExactlyInAnyOrderElementsOf(listed);
                assertThat(oracle.suites(TLS_1_3)).containsExactlyElementsOf(suites(0x1301, 0x1302, 0x1303));
                if (prefer.equals("on")) {
                    assertThat(oracle.order(TLS_1_2, suites(0x002f, 0xc02f, 0x0035)))
                            .isEqualTo(Order.SERVER);
                    assertThat(oracle.sorted(TLS_1_2, suites(0x002f, 0x0035, 0xc02f)))
                            .isEqualTo(listed);
                } else {
                    assertThat(oracle.order(TLS_1_2, listed)).isEqualTo(Order.CLIENT);
                }
            }
        }
    }

    /** openssl ciphers -s: what OpenSSL itself says that a list comes to in a version, whatever the certificates. */
    @Test
    void nginxWithBothKindsOfKeyHasAllThatOpenSslMakesOfItsListButWhatNeedsParameters() throws IOException {
        try (RealServer server = NginxServer.speaking(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3)
                .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                .ciphers("ALL:COMPLEMENTOFALL:@SECLEVEL=0")
                .start()) {
            SlowOracle oracle = SlowOracle.of(server, Service.HTTPS);
            for (ProtocolVersion version : List.of(TLS_1_0, TLS_1_1, TLS_1_2)) {
                Set<CipherSuite> said = saidByOpenSsl(version, "ALL:COMPLEMENTOFALL:@SECLEVEL=0");
                said.removeIf(suite -> suite.label().matches("TLS_DHE?_.*|.*_DSS_.*|.*PSK_.*|.*_SRP_.*"));
                assertThat(said).hasSizeGreaterThan(10);
                assertThat(oracle.suites(version)).as("%s", version).containsExactlyInAnyOrderElementsOf(said);
            }
        }
    }

    @Test
    void haproxyHasTheSuitesOfItsListInItsOwnOrder() {
        try (RealServer server = HaproxyServer.speaking(TLS_1_1, TLS_1_2)
                .ciphers(FEW)
                .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                .start()) {
            assertThat(JdkClient.versions(server, Service.HTTPS)).containsExactly(TLS_1_1, TLS_1_2);
            SlowOracle oracle = SlowOracle.of(server, Service.HTTPS);
            assertThat(oracle.suites(TLS_1_0)).isEmpty();
            assertThat(oracle.suites(TLS_1_1)).containsExactlyElementsOf(suites(0x002f, 0x0035));
            assertThat(oracle.suites(TLS_1_2)).containsExactlyElementsOf(suites(0x002f, 0x0035, 0xc02f));
            assertThat(oracle.order(TLS_1_2, suites(0xc02f, 0x0035, 0x002f))).isEqualTo(Order.SERVER);
        }
    }

    @Test
    void eximHasTheSuitesAndGroupsOfItsPriorities() {
        try (RealServer server = EximServer.priority(
                        "NONE:+VERS-TLS1.2:+VERS-TLS1.0:+ECDHE-RSA:+RSA:+AES-128-CBC:+AES-128-GCM:+AEAD:+SHA1:+SIGN-ALL"
                                + ":+GROUP-SECP384R1:+GROUP-X448:+COMP-NULL")
                .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                .start()) {
            assertThat(JdkClient.versions(server, Service.SMTP)).containsExactly(TLS_1_0, TLS_1_2);
            SlowOracle oracle = SlowOracle.of(server, Service.SMTP);
            assertThat(oracle.suites(TLS_1_0)).containsExactlyElementsOf(suites(0x002f, 0xc013));
            assertThat(oracle.suites(TLS_1_2)).containsExactlyElementsOf(suites(0x002f, 0x009c, 0xc013, 0xc02f));
            assertThat(oracle.groups(TLS_1_2, suites(0xc02f))).containsExactly(NamedGroup.SECP384R1, NamedGroup.X448);
        }
    }

    @Test
    void openSslHasTheGroupsOfItsListOneConnectionAtATime() {
        try (RealServer server = OpenSslServer.speaking(TLS_1_2, TLS_1_3)
                .groups("X448:P-521:ffdhe3072")
                .start()) {
            SlowOracle oracle = SlowOracle.of(server, Service.HTTPS).oneAtATime();
            assertThat(oracle.groups(TLS_1_3, suites(0x1301)))
                    .containsExactly(NamedGroup.SECP521R1, NamedGroup.X448, new NamedGroup(0x0101));
            assertThat(oracle.groups(TLS_1_2, suites(0xc02f))).containsExactly(NamedGroup.SECP521R1, NamedGroup.X448);
            assertThat(oracle.groups(TLS_1_2, suites(0x002f))).isEmpty();
        }
    }

    @Test
    void theJdkHasTheSuitesThatItWasTold() {
        try (JsseServer server = JsseServer.speaking(SSL_3_0, TLS_1_0)
                .suites("SSL_RSA_EXPORT_WITH_RC4_40_MD5", "SSL_DH_anon_WITH_DES_CBC_SHA", "SSL_RSA_WITH_NULL_MD5")
                .start()) {
            SlowOracle oracle = SlowOracle.of(server, Service.HTTPS);
            assertThat(oracle.suites(SSL_3_0)).containsExactlyElementsOf(suites(0x0001, 0x0003, 0x001a));
            assertThat(oracle.suites(TLS_1_0)).containsExactlyElementsOf(suites(0x0001, 0x0003, 0x001a));
            assertThat(oracle.suites(TLS_1_1)).isEmpty();
        }
    }

    @Test
    void silenceIsNoAnswer() {
        try (ScriptedServer server = ScriptedServer.playing(Script.start().send("220 no TLS here\r\n"))) {
            SlowOracle oracle = SlowOracle.of(server, Service.HTTPS);
            assertThatThrownBy(() -> oracle.suites(TLS_1_2)).hasMessage("the server gave no answer");
        }
    }

    private static List<CipherSuite> suites(int... codes) {
        return Arrays.stream(codes).mapToObj(CipherSuite::new).toList();
    }

    private static Set<CipherSuite> saidByOpenSsl(ProtocolVersion version, String list) throws IOException {
        String option = "-"
                + OpenSslTerms.name(version)
                        .toLowerCase(Locale.ROOT)
                        .replace("v", "")
                        .replace('.', '_');
        Process process = new ProcessBuilder(
                        Debian.require("openssl", "openssl").toString(), "ciphers", "-V", "-s", option, list)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return lines.lines()
                .map(line -> line.strip().substring(0, 9).split(",0x", 2))
                .map(bytes -> new CipherSuite(Integer.decode(bytes[0]) << 8 | Integer.parseInt(bytes[1], 16)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
