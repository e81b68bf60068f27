package dev.extls.scan;

import static dev.extls.endpoint.Service.HTTPS;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.GnuTlsServer;
import dev.extls.testkit.HaproxyServer;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.OfferedHello;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.ReframingProxy;
import dev.extls.testkit.Refusal;
import dev.extls.testkit.Script;
import dev.extls.testkit.ScriptedServer;
import dev.extls.testkit.SingleFileProxy;
import dev.extls.testkit.TestCertificate;
import dev.extls.testkit.TestCertificates;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What lies between us and a server, and the manners of servers, turn no answer wrong: versions, suites, order and groups equal those of the same
 * server without it, and the form of hello that worked is named.
 */
@WithRealServers
class WireScanTest {
    private static final ProtocolVersion[] ALL = {TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3};
    private static final ProtocolVersion[] UP_TO_TLS_1_2 = {TLS_1_0, TLS_1_1, TLS_1_2};
    private static final String IN_TIME = "1s";

    /** RFC 7685 section 1. */
    @ParameterizedTest
    @EnumSource(
            value = Refusal.class,
            names = {"SILENCE", "RESET"})
    void hellosOf256To511BytesAreNotAnswered(Refusal instead) {
        try (Farm farm = new Farm()) {
            RealServer plain = farm.add(nginx(ALL).start(), HTTPS);
            RealServer boxed = farm.add(
                    unless(plain, hello -> hello.length() >= 256 && hello.length() < 512, instead.script()), HTTPS);

            Run run = scanned(farm);

            equal(run.endpoint(plain), run.endpoint(boxed), ALL);
            run.endpoint(boxed).speaks(ALL);
        }
    }

    @Test
    void hellosOfMoreThan255BytesAreNotAnswered() {
        try (Farm farm = new Farm()) {
            RealServer plain = farm.add(nginx(UP_TO_TLS_1_2).start(), HTTPS);
            RealServer boxed = farm.add(unless(plain, hello -> hello.length() > 255, Refusal.SILENCE.script()), HTTPS);

            Run run = scanned(farm);

            sameSuites(run.endpoint(plain), run.endpoint(boxed), UP_TO_TLS_1_2);
            assertThat(run.endpoint(boxed).why(TLS_1_2)).contains("only a hello of at most 255 bytes was answered");
        }
    }

    @Test
    void hellosWithExtensionsAreNotAnswered() {
        try (Farm farm = new Farm()) {
            RealServer plain =
                    farm.add(nginx(TLS_1_0, TLS_1_1).ciphers("kRSA:@SECLEVEL=0").start(), HTTPS);
            RealServer boxed =
                    farm.add(unless(plain, hello -> !hello.extensions().isEmpty(), Refusal.SILENCE.script()), HTTPS);

            Run run = scanned(farm);

            sameSuites(run.endpoint(plain), run.endpoint(boxed), TLS_1_0, TLS_1_1);
            assertThat(run.endpoint(boxed).why(TLS_1_1)).contains("only a hello without extensions was answered");
        }
    }

    /** The server speaks TLS 1.2 and nothing later; what stands before it does not answer what it does not know. */
    @ParameterizedTest
    @EnumSource(Refusal.class)
    void aVersionThatIsNotKnownIsNotAnsweredAndCostsNoOtherItsAnswer(Refusal instead) {
        try (Farm farm = new Farm()) {
            RealServer plain = farm.add(nginx(UP_TO_TLS_1_2).start(), HTTPS);
            RealServer boxed = farm.add(
                    unless(
                            plain,
                            hello -> hello.extensions().contains(OfferedHello.SUPPORTED_VERSIONS),
                            instead.script()),
                    HTTPS);

            Run run = scanned(farm);

            equal(run.endpoint(plain), run.endpoint(boxed), UP_TO_TLS_1_2);
            assertThat(run.endpoint(boxed).answers().get(TLS_1_3))
                    .isEqualTo(instead == Refusal.SILENCE ? "UNKNOWN NO_ANSWER" : Scanned.NO);
        }
    }

    /** The same in front of a server that would speak TLS 1.3: silence is no refusal. */
    @Test
    void silenceToALaterVersionIsNoRefusalOfIt() {
        try (Farm farm = new Farm()) {
            RealServer plain = farm.add(nginx(ALL).start(), HTTPS);
            RealServer boxed = farm.add(
                    unless(
                            plain,
                            hello -> hello.version()
                                    .filter(version -> !version.before(TLS_1_2))
                                    .isPresent(),
                            Refusal.SILENCE.script()),
                    HTTPS);

            Run run = scanned(farm);

            equal(run.endpoint(plain), run.endpoint(boxed), TLS_1_0, TLS_1_1);
            assertThat(run.endpoint(boxed).answers().get(TLS_1_2)).isEqualTo("UNKNOWN NO_ANSWER");
            assertThat(run.endpoint(boxed).answers().get(TLS_1_3)).isEqualTo("UNKNOWN NO_ANSWER");
        }
    }

    @Test
    void aChainOfCertificatesThatFitsIntoNoRecord() throws Exception {
        TestCertificate chain = TestCertificates.rsa().followedBy(TestCertificates.ecdsa(), 50);
        assertThat(51 * TestCertificates.ecdsa().x509().getEncoded().length).isGreaterThan(1 << 14);
        try (Farm farm = new Farm()) {
            RealServer plain = farm.add(nginx(ALL).start(), HTTPS);
            RealServer nginx = farm.add(nginx(ALL).certificates(chain).start(), HTTPS);
            RealServer haproxy = farm.add(
                    HaproxyServer.speaking(TLS_1_0, TLS_1_3).certificates(chain).start(), HTTPS);

            Run run = scanned(farm);

            equal(run.endpoint(plain), run.endpoint(nginx), ALL);
            run.endpoint(nginx).speaks(ALL).shows(TestCertificates.rsa());
            run.endpoint(haproxy).speaks(ALL).shows(TestCertificates.rsa());
        }
    }

    @ParameterizedTest
    @EnumSource(ReframingProxy.Into.class)
    void handshakeMessagesInOtherRecords(ReframingProxy.Into into) {
        try (Farm farm = new Farm()) {
            RealServer nginx = farm.add(
                    nginx(ALL)
                            .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                            .start(),
                    HTTPS);
            RealServer gnutls = farm.add(GnuTlsServer.speaking(TLS_1_1, TLS_1_2).start(), HTTPS);
            RealServer boxedNginx = farm.add(ReframingProxy.before(nginx.port(), into), HTTPS);
            RealServer boxedGnuTls = farm.add(ReframingProxy.before(gnutls.port(), into), HTTPS);

            Run run = scanned(farm);

            equal(run.endpoint(nginx), run.endpoint(boxedNginx), ALL);
            run.endpoint(boxedNginx).speaks(ALL).shows(TestCertificates.rsa(), TestCertificates.ecdsa());
            equal(run.endpoint(gnutls), run.endpoint(boxedGnuTls), TLS_1_1, TLS_1_2);
            run.endpoint(boxedGnuTls).speaks(TLS_1_1, TLS_1_2);
        }
    }

    @Test
    void aServerThatAnswersOnlyThoseWhoNameIt() {
        try (Farm farm = new Farm()) {
            RealServer plain = farm.add(HaproxyServer.speaking(TLS_1_0, TLS_1_3).start(), HTTPS);
            RealServer strict = farm.add(
                    HaproxyServer.speaking(TLS_1_0, TLS_1_3).bind("strict-sni").start(), HTTPS);
            RealServer unnamed = farm.add(
                    HaproxyServer.speaking(TLS_1_0, TLS_1_3).bind("strict-sni").start());

            Run run = scanned(farm, "https://127.0.0.1:" + unnamed.port());

            equal(run.endpoint(plain), run.endpoint(strict), ALL);
            for (ProtocolVersion version : ALL) {
                assertThat(run.endpoint(unnamed).answers().get(version))
                        .as(
                                "%s of a server that was not named, %s",
                                version, run.endpoint(unnamed).why(version))
                        .startsWith("UNKNOWN");
            }
        }
    }

    @Test
    void aServerThatRefusesNames() {
        try (Farm farm = new Farm()) {
            RealServer plain = farm.add(nginx(ALL).start(), HTTPS);
            RealServer boxed = farm.add(
                    unless(
                            plain,
                            hello -> hello.extensions().contains(OfferedHello.SERVER_NAME),
                            // unrecognized_name, RFC 6066 section 3
                            Script.start().send(Bytes.fromHex("15030100020270")).fin()),
                    HTTPS);

            Run run = scanned(farm);

            sameSuites(run.endpoint(plain), run.endpoint(boxed), ALL);
            assertThat(run.endpoint(boxed).why(TLS_1_2)).contains("only a hello without server name was answered");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Refusal.class,
            names = {"FIN", "RESET"})
    void aServerThatClosesWhoeverComesWhileItIsBusy(Refusal refusal) {
        try (Farm farm = new Farm()) {
            RealServer plain = farm.add(nginx(ALL).start(), HTTPS);
            SingleFileProxy single = farm.add(SingleFileProxy.before(plain.port(), refusal), HTTPS);

            Run run = scanned(farm);

            assertThat(single.refused()).isGreaterThan(5);
            neverWrong(run.endpoint(plain), run.endpoint(single), ALL);
        }
    }

    private static NginxServer nginx(ProtocolVersion... versions) {
        return NginxServer.speaking(versions);
    }

    private static ScriptedServer unless(RealServer server, Predicate<OfferedHello> odd, Script instead) {
        return ScriptedServer.playing(Script.start()
                .handOver(server.port(), hello -> odd.test(hello) ? Optional.of(instead) : Optional.empty()));
    }

    private static Run scanned(Farm farm, String... targets) {
        List<String> options = new ArrayList<>(List.of("--depth", "suites", "--tls-timeout", IN_TIME));
        options.addAll(List.of(targets));
        return farm.scan(options.toArray(String[]::new));
    }

    private static void equal(Scanned plain, Scanned other, ProtocolVersion... versions) {
        sameSuites(plain, other, versions);
        for (ProtocolVersion version : versions) {
            assertThat(other.answers().get(version))
                    .as("%s: %s", version, other.why(version))
                    .isEqualTo(plain.answers().get(version));
            assertThat(other.groups(version)).as("%s: groups", version).isEqualTo(plain.groups(version));
            assertThat(other.unknownGroups(version))
                    .as("%s: unknown groups", version)
                    .isEmpty();
        }
    }

    private static void sameSuites(Scanned plain, Scanned other, ProtocolVersion... versions) {
        for (ProtocolVersion version : versions) {
            assertThat(other.answers().get(version))
                    .as("%s: %s", version, other.why(version))
                    .startsWith("YES");
            assertThat(other.suites(version))
                    .as("%s: suites, %s", version, other.version(version))
                    .containsExactlyInAnyOrderElementsOf(plain.suites(version));
            assertThat(other.unknownSuites(version))
                    .as("%s: unknown suites", version)
                    .isEmpty();
            assertThat(other.serverOrder(version))
                    .as("%s: whose order", version)
                    .isEqualTo(plain.serverOrder(version));
        }
    }

    /** YES only for what is YES, and no NO for it. */
    private static void neverWrong(Scanned plain, Scanned other, ProtocolVersion... versions) {
        for (ProtocolVersion version : versions) {
            assertThat(other.answers().get(version))
                    .as("%s: %s", version, other.why(version))
                    .startsWith("YES");
            Set<String> known = new TreeSet<>();
            other.suites(version).forEach(suite -> known.add(suite.label()));
            other.unknownSuites(version).forEach(suite -> known.add(suite.label()));
            assertThat(plain.suites(version))
                    .as("%s: accepted or unknown, %s", version, other.version(version))
                    .allMatch(suite -> known.contains(suite.label()));
            assertThat(plain.suites(version)).as("%s: accepted", version).containsAll(other.suites(version));
        }
        for (ProtocolVersion version : ProtocolVersion.values()) {
            if (Scanned.NO.equals(plain.answers().get(version))) {
                assertThat(other.answers().get(version)).doesNotStartWith("YES");
            }
        }
    }
}
