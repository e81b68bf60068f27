package dev.extls.scan;

import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.testkit.GnuTlsServer;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.NssServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.TestCertificates;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.ProtocolVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** HTTPS of other stacks than bare OpenSSL, down to SSL 3.0. */
@WithRealServers
class OtherStacksScanTest {
    private static final ProtocolVersion[] FROM_SSL_3_TO_TLS_1_2 = {SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2};

    @Test
    void nginxSpeaksWhatItWasToldOnEachPort() {
        try (Farm farm = new Farm()) {
            RealServer nginx = farm.addEachPort(NginxServer.speaking(TLS_1_0)
                    .andSpeaking(TLS_1_2)
                    .andSpeaking(TLS_1_2, TLS_1_3)
                    .andSpeaking(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3)
                    .start());

            Run run = farm.scan();

            run.endpoint(nginx.ports().get(0)).speaks(TLS_1_0).shows(TestCertificates.rsa());
            run.endpoint(nginx.ports().get(1)).speaks(TLS_1_2).shows(TestCertificates.rsa());
            run.endpoint(nginx.ports().get(2)).speaks(TLS_1_2, TLS_1_3).shows(TestCertificates.rsa());
            run.endpoint(nginx.ports().get(3)).speaks(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3);
            assertThat(run.command().exitCode()).as("one has no TLS 1.2").isEqualTo(1);
        }
    }

    @Test
    void aServerAsItShouldBeEndsWithZero() {
        try (Farm farm = new Farm()) {
            RealServer nginx = farm.add(
                    NginxServer.speaking(TLS_1_2, TLS_1_3)
                            .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                            .start(),
                    Service.HTTPS);

            Run run = farm.scan();

            // it has two certificates; the Windows order of our suites asks for ECDSA first
            run.endpoint(nginx).speaks(TLS_1_2, TLS_1_3).shows(TestCertificates.ecdsa());
            assertThat(run.command().exitCode()).isZero();
        }
    }

    @Test
    void gnuTlsSpeaksWhatItWasTold() {
        try (Farm farm = new Farm()) {
            RealServer one = farm.add(GnuTlsServer.speaking(TLS_1_1).start(), Service.HTTPS);
            RealServer gap = farm.add(GnuTlsServer.speaking(TLS_1_0, TLS_1_2).start(), Service.HTTPS);
            RealServer young = farm.add(GnuTlsServer.speaking(TLS_1_3).start(), Service.HTTPS);
            RealServer all = farm.add(
                    GnuTlsServer.speaking(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3).start(), Service.HTTPS);

            Run run = farm.scan();

            run.endpoint(one).speaks(TLS_1_1).shows(TestCertificates.rsa());
            run.endpoint(gap).speaks(TLS_1_0, TLS_1_2).shows(TestCertificates.rsa());
            run.endpoint(young).speaks(TLS_1_3).shows(TestCertificates.rsa());
            run.endpoint(all).speaks(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3).shows(TestCertificates.rsa());
        }
    }

    @Test
    void theJdkIsSeenDownToSsl3AndWithSuitesThatNobodyShouldHave() {
        try (Farm farm = new Farm()) {
            RealServer all = farm.add(
                    JsseServer.speaking(SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3)
                            .start(),
                    Service.HTTPS);
            RealServer ssl3 = farm.add(JsseServer.speaking(SSL_3_0).start(), Service.HTTPS);
            RealServer rc4 = farm.add(
                    JsseServer.speaking(FROM_SSL_3_TO_TLS_1_2)
                            .suites("SSL_RSA_WITH_RC4_128_SHA")
                            .start(),
                    Service.HTTPS);
            RealServer anonymous = farm.add(
                    JsseServer.speaking(FROM_SSL_3_TO_TLS_1_2)
                            .suites("SSL_DH_anon_WITH_RC4_128_MD5")
                            .start(),
                    Service.HTTPS);

            Run run = farm.scan();

            run.endpoint(all)
                    .speaks(SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3)
                    .shows(TestCertificates.rsa());
            run.endpoint(ssl3).speaks(SSL_3_0).shows(TestCertificates.rsa());
            Map<ProtocolVersion, String> selected = Scanned.selected(FROM_SSL_3_TO_TLS_1_2);
            assertThat(run.endpoint(rc4)
                            .answers(selected)
                            .shows(TestCertificates.rsa())
                            .suite(TLS_1_2))
                    .isEqualTo("TLS_RSA_WITH_RC4_128_SHA");
            assertThat(run.endpoint(anonymous).answers(selected).suite(SSL_3_0))
                    .isEqualTo("TLS_DH_anon_WITH_RC4_128_MD5");
        }
    }

    @Test
    void nssIsSeenInSsl3() {
        try (Farm farm = new Farm()) {
            RealServer alone =
                    farm.add(NssServer.speaking(SSL_3_0, SSL_3_0).start(), Service.HTTPS);
            RealServer range =
                    farm.add(NssServer.speaking(SSL_3_0, TLS_1_2).start(), Service.HTTPS);

            Run run = farm.scan();

            run.endpoint(alone).speaksWhateverIsSaidToSsl2(SSL_3_0).shows(TestCertificates.rsa());
            run.endpoint(range)
                    .speaksWhateverIsSaidToSsl2(FROM_SSL_3_TO_TLS_1_2)
                    .shows(TestCertificates.rsa());
        }
    }
}
