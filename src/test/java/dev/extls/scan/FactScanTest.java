package dev.extls.scan;

import static dev.extls.endpoint.Service.HTTPS;
import static dev.extls.endpoint.Service.SMTP;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Question;
import dev.extls.testkit.GnuTlsServer;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.OpenSslServer;
import dev.extls.testkit.PostfixServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.TestCertificates;
import dev.extls.testkit.WithRealServers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real servers are known to do is what the report says of them. */
@WithRealServers
class FactScanTest {
    @Test
    void nginxWithACacheOfSessionsAndWithBothKindsOfKey() {
        try (Farm farm = new Farm()) {
            RealServer cached = farm.add(
                    NginxServer.speaking(TLS_1_1, TLS_1_2, TLS_1_3)
                            .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                            .directive("ssl_session_cache shared:SSL:1m;")
                            .directive("ssl_session_tickets off;")
                            .start(),
                    HTTPS);
            RealServer forgetful = farm.add(
                    NginxServer.speaking(TLS_1_3)
                            .certificates(TestCertificates.ecdsa(), TestCertificates.rsa())
                            .start(),
                    HTTPS);
            RealServer uncached = farm.add(
                    NginxServer.speaking(TLS_1_2)
                            .directive("ssl_session_cache none;")
                            .start(),
                    HTTPS);

            Run run = farm.scan("--depth", "suites");

            Scanned facts = run.endpoint(cached).shows(TestCertificates.rsa(), TestCertificates.ecdsa());
            assertThat(facts.json().path("certificates").values())
                    .as("both keys in TLS 1.3 too, where only the signature schemes tell them apart")
                    .allSatisfy(certificate -> assertThat(
                                    certificate.path("versions").values())
                            .extracting(version -> version.asString())
                            .contains("TLSv1.2", "TLSv1.3"));
            assertThat(facts.facts("SECURE_RENEGOTIATION")).containsExactly("TLSv1.2 YES", "TLSv1.1 YES");
            assertThat(facts.facts("EXTENDED_MASTER_SECRET")).containsExactly("TLSv1.2 YES", "TLSv1.1 YES");
            assertThat(facts.facts("SESSION_ID_RESUMPTION")).containsExactly("TLSv1.2 YES");
            assertThat(facts.facts("SESSION_TICKET_RESUMPTION"))
                    .as("the tickets of TLS 1.3 name sessions in the cache")
                    .containsExactly("TLSv1.2 NO", "TLSv1.3 YES");
            assertThat(facts.facts("COMPRESSION")).containsExactly("TLSv1.2 NO");
            assertThat(facts.facts("FALLBACK_SCSV")).containsExactly("TLSv1.2 YES");
            assertThat(facts.facts("ALPN")).containsExactly("TLSv1.2 YES http/1.1");
            assertThat(asked(facts)).isLessThanOrEqualTo(10);

            run.endpoint(forgetful).shows(TestCertificates.rsa(), TestCertificates.ecdsa());
            assertThat(run.endpoint(uncached).facts("SESSION_ID_RESUMPTION")).containsExactly("TLSv1.2 NO");
            assertThat(run.endpoint(uncached).facts("SESSION_TICKET_RESUMPTION"))
                    .containsExactly("TLSv1.2 YES");
            assertThat(run.endpoint(uncached).facts("FALLBACK_SCSV"))
                    .as("there is no version to fall back to")
                    .isEmpty();
        }
    }

    @Test
    void openSslTheJdkAndGnuTlsWithoutThisAndThat() {
        try (Farm farm = new Farm()) {
            RealServer openssl =
                    farm.add(OpenSslServer.speaking(TLS_1_0, TLS_1_2).start(), HTTPS);
            RealServer jdk = farm.add(JsseServer.speaking(TLS_1_1, TLS_1_2).start(), HTTPS);
            RealServer gnutls = farm.add(
                    GnuTlsServer.priority("NORMAL:-VERS-ALL:+VERS-TLS1.2:%NO_SESSION_HASH:%DISABLE_SAFE_RENEGOTIATION")
                            .start(),
                    HTTPS);

            Run run = farm.scan("--depth", "suites");

            assertThat(run.endpoint(openssl).facts("SESSION_ID_RESUMPTION")).containsExactly("TLSv1.2 YES");
            assertThat(run.endpoint(openssl).facts("FALLBACK_SCSV")).containsExactly("TLSv1.0 YES");
            assertThat(run.endpoint(openssl).facts("ALPN")).containsExactly("TLSv1.2 NO");
            assertThat(run.endpoint(jdk).facts("FALLBACK_SCSV")).containsExactly("TLSv1.1 NO");
            assertThat(run.endpoint(jdk).facts("SESSION_ID_RESUMPTION")).containsExactly("TLSv1.2 YES");
            assertThat(run.endpoint(gnutls).facts("EXTENDED_MASTER_SECRET")).containsExactly("TLSv1.2 NO");
            assertThat(run.endpoint(gnutls).facts("SECURE_RENEGOTIATION")).containsExactly("TLSv1.2 NO");
        }
    }

    /** nginx without a cache takes up no session of TLS 1.3 whose ticket is only a name for it; s_server without tickets gives none. */
    @Test
    void ticketsThatAreTakenUpAndOnesThatAreNot() {
        try (Farm farm = new Farm()) {
            RealServer tickets = farm.add(
                    NginxServer.speaking(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3).start(), HTTPS);
            RealServer old = farm.add(NginxServer.speaking(TLS_1_0).start(), HTTPS);
            RealServer forgetful = farm.add(
                    NginxServer.speaking(TLS_1_2, TLS_1_3)
                            .directive("ssl_session_tickets off;")
                            .directive("ssl_session_cache none;")
                            .start(),
                    HTTPS);
            RealServer none = farm.add(
                    OpenSslServer.speaking(TLS_1_2, TLS_1_3)
                            .option("-num_tickets", "0", "-no_ticket")
                            .start(),
                    HTTPS);
            RealServer curve = farm.add(
                    OpenSslServer.speaking(TLS_1_3)
                            .groups("P-384")
                            .tls13Suites("TLS_AES_256_GCM_SHA384")
                            .start(),
                    HTTPS);
            RealServer jdk = farm.add(JsseServer.speaking(TLS_1_2, TLS_1_3).start(), HTTPS);
            RealServer gnutls = farm.add(GnuTlsServer.speaking(TLS_1_2, TLS_1_3).start(), HTTPS);
            RealServer mail = farm.add(PostfixServer.speaking(TLS_1_2, TLS_1_3).start(), SMTP);

            Run run = farm.scan("--depth", "suites");

            for (RealServer taking : List.of(tickets, jdk, gnutls)) {
                assertThat(run.endpoint(taking).facts("SESSION_TICKET_RESUMPTION"))
                        .as(taking.output())
                        .containsExactly("TLSv1.2 YES", "TLSv1.3 YES");
            }
            assertThat(run.endpoint(old).facts("SESSION_TICKET_RESUMPTION")).containsExactly("TLSv1.0 YES");
            assertThat(run.endpoint(forgetful).facts("SESSION_TICKET_RESUMPTION"))
                    .containsExactly("TLSv1.2 NO", "TLSv1.3 NO");
            assertThat(run.endpoint(none).facts("SESSION_TICKET_RESUMPTION"))
                    .containsExactly("TLSv1.2 NO", "TLSv1.3 UNKNOWN");
            assertThat(run.endpoint(curve).facts("SESSION_TICKET_RESUMPTION")).containsExactly("TLSv1.3 YES");
            assertThat(run.endpoint(mail, SMTP).facts("SESSION_TICKET_RESUMPTION"))
                    .containsExactly("TLSv1.2 YES", "TLSv1.3 YES");
        }
    }

    private static long asked(Scanned scanned) {
        return scanned.observations().stream()
                .filter(one -> one.question() == Question.FACTS)
                .count();
    }
}
