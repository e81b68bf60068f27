package dev.extls.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LabTest {
    private static Lab lab;

    @BeforeAll
    static void open() throws IOException {
        List<LabServer> farm = new ArrayList<>();
        farm.add(new LabServer("mail.contoso.test", Lab.PASS_THROUGH, Service.HTTPS, 0, "mail", Role.VIRTUAL));
        farm.add(new LabServer("mail.contoso.test", Lab.PASS_THROUGH, Service.SMTP, 0, "mail", Role.VIRTUAL));
        for (int node = 1; node <= 3; node++) {
            String profile = node < 3 ? "ex2016-2016-hardened" : "forgotten-node";
            farm.add(new LabServer("ex3" + node + ".contoso.test", profile, Service.HTTPS, 0, "mail", Role.MEMBER));
            farm.add(new LabServer("ex3" + node + ".contoso.test", profile, Service.SMTP, 0, "mail", Role.MEMBER));
        }
        for (String profile : List.of("lb-offload", "lb-offload-other-certificate")) {
            farm.add(new LabServer(profile + ".test", profile, Service.HTTPS, 0, profile, Role.VIRTUAL));
            farm.add(
                    new LabServer("ex41.contoso.test", "ex2016-2016-hardened", Service.HTTPS, 0, profile, Role.MEMBER));
            farm.add(new LabServer(profile + ".test", profile, Service.IMAPS, 0, profile, Role.VIRTUAL));
            farm.add(
                    new LabServer("ex41.contoso.test", "ex2016-2016-hardened", Service.IMAPS, 0, profile, Role.MEMBER));
        }
        for (String profile : List.of("maintenance", "expired-certificate", "ex2010-2008r2-after", "ex2016-2016")) {
            farm.add(Visitor.server(profile, Service.HTTPS));
        }
        farm.add(Visitor.server("pop-not-started", Service.POP3S));
        farm.add(Visitor.server("throttled-after-three", Service.SMTP));
        lab = Lab.start(farm);
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @Test
    void theBalancerGoesRoundItsMembers() throws IOException {
        List<String> answered = new ArrayList<>();
        for (int turn = 0; turn < 6; turn++) {
            answered.add(header(fetch(door("mail.contoso.test", Service.HTTPS), "/owa/healthcheck.htm"), "X-FEServer"));
        }
        assertThat(answered).containsExactly("EX31", "EX32", "EX33", "EX31", "EX32", "EX33");
    }

    @Test
    void theBalancerPassesTheDialogueOfEachMember() throws IOException {
        List<String> greetings = new ArrayList<>();
        for (int turn = 0; turn < 3; turn++) {
            try (Visitor visitor = Visitor.connect(door("mail.contoso.test", Service.SMTP))) {
                greetings.add(visitor.line().split(" ", 3)[1]);
                assertThat(visitor.ask("EHLO visitor.test")).contains(" Hello [127.0.0.1]\n");
                assertThat(visitor.ask("QUIT")).startsWith("221 ");
                assertThat(visitor.in().read()).isEqualTo(-1);
            }
        }
        assertThat(greetings).containsExactlyInAnyOrder("ex31.contoso.test", "ex32.contoso.test", "ex33.contoso.test");
    }

    @Test
    void theForgottenNodeIsTheOneThatStillSpeaksOldVersions() throws IOException {
        try (Visitor visitor = Visitor.beforeTls(door("ex33.contoso.test", Service.HTTPS))) {
            assertThat(visitor.tls(ProtocolVersion.TLS_1_0).getSession().getProtocol())
                    .isEqualTo("TLSv1");
        }
        try (Visitor visitor = Visitor.beforeTls(door("ex31.contoso.test", Service.HTTPS))) {
            assertThatThrownBy(() -> visitor.tls(ProtocolVersion.TLS_1_0)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void allNodesOfAPoolShowTheSameCertificate() throws Exception {
        X509Certificate first = certificate(door("ex31.contoso.test", Service.HTTPS));
        assertThat(certificate(door("ex33.contoso.test", Service.SMTP))).isEqualTo(first);
        assertThat(first.getSubjectX500Principal().getName())
                .contains("CN=mail.contoso.test")
                .contains("O=extls lab - a simulation");
        assertThat(first.getSubjectAlternativeNames().toString())
                .contains("mail.contoso.test", "ex31.contoso.test", "ex33.contoso.test");
        first.verify(authority().getPublicKey());
    }

    @Test
    void aBalancerThatEndsTlsSpeaksItsOwnVersionsAndHidesTheNode() throws Exception {
        LabDoor virtual = door("lb-offload.test", Service.HTTPS);
        String response = fetch(virtual, "/owa/healthcheck.htm");
        assertThat(response).startsWith("HTTP/1.1 200 OK").endsWith("200 OK<br/>EX41.CONTOSO.TEST");
        assertThat(response.toLowerCase(Locale.ROOT)).doesNotContain("x-feserver");
        try (Visitor visitor = Visitor.beforeTls(virtual)) {
            assertThat(visitor.tls(ProtocolVersion.TLS_1_3).getSession().getProtocol())
                    .isEqualTo("TLSv1.3");
        }
        try (Visitor visitor = Visitor.beforeTls(door("lb-offload.test", Service.IMAPS))) {
            visitor.tls(ProtocolVersion.TLS_1_1);
            assertThat(visitor.line()).isEqualTo("* OK The Microsoft Exchange IMAP4 service is ready.");
            assertThat(visitor.ask("a LOGOUT")).startsWith("* BYE ");
        }
    }

    @Test
    void aBalancerThatEndsTlsShowsTheCertificateOfTheNodesOrAnother() throws Exception {
        List<LabDoor> bridged = byPool("lb-offload");
        assertThat(certificate(bridged.get(0))).isEqualTo(certificate(bridged.get(1)));
        List<LabDoor> other = byPool("lb-offload-other-certificate");
        assertThat(certificate(other.get(0))).isNotEqualTo(certificate(other.get(1)));
    }

    @Test
    void theWebSiteAnswersLikeIisAndNamesItself() throws IOException {
        LabDoor exchange = lab.doors().stream()
                .filter(door -> door.server().profile().equals("ex2016-2016"))
                .findFirst()
                .orElseThrow();
        String logon = fetch(exchange, "/owa/");
        assertThat(logon).startsWith("HTTP/1.1 302 ");
        assertThat(header(logon, "server")).isEqualTo("Microsoft-IIS/10.0");
        assertThat(header(logon, "X-FEServer")).isEqualTo("EX01");
        assertThat(header(logon, "X-OWA-Version")).startsWith("15.1.");
        assertThat(fetch(exchange, "/EWS/Exchange.asmx"))
                .startsWith("HTTP/1.1 401 ")
                .contains("www-authenticate: NTLM");
        assertThat(fetch(exchange, "/EWS/HealthCheck.htm")).endsWith("200 OK<br/>EX01.CONTOSO.TEST");
        assertThat(fetch(exchange, "/elsewhere")).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void maintenanceAndExchange2010HaveNoHealthCheck() throws IOException {
        for (String profile : List.of("maintenance", "ex2010-2008r2-after")) {
            LabDoor door = lab.doors().stream()
                    .filter(candidate -> candidate.server().profile().equals(profile))
                    .findFirst()
                    .orElseThrow();
            assertThat(fetch(door, "/owa/healthcheck.htm")).as(profile).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void anExpiredCertificateIsOutOfDateAndAllOthersAreNot() throws Exception {
        for (LabDoor door : lab.doors()) {
            if (door.server().service() == Service.HTTPS && door.server().role() != Role.VIRTUAL) {
                boolean expired = certificate(door).getNotAfter().toInstant().isBefore(Instant.now());
                assertThat(expired)
                        .as(door.server().profile())
                        .isEqualTo(door.server().profile().equals("expired-certificate"));
            }
        }
    }

    @Test
    void aServiceThatIsNotStartedRefusesConnections() {
        LabDoor closed =
                lab.doors().stream().filter(door -> !door.open()).findFirst().orElseThrow();
        assertThat(closed.server().service()).isEqualTo(Service.POP3S);
        assertThatThrownBy(() -> Visitor.connect(closed)).isInstanceOf(ConnectException.class);
    }

    @Test
    void theFourthConnectionOfAMinuteIsThrottled() throws IOException {
        LabDoor door = lab.doors().stream()
                .filter(candidate -> candidate.server().profile().equals("throttled-after-three"))
                .findFirst()
                .orElseThrow();
        List<String> codes = new ArrayList<>();
        for (int connection = 1; connection <= 5; connection++) {
            try (Visitor visitor = Visitor.connect(door)) {
                codes.add(visitor.line().substring(0, 3));
            }
        }
        assertThat(codes).containsExactly("220", "220", "220", "421", "421");
    }

    @Test
    void linesSentTooEarlyAreForgottenWhenTlsStarts() throws IOException {
        try (Visitor visitor = Visitor.connect(door("ex31.contoso.test", Service.SMTP))) {
            visitor.line();
            visitor.ask("EHLO visitor.test");
            assertThat(visitor.ask("STARTTLS\r\nRSET")).isEqualTo("220 2.0.0 SMTP server ready");
            visitor.tls(ProtocolVersion.TLS_1_2);
            assertThat(visitor.ask("EHLO visitor.test"))
                    .startsWith("250-ex31.contoso.test Hello")
                    .doesNotContain("STARTTLS");
        }
    }

    @Test
    void aTakenPortIsReplacedAndTheDoorSaysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            int port = taken.getLocalPort();
            List<LabServer> farm = List.of(
                    new LabServer("ex01.test", "ex2016-2016", Service.HTTPS, port, "", Role.STANDALONE),
                    new LabServer("ex02.test", "pop-not-started", Service.POP3S, port, "", Role.STANDALONE));
            try (Lab displaced = Lab.start(farm)) {
                assertThat(displaced.doors()).allMatch(LabDoor::displaced);
                assertThat(fetch(displaced.doors().get(0), "/owa/")).startsWith("HTTP/1.1 302 ");
            }
        }
    }

    @Test
    void aClosedLabLeavesNoDoorAndNoConnectionOpen() throws IOException {
        Lab brief = Visitor.lab("ex2016-2016", Service.SMTP);
        LabDoor door = brief.doors().get(0);
        try (Visitor visitor = Visitor.connect(door)) {
            assertThat(visitor.line()).startsWith("220 ");
            brief.close();
            assertThat(visitor.in().read()).isEqualTo(-1);
        }
        assertThatThrownBy(() -> Visitor.connect(door)).isInstanceOf(ConnectException.class);
    }

    @Test
    void mistakesInAFarmAreNamed() {
        assertThatThrownBy(() -> Visitor.lab("ex2099", Service.SMTP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ex2099")
                .hasMessageContaining("ex2016-2016");
        assertThatThrownBy(() -> Lab.start(
                        List.of(new LabServer("a.test", Lab.PASS_THROUGH, Service.SMTP, 0, "p", Role.VIRTUAL))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no member");
    }

    @Test
    void theLabSaysThatItIsASimulation() {
        assertThat(Lab.notice()).contains("simulation");
    }

    private static LabDoor door(String name, Service service) {
        return lab.doors().stream()
                .filter(door ->
                        door.server().name().equals(name) && door.server().service() == service)
                .findFirst()
                .orElseThrow();
    }

    private static List<LabDoor> byPool(String pool) {
        return lab.doors().stream()
                .filter(door ->
                        door.server().pool().equals(pool) && door.server().service() == Service.HTTPS)
                .toList();
    }

    private static String fetch(LabDoor door, String path) throws IOException {
        try (Visitor visitor = Visitor.beforeTls(door)) {
            visitor.tls(ProtocolVersion.TLS_1_2);
            visitor.send(("GET " + path + " HTTP/1.1\r\nHost: mail.contoso.test\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(visitor.in().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String header(String response, String name) {
        return response.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    private static X509Certificate certificate(LabDoor door) throws IOException {
        try (Visitor visitor = Visitor.beforeTls(door)) {
            SSLSocket tls = visitor.tls(ProtocolVersion.TLS_1_2);
            return (X509Certificate) tls.getSession().getPeerCertificates()[0];
        }
    }

    private static X509Certificate authority() throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(lab.authority().toArray()));
    }
}
