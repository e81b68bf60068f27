package dev.extls.scan;

import static dev.extls.endpoint.Service.HTTPS;
import static dev.extls.endpoint.Service.IMAP;
import static dev.extls.endpoint.Service.IMAPS;
import static dev.extls.endpoint.Service.POP3;
import static dev.extls.endpoint.Service.SMTP;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.cli.CommandLineScan;
import dev.extls.endpoint.Service;
import dev.extls.observation.Observation;
import dev.extls.testkit.DovecotServer;
import dev.extls.testkit.EximServer;
import dev.extls.testkit.FreePort;
import dev.extls.testkit.HaproxyBalancer;
import dev.extls.testkit.HaproxyServer;
import dev.extls.testkit.MicrosocksProxy;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.PostfixServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.TestCertificates;
import dev.extls.testkit.TinyproxyProxy;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections come to real servers: from which address, announced by a header, through a proxy. */
@WithRealServers
class ApproachScanTest {
    @Test
    void connectionsComeFromTheAddressThatWasChosen() {
        try (Farm farm = new Farm()) {
            RealServer nginx = farm.add(NginxServer.speaking(TLS_1_2).logging().start(), HTTPS);

            Run run = farm.scan("--source", "127.0.0.2");

            run.endpoint(nginx).speaks(TLS_1_2);
            assertThat(run.report().path("run").path("sourceAddresses").values())
                    .extracting(address -> address.asString())
                    .containsExactly("127.0.0.2");
            assertThat(nginx.log()).anyMatch(line -> line.contains(" accept: 127.0.0.2:"));
        }
    }

    @Test
    void anAddressThatIsNotOursIsOurMistakeAndNothingIsScanned() {
        CommandLineScan scan =
                CommandLineScan.run(List.of("--source", "192.0.2.1", "https://127.0.0.1:" + FreePort.next()));

        assertThat(scan.exitCode()).isEqualTo(2);
        assertThat(scan.errors())
                .contains("--source 192.0.2.1: this machine cannot connect from there (")
                .contains("expected one of its own addresses");
    }

    @Test
    void whoeverTranslatesSourceAddressesIsToldOfTheService() {
        try (Farm farm = new Farm()) {
            RealServer exim = farm.add(EximServer.speaking(TLS_1_2).start(), SMTP);
            RealServer balancer = farm.add(
                    HaproxyBalancer.balancing("roundrobin")
                            .service(SMTP)
                            .towardsNodes("source 127.0.0.9")
                            .start(exim.port(SMTP)),
                    SMTP);

            Run run = farm.scan();

            assertThat(run.endpoint(exim, SMTP).findings()).doesNotContain("SOURCE_TRANSLATED");
            assertThat(run.endpoint(exim, SMTP)
                            .identity()
                            .path("sourceTranslated")
                            .asBoolean(true))
                    .isFalse();
            Scanned behind = run.endpoint(balancer, SMTP);
            assertThat(behind.findings()).contains("SOURCE_TRANSLATED");
            assertThat(behind.identity().path("sourceTranslated").asBoolean(false))
                    .isTrue();
            assertThat(run.command().output())
                    .contains("(SMTP " + balancer.port() + ")")
                    .contains("sees us as 127.0.0.9, not as 127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void nodesThatExpectTheHeaderOfABalancerAreAnswered(String version) {
        try (Farm farm = new Farm()) {
            RealServer nginx = farm.add(
                    NginxServer.speaking(TLS_1_2).behindBalancer().logging().start(), HTTPS);
            RealServer haproxy = farm.add(
                    HaproxyServer.speaking(TLS_1_2, TLS_1_3)
                            .bind("accept-proxy")
                            .start(),
                    HTTPS);
            RealServer postfix = farm.add(
                    PostfixServer.speaking(TLS_1_2, TLS_1_3).behindBalancer().start(), SMTP);
            RealServer dovecot =
                    farm.add(DovecotServer.speaking(TLS_1_2).behindBalancer().start(), IMAPS, POP3);

            Run run = farm.scan("--proxy-protocol", version);

            run.endpoint(nginx).speaks(TLS_1_2).shows(TestCertificates.rsa());
            run.endpoint(haproxy).speaks(TLS_1_2, TLS_1_3);
            run.endpoint(postfix, SMTP).speaks(TLS_1_2, TLS_1_3);
            run.endpoint(dovecot, IMAPS).speaks(TLS_1_2);
            run.endpoint(dovecot, POP3).speaks(TLS_1_2);
            assertThat(run.journal().header().options()).containsEntry("proxy-protocol", version);
            for (Observation seen : run.endpoint(nginx).observations()) {
                assertThat(seen.approach().header())
                        .startsWith("PROXY TCP4 127.0.0.1 127.0.0.1 ")
                        .contains(" " + seen.localAddress().substring("127.0.0.1:".length()) + " " + nginx.port());
            }
            // HAProxy logs the address in the header, not that of the socket
            assertThat(haproxy.log()).anyMatch(line -> line.startsWith("127.0.0.1:"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void serversThatExpectNoHeaderStayUnknownAndTheHintIsGiven(String version) {
        try (Farm farm = new Farm()) {
            RealServer nginx = farm.add(NginxServer.speaking(TLS_1_2).start(), HTTPS);
            RealServer haproxy =
                    farm.add(HaproxyServer.speaking(TLS_1_2, TLS_1_3).start(), HTTPS);
            RealServer postfix = farm.add(PostfixServer.speaking(TLS_1_2).start(), SMTP);
            RealServer dovecot = farm.add(DovecotServer.speaking(TLS_1_2).start(), IMAPS, IMAP, POP3);

            Run run = farm.scan("--proxy-protocol", version, "--tls-timeout", "2s");

            unknown(run.endpoint(nginx));
            unknown(run.endpoint(haproxy));
            unknown(run.endpoint(postfix, SMTP));
            unknown(run.endpoint(dovecot, IMAPS));
            unknown(run.endpoint(dovecot, IMAP));
            unknown(run.endpoint(dovecot, POP3));
            assertThat(run.command().exitCode()).isEqualTo(3);
        }
    }

    private static void unknown(Scanned scanned) {
        assertThat(scanned.answers())
                .as("%s", scanned.json())
                .allSatisfy((version, answer) ->
                        assertThat(answer).as("%s", version).startsWith("UNKNOWN"));
        assertThat(scanned.findings())
                .as("%s", scanned.json())
                .contains("NOT_ESTABLISHED")
                .doesNotContain("STARTTLS_NOT_OFFERED", "TLS12_REFUSED");
        assertThat(scanned.json().path("findings").path(0).path("sentence").asString())
                .contains("a header of the PROXY protocol went first");
    }

    @Test
    void aSocksProxyConnectsForUs() {
        try (Farm farm = new Farm()) {
            RealServer proxy = farm.add(MicrosocksProxy.start());
            RealServer nginx = farm.add(NginxServer.speaking(TLS_1_2, TLS_1_3).start(), HTTPS);
            RealServer postfix = farm.add(PostfixServer.speaking(TLS_1_2).start(), SMTP);

            Run run = farm.scan("--proxy", "socks5://127.0.0.1:" + proxy.port());

            through(run.endpoint(nginx), "socks5://127.0.0.1:" + proxy.port(), TLS_1_2, TLS_1_3);
            through(run.endpoint(postfix, SMTP), "socks5://127.0.0.1:" + proxy.port(), TLS_1_2);
        }
    }

    @Test
    void anHttpProxyConnectsForUs() {
        try (Farm farm = new Farm()) {
            RealServer proxy = farm.add(TinyproxyProxy.start());
            RealServer nginx = farm.add(NginxServer.speaking(TLS_1_2, TLS_1_3).start(), HTTPS);
            RealServer postfix = farm.add(PostfixServer.speaking(TLS_1_2).start(), SMTP);

            Run run = farm.scan("--proxy", "http://127.0.0.1:" + proxy.port());

            through(run.endpoint(nginx), "http://127.0.0.1:" + proxy.port(), TLS_1_2, TLS_1_3);
            through(run.endpoint(postfix, SMTP), "http://127.0.0.1:" + proxy.port(), TLS_1_2);
        }
    }

    private static void through(Scanned scanned, String proxy, ProtocolVersion... spoken) {
        scanned.speaks(spoken).shows(TestCertificates.rsa());
        assertThat(scanned.observations())
                .allMatch(seen -> seen.approach().proxy().equals(proxy));
        assertThat(scanned.run().journal().header().options()).containsEntry("proxy", proxy);
    }

    @Test
    void theHeaderGoesThroughTheProxyToTheNode() {
        try (Farm farm = new Farm()) {
            RealServer proxy = farm.add(MicrosocksProxy.start());
            RealServer nginx =
                    farm.add(NginxServer.speaking(TLS_1_2).behindBalancer().start(), HTTPS);

            farm.scan("--proxy", "socks5://127.0.0.1:" + proxy.port(), "--proxy-protocol", "v2")
                    .endpoint(nginx)
                    .speaks(TLS_1_2);
        }
    }

    @Test
    void whatASocksProxySaysOfAnEndpointIsItsWord() {
        try (Farm farm = new Farm()) {
            RealServer proxy = farm.add(MicrosocksProxy.start());
            int nobody = FreePort.next();
            String uri = "socks5://127.0.0.1:" + proxy.port();

            Run run = Run.of(List.of("--proxy", uri, target(HTTPS, nobody)));

            assertThat(run.endpoint(nobody).trouble())
                    .isEqualTo("CONNECTION_REFUSED: the proxy " + uri + " says: connection refused (SOCKS reply 0x05)");
            run.endpoint(nobody).answers(Scanned.unknown("CONNECTION_REFUSED"));
        }
    }

    @Test
    void aProxyThatLetsUsNotInIsOurTrouble() {
        try (Farm farm = new Farm()) {
            RealServer socks = farm.add(MicrosocksProxy.start("extls", "secret"));
            RealServer http = farm.add(TinyproxyProxy.start("BasicAuth extls secret"));
            RealServer nginx = farm.add(NginxServer.speaking(TLS_1_2).start());
            int nobody = FreePort.next();

            troubled(nginx, "socks5://127.0.0.1:" + socks.port(), "lets nobody in without a user and a password");
            troubled(nginx, "http://127.0.0.1:" + http.port(), "answered CONNECT with 407");
            troubled(nginx, "http://127.0.0.1:" + nobody, "cannot be connected to: Connection refused");
            troubled(nginx, "socks5://127.0.0.1:" + nobody, "cannot be connected to: Connection refused");
            RealServer postfix = farm.add(PostfixServer.speaking(TLS_1_2).start());
            troubled(nginx, "socks5://127.0.0.1:" + postfix.port(), "does not speak SOCKS 5");
            troubled(nginx, "http://127.0.0.1:" + postfix.port(), "does not speak HTTP");
            troubled(nginx, "http://127.0.0.1:" + socks.port(), "does not speak HTTP");
        }
    }

    /** Neither as it is nor as RFC 7617 writes it, by SOCKS and by HTTP; the proxies want it, so it was sent. */
    @Test
    void thePasswordOfAProxyIsInNoFileAndInNoOutput(@TempDir Path folder) throws IOException, InterruptedException {
        String password = "kept-to-itself";
        String written = Base64.getEncoder().encodeToString(("extls:" + password).getBytes(US_ASCII));
        try (Farm farm = new Farm()) {
            RealServer socks = farm.add(MicrosocksProxy.start("extls", password));
            RealServer http = farm.add(TinyproxyProxy.start("BasicAuth extls " + password));
            RealServer nginx = farm.add(NginxServer.speaking(TLS_1_2).start());
            for (String proxy :
                    List.of("socks5://extls@127.0.0.1:" + socks.port(), "http://extls@127.0.0.1:" + http.port())) {
                Path output = folder.resolve("output");
                ProcessBuilder scan = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.extls.cli.Main",
                                "scan",
                                "-o",
                                folder.toString(),
                                "--proxy",
                                proxy,
                                target(HTTPS, nginx.port()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                scan.environment().put("EXTLS_PROXY_PASSWORD", password);

                assertThat(scan.start().waitFor()).as(Files.readString(output)).isBetween(0, 1);

                try (Stream<Path> left = Files.walk(folder)) {
                    List<Path> files = left.filter(Files::isRegularFile).toList();
                    assertThat(files).hasSizeGreaterThan(3);
                    assertThat(files)
                            .allSatisfy(file -> assertThat(Files.readString(file, ISO_8859_1))
                                    .doesNotContain(password)
                                    .doesNotContain(written));
                }
            }
        }
    }

    private static void troubled(RealServer server, String proxy, String words) {
        Scanned scanned = Run.of(List.of("--proxy", proxy, target(HTTPS, server.port())))
                .endpoint(server)
                .answers(Scanned.unknown("OUR_FAULT"));
        assertThat(scanned.trouble()).startsWith("OUR_FAULT: the proxy " + proxy + " " + words);
    }

    @ParameterizedTest
    @CsvSource({
        "socks5://extls:secret@127.0.0.1:1080, a password on the command line",
        "ftp://127.0.0.1, expected socks5://",
        "http://127.0.0.1:3128/path, expected socks5://",
        "http://:secret@, expected socks5://",
        "socks5://extls@127.0.0.1:1080, expected the password of extls in the environment variable EXTLS_PROXY_PASSWORD"
    })
    void aProxyThatCannotBeUsedIsAMistakeAndNoPasswordIsRepeated(String uri, String told) {
        CommandLineScan scan = CommandLineScan.run(List.of("--proxy", uri, "https://127.0.0.1:" + FreePort.next()));

        assertThat(scan.exitCode()).isEqualTo(2);
        assertThat(scan.errors()).contains("--proxy").contains(told).doesNotContain("secret");
    }

    private static String target(Service service, int port) {
        return service.scheme() + "://" + Run.NAME + "@127.0.0.1:" + port;
    }
}
