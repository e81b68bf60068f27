package dev.extls.scan;

import static dev.extls.endpoint.Service.IMAP;
import static dev.extls.endpoint.Service.IMAPS;
import static dev.extls.endpoint.Service.POP3;
import static dev.extls.endpoint.Service.POP3S;
import static dev.extls.endpoint.Service.SMTP;
import static dev.extls.endpoint.Service.SUBMISSION;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.testkit.DovecotServer;
import dev.extls.testkit.PostfixServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.TestCertificates;
import dev.extls.testkit.WithRealServers;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** SMTP, IMAP and POP3 of real servers, upgraded and with TLS at once. */
@WithRealServers
class MailScanTest {
    @Test
    void postfixSpeaksWhatItWasToldOnBothPortsAndTellsItsName() {
        try (Farm farm = new Farm()) {
            RealServer old = farm.add(PostfixServer.speaking(TLS_1_0, TLS_1_2).start(), SMTP, SUBMISSION);
            RealServer young = farm.add(PostfixServer.speaking(TLS_1_2, TLS_1_3).start(), SMTP);

            Run run = farm.scan();

            run.endpoint(young, SMTP).speaks(TLS_1_2, TLS_1_3).shows(TestCertificates.rsa());
            for (Service service : List.of(SMTP, SUBMISSION)) {
                Scanned scanned =
                        run.endpoint(old, service).speaks(TLS_1_0, TLS_1_2).shows(TestCertificates.rsa());
                JsonNode identity = scanned.identity();
                assertThat(identity.path("greeting").asString()).isEqualTo(Run.NAME + " ESMTP Postfix");
                assertThat(identity.path("name").asString()).isEqualTo(Run.NAME);
                assertThat(identity.path("capabilities").values())
                        .extracting(JsonNode::asString)
                        .contains("STARTTLS", "PIPELINING");
            }
        }
    }

    @Test
    void dovecotSpeaksWhatItWasToldOnFourPortsAndGreetsOnEach() {
        try (Farm farm = new Farm()) {
            RealServer old = farm.add(
                    DovecotServer.speaking(TLS_1_1, TLS_1_2)
                            .setting("login_greeting = Node 7 of the pool.")
                            .start(),
                    IMAPS,
                    POP3S,
                    IMAP,
                    POP3);
            RealServer young = farm.add(DovecotServer.speaking(TLS_1_3).start(), IMAPS, POP3);

            Run run = farm.scan();

            run.endpoint(young, IMAPS).speaks(TLS_1_3).shows(TestCertificates.rsa());
            run.endpoint(young, POP3).speaks(TLS_1_3).shows(TestCertificates.rsa());
            for (Service service : List.of(IMAPS, POP3S, IMAP, POP3)) {
                Scanned scanned =
                        run.endpoint(old, service).speaks(TLS_1_1, TLS_1_2).shows(TestCertificates.rsa());
                assertThat(scanned.identity().path("greeting").asString())
                        .as("%s", service)
                        .endsWith("Node 7 of the pool.");
            }
        }
    }

    @Test
    void aServerWithoutAnUpgradeIsNoServerWithoutTls12() {
        try (Farm farm = new Farm()) {
            RealServer postfix = farm.add(PostfixServer.withoutStartTls().start(), SMTP);
            RealServer dovecot = farm.add(DovecotServer.withoutTls().start(), IMAP, POP3);

            Run run = farm.scan();

            for (Scanned scanned : List.of(
                    run.endpoint(postfix, SMTP), run.endpoint(dovecot, IMAP), run.endpoint(dovecot, POP3))) {
                scanned.answers(Scanned.unknown("STARTTLS_NOT_OFFERED"));
                assertThat(scanned.trouble()).startsWith("STARTTLS_NOT_OFFERED: ");
                assertThat(scanned.findings())
                        .contains("STARTTLS_NOT_OFFERED")
                        .doesNotContain("TLS12_REFUSED");
                assertThat(scanned.connections()).isEqualTo(1);
            }
            assertThat(run.command().exitCode()).isEqualTo(3);
        }
    }
}
