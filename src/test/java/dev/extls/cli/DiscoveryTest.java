package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.extls.testkit.DnsMessage;
import dev.extls.testkit.FreePort;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.NameServer;
import dev.extls.testkit.RealServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Endpoints that come from a name server, which is one of the test: every address is on loopback. */
@Timeout(60)
class DiscoveryTest {
    private static final int CLOSED = FreePort.next();

    private final NameServer server = NameServer.start();

    @TempDir
    private Path reports;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyAddressOfANameIsAnEndpoint() {
        server.addresses("ex01.test", "127.0.0.2", "127.0.0.1", "::1");

        scan("https://ex01.test:" + CLOSED);

        assertThat(endpoints())
                .extracting(ReportedEndpoint::serverName, this::address)
                .containsExactly(
                        tuple("ex01.test", "127.0.0.2"), tuple("ex01.test", "127.0.0.1"), tuple("ex01.test", "::1"));
    }

    @Test
    void theFirstAddressAloneIsUsedWhereThatIsWished() {
        server.addresses("ex01.test", "127.0.0.2", "127.0.0.1", "::1");

        Ran ran = scan("--first-address", "https://ex01.test:" + CLOSED);

        assertThat(endpoints()).extracting(this::address).containsExactly("127.0.0.2");
        assertThat(ran.err()).doesNotContain("addresses");
    }

    @Test
    void aNameWithAThousandAddressesIsBoundedAndSaid() {
        server.addresses(
                "many.test",
                IntStream.range(0, 1_000)
                        .mapToObj(number -> "127.9." + number / 250 + "." + (1 + number % 250))
                        .toArray(String[]::new));

        Ran ran = scan("https://many.test:" + CLOSED);

        assertThat(endpoints()).hasSize(64);
        assertThat(ran.err()).contains("extls: many.test has 1000 addresses: the first 64 of them are used");
    }

    @Test
    void aNameThatDoesNotExistIsToldFromAServerThatCannotSay() {
        server.fails("A broken.test", 2).fails("AAAA broken.test", 2);

        Ran ran = scan("https://nosuch.test", "https://broken.test");

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.out())
                .contains("the name could not be resolved (there is no name nosuch.test (NXDOMAIN))")
                .contains("extls could not ask (the name server answers SERVFAIL(2) for broken.test)");
        assertThat(endpoints()).extracting(ReportedEndpoint::trouble).containsExactly("NAME_NOT_RESOLVED", "OUR_FAULT");
    }

    @Test
    void theMailExchangersOfADomainAreScannedBySmtp() {
        server.mail("contoso.test", 20, "mx2.contoso.test")
                .mail("contoso.test", 10, "mx1.contoso.test")
                .addresses("mx1.contoso.test", "127.0.0.1", "::1")
                .addresses("mx2.contoso.test", "127.0.0.2");

        scan("--mx", "Contoso.test.");

        assertThat(endpoints())
                .extracting(
                        ReportedEndpoint::target, ReportedEndpoint::service, this::address, ReportedEndpoint::labels)
                .containsExactly(
                        tuple("smtp://mx1.contoso.test", "SMTP", "127.0.0.1", discovered("MX 10 of contoso.test")),
                        tuple("smtp://mx1.contoso.test", "SMTP", "::1", discovered("MX 10 of contoso.test")),
                        tuple("smtp://mx2.contoso.test", "SMTP", "127.0.0.2", discovered("MX 20 of contoso.test")));
    }

    @Test
    void aDomainWithoutMailExchangersTakesMailItself() {
        server.addresses("contoso.test", "127.0.0.1");

        scan("--mx", "contoso.test");

        assertThat(endpoints())
                .extracting(ReportedEndpoint::target, ReportedEndpoint::labels)
                .containsExactly(tuple("smtp://contoso.test", discovered("contoso.test without an MX record")));
    }

    @Test
    void aDomainThatTakesNoMailIsNoted() {
        server.mail("contoso.test", 0, "");

        Ran ran = scan("--mx", "contoso.test");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .contains("contoso.test takes no mail: its MX record is empty (RFC 7505)")
                .contains("no target is left to scan");
    }

    @Test
    void whatNobodyCanSayOfADomainLeavesTheRunUnknown() {
        server.fails("MX contoso.test", 2);
        try (RealServer https = JsseServer.speaking(TLS_1_2).start()) {
            Ran ran = scan("--mx", "contoso.test", "https://127.0.0.1:" + https.port());

            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(3);
            assertThat(ran.err())
                    .contains("<MX of contoso.test>:1:1: found the name server answers SERVFAIL(2) for contoso.test,"
                            + " expected its MX records");
        }
    }

    @Test
    void anExchangerWithAHostileNameIsLeftOutAndSaid() {
        server.mail("contoso.test", 10, "\u001b[2J\r\n.test")
                .mail("contoso.test", 20, "good.contoso.test")
                .mail("contoso.test", 30, "evil@127.0.0.1:25")
                .mail("contoso.test", 40, "127.0.0.1")
                .addresses("good.contoso.test", "127.0.0.1");

        Ran ran = scan("--mx", "contoso.test");

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err())
                .contains("<MX of contoso.test>:1:1: found \"<U+001B>\", expected a letter")
                .contains("<MX of contoso.test>:3:5: found \"@\", expected a letter")
                .contains("<MX of contoso.test>:4:1: found \"127.0.0.1\", expected a host name")
                .doesNotContain("\u001b");
        assertThat(endpoints()).extracting(ReportedEndpoint::serverName).containsExactly("good.contoso.test");
    }

    @Test
    void anExchangerThatIsInTheListTooIsScannedOnce() throws IOException {
        Path list = Files.writeString(reports.resolve("list.txt"), "smtp://mx1.contoso.test\n");
        server.mail("contoso.test", 10, "mx1.contoso.test").addresses("mx1.contoso.test", "127.0.0.1");

        Ran ran = scan("--mx", "contoso.test", "-f", list.toString());

        assertThat(ran.err())
                .contains("<MX of contoso.test>:1:1: smtp://mx1.contoso.test:25 is already in " + list + ":1:1");
        assertThat(endpoints()).hasSize(1);
    }

    @Test
    void autodiscoverIsLookedForWhereClientsLookForIt() {
        try (RealServer https = JsseServer.speaking(TLS_1_2).start()) {
            server.addresses("contoso.test", "127.0.0.2")
                    .addresses("mail.contoso.test", "127.0.0.1")
                    .alias("autodiscover.contoso.test", "mail.contoso.test")
                    .service("_autodiscover._tcp.contoso.test", 0, https.port(), "mail.contoso.test");

            scan("--autodiscover", "contoso.test");

            assertThat(endpoints())
                    .extracting(ReportedEndpoint::target, this::address, ReportedEndpoint::labels)
                    .containsExactly(
                            tuple("https://contoso.test", "127.0.0.2", discovered("root domain of Autodiscover")),
                            tuple("https://autodiscover.contoso.test", "127.0.0.1", discovered("host of Autodiscover")),
                            tuple(
                                    "https://mail.contoso.test:" + https.port(),
                                    "127.0.0.1",
                                    discovered("SRV of _autodiscover._tcp.contoso.test")));
            assertThat(endpoints().get(2).spoken()).containsExactly("TLSv1.2");
        }
    }

    @Test
    void aDomainWithoutAutodiscoverIsSaid() {
        Ran ran = scan("--autodiscover", "contoso.test");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .contains("found there is no name contoso.test (NXDOMAIN), expected an address or an SRV record")
                .contains("found there is no name autodiscover.contoso.test (NXDOMAIN)")
                .contains("found there is no name _autodiscover._tcp.contoso.test (NXDOMAIN)");
    }

    @Test
    void aServiceOfAutodiscoverOnNoPortIsLeftOutAndOneThatIsOffIsNone() {
        server.service("_autodiscover._tcp.contoso.test", 0, 0, "mail.contoso.test")
                .service("_autodiscover._tcp.contoso.test", 0, 443, "")
                .addresses("contoso.test", "127.0.0.2");

        Ran ran = scan("--autodiscover", "contoso.test");

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("<Autodiscover of contoso.test>:2:1: found the port -1");
        assertThat(endpoints()).extracting(ReportedEndpoint::target).containsExactly("https://contoso.test");
    }

    @Test
    void aDomainWithVeryManyRecordsIsBoundedAndSaid() {
        server.behaves("MX contoso.test", query -> {
            DnsMessage message = DnsMessage.reply(query, 0);
            IntStream.range(0, 100)
                    .forEach(number -> message.naming("contoso.test", "MX", "mx" + number + ".contoso.test", number));
            return Optional.of(message.bytes());
        });

        Ran ran = scan("--mx", "contoso.test");

        assertThat(ran.err()).contains("contoso.test has 100 MX records: the first 64 of them are used");
        assertThat(endpoints()).hasSize(64);
    }

    private Ran scan(String... arguments) {
        List<Object> all =
                new ArrayList<>(List.of("scan", "-o", reports.resolve("runs"), "--resolver", server.option()));
        all.addAll(Arrays.asList(arguments));
        return Ran.of(all.toArray());
    }

    private List<ReportedEndpoint> endpoints() {
        return RunOutput.onlyOneIn(reports.resolve("runs")).endpoints();
    }

    private String address(ReportedEndpoint endpoint) {
        return endpoint.json().path("address").asString();
    }

    private static Map<String, String> discovered(String how) {
        return Map.of("discovered", how);
    }
}
