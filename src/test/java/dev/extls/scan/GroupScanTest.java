package dev.extls.scan;

import static dev.extls.endpoint.Service.HTTPS;
import static dev.extls.endpoint.Service.IMAPS;
import static dev.extls.endpoint.Service.SMTP;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.KnownGroups;
import dev.extls.testkit.BouncyServer;
import dev.extls.testkit.DovecotServer;
import dev.extls.testkit.EximServer;
import dev.extls.testkit.GnuTlsServer;
import dev.extls.testkit.HaproxyServer;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.NssServer;
import dev.extls.testkit.OpenSslServer;
import dev.extls.testkit.PostfixServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.SlowOracle;
import dev.extls.testkit.TestCertificates;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The groups in the report of a real server are those found by asking for one at a time, in few connections. */
@WithRealServers
class GroupScanTest {
    private static final ProtocolVersion[] ALL = {TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3};

    @ParameterizedTest(name = "ssl_prefer_server_ciphers {0}")
    @ValueSource(strings = {"on", "off"})
    void nginxInItsOrderAndInThatOfTheClient(String prefer) {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    NginxServer.speaking(ALL)
                            .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                            .directive("ssl_prefer_server_ciphers " + prefer + ";")
                            .directive("ssl_ecdh_curve secp384r1:X25519:prime256v1:X448;")
                            .start(),
                    HTTPS);

            Scanned scanned = farm.scan("--depth", "suites").endpoint(server);

            for (ProtocolVersion version : ALL) {
                // OpenSSL asks for a share in its own order, whatever the setting
                boolean serverOrder = prefer.equals("on") || version == TLS_1_3;
                List<String> expected = serverOrder
                        ? List.of("secp384r1", "x25519", "secp256r1", "x448")
                        : List.of("x25519", "secp256r1", "secp384r1", "x448");
                assertThat(scanned.groups(version)).as("%s", version).isEqualTo(expected);
                assertThat(scanned.serverGroupOrder(version)).contains(serverOrder);
            }
            holds(SlowOracle.of(server, HTTPS), scanned, ALL);
        }
    }

    @Test
    void opensslWithOneGroupOrOddOnesKeepsItsVersionsAndSuites() {
        Map<String, OpenSslServer> settings = new LinkedHashMap<>();
        for (String group : List.of("X448", "P-521", "ffdhe3072", "brainpoolP256r1:P-256", "K-163:B-571:P-192")) {
            ProtocolVersion[] versions =
                    group.contains("K-163") ? new ProtocolVersion[] {TLS_1_0, TLS_1_1, TLS_1_2} : ALL;
            settings.put(group, OpenSslServer.speaking(versions).groups(group));
        }
        try (Farm farm = new Farm()) {
            Map<String, RealServer> servers = new LinkedHashMap<>();
            settings.forEach((group, setting) -> servers.put(group, farm.add(setting.start(), HTTPS)));

            Run run = farm.scan("--depth", "suites");

            Scanned x448 = run.endpoint(server(servers, "X448")).speaks(ALL);
            Scanned p521 = run.endpoint(server(servers, "P-521")).speaks(ALL);
            Scanned ffdhe = run.endpoint(server(servers, "ffdhe3072")).speaks(ALL);
            for (ProtocolVersion version : ALL) {
                assertThat(x448.groups(version)).as("%s", version).isEqualTo(List.of("x448"));
                assertThat(p521.groups(version)).as("%s", version).isEqualTo(List.of("secp521r1"));
                assertThat(ffdhe.suites(version)).as("%s", version).isNotEmpty();
            }
            assertThat(ffdhe.groups(TLS_1_3)).isEqualTo(List.of("ffdhe3072"));
            assertThat(x448.suites(TLS_1_2))
                    .anyMatch(suite -> suite.label().startsWith("TLS_ECDHE_RSA_"))
                    .anyMatch(suite -> suite.label().startsWith("TLS_DHE_RSA_"));
            Scanned binary = run.endpoint(server(servers, "K-163:B-571:P-192"));
            assertThat(binary.groups(TLS_1_1)).containsExactlyInAnyOrder("sect163k1", "sect571r1", "secp192r1");
            servers.forEach((group, server) -> holds(
                    SlowOracle.of(server, HTTPS).oneAtATime(),
                    run.endpoint(server),
                    group.contains("K-163") ? new ProtocolVersion[] {TLS_1_0, TLS_1_1, TLS_1_2} : ALL));
        }
    }

    @Test
    void gnuTlsWithFiniteFieldsInEveryVersion() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    GnuTlsServer.priority("NORMAL:-VERS-ALL:+VERS-TLS1.2:+VERS-TLS1.3:-GROUP-ALL:+GROUP-X25519"
                                    + ":+GROUP-SECP384R1:+GROUP-FFDHE3072:+GROUP-FFDHE2048")
                            .start(),
                    HTTPS);

            Scanned scanned = farm.scan("--depth", "suites").endpoint(server);

            for (ProtocolVersion version : List.of(TLS_1_2, TLS_1_3)) {
                assertThat(scanned.groups(version))
                        .as("%s", version)
                        .containsExactlyInAnyOrder("x25519", "secp384r1", "ffdhe3072", "ffdhe2048");
                assertThat(scanned.unknownGroups(version)).isEmpty();
            }
            holds(SlowOracle.of(server, HTTPS), scanned, TLS_1_2, TLS_1_3);
        }
    }

    @Test
    void theJdkThatRefusesGroupsByAnAlertOfItsOwn() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    JsseServer.speaking(TLS_1_2, TLS_1_3)
                            .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                            .start(),
                    HTTPS);

            Scanned scanned = farm.scan("--depth", "suites").endpoint(server);

            assertThat(scanned.groups(TLS_1_3)).contains("x25519", "secp256r1", "ffdhe2048");
            holds(SlowOracle.of(server, HTTPS), scanned, TLS_1_2, TLS_1_3);
        }
    }

    @Test
    void nssDownToTls10() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(NssServer.speaking(SSL_3_0, TLS_1_2).start(), HTTPS);

            holds(
                    SlowOracle.of(server, HTTPS),
                    farm.scan("--depth", "suites").endpoint(server),
                    TLS_1_0,
                    TLS_1_1,
                    TLS_1_2);
        }
    }

    @Test
    void mailServersAndHaproxy() {
        try (Farm farm = new Farm()) {
            RealServer postfix = farm.add(
                    PostfixServer.speaking(ALL).ciphers("aNULL:ALL:@SECLEVEL=0").start(), SMTP);
            RealServer dovecot = farm.add(
                    DovecotServer.speaking(ALL).ciphers("ALL:@SECLEVEL=0").start(), IMAPS);
            RealServer exim = farm.add(EximServer.speaking(TLS_1_2, TLS_1_3).start(), SMTP);
            RealServer haproxy =
                    farm.add(HaproxyServer.speaking(TLS_1_0, TLS_1_3).start(), HTTPS);

            Run run = farm.scan("--depth", "suites");

            sameGroups(SlowOracle.of(postfix, SMTP), run.endpoint(postfix, SMTP), ALL);
            sameGroups(SlowOracle.of(dovecot, IMAPS), run.endpoint(dovecot, IMAPS), ALL);
            sameGroups(SlowOracle.of(exim, SMTP), run.endpoint(exim, SMTP), TLS_1_2, TLS_1_3);
            sameGroups(SlowOracle.of(haproxy, HTTPS), run.endpoint(haproxy, HTTPS), ALL);
        }
    }

    @Test
    void serversThatDemandACertificateOrHaveWhatNobodyShouldHave() {
        try (Farm farm = new Farm()) {
            RealServer demanding = farm.add(
                    OpenSslServer.speaking(ALL).demandingClientCertificate().start(), HTTPS);
            RealServer rc4 = farm.add(
                    GnuTlsServer.priority(
                                    "NORMAL:-VERS-ALL:+VERS-TLS1.0:+VERS-TLS1.1:+VERS-TLS1.2:+VERS-TLS1.3:+ARCFOUR-128:+MD5")
                            .start(),
                    HTTPS);
            RealServer jdk = farm.add(
                    JsseServer.speaking(SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3)
                            .everySuite()
                            .start(),
                    HTTPS);

            Run run = farm.scan("--depth", "suites");

            sameGroups(SlowOracle.of(demanding, HTTPS).oneAtATime(), run.endpoint(demanding), ALL);
            sameGroups(SlowOracle.of(rc4, HTTPS), run.endpoint(rc4), ALL);
            sameGroups(SlowOracle.of(jdk, HTTPS), run.endpoint(jdk), ALL);
        }
    }

    @Test
    void postQuantumHybridsAreFoundWithoutAnyShareOfThem() {
        List<NamedGroup> groups = List.of(
                NamedGroup.named("X25519MLKEM768").orElseThrow(),
                NamedGroup.named("SecP384r1MLKEM1024").orElseThrow(),
                NamedGroup.SECP256R1,
                NamedGroup.X25519);
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(BouncyServer.start(List.of(TLS_1_2, TLS_1_3), groups), HTTPS);

            Scanned scanned = farm.scan("--depth", "suites").endpoint(server);

            assertThat(scanned.groups(TLS_1_3))
                    .containsExactlyInAnyOrder("X25519MLKEM768", "SecP384r1MLKEM1024", "secp256r1", "x25519");
            assertThat(scanned.groups(TLS_1_2)).containsExactlyInAnyOrder("secp256r1", "x25519");
            holds(SlowOracle.of(server, HTTPS), scanned, TLS_1_2, TLS_1_3);
        }
    }

    @Test
    void onlyTheCurveOfTheCertificateIsCertainWhereNoOtherKeyIsThere() {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    NginxServer.speaking(TLS_1_2, TLS_1_3)
                            .certificates(TestCertificates.ecdsa())
                            .directive("ssl_prefer_server_ciphers off;")
                            .directive("ssl_ecdh_curve X25519:prime256v1:secp384r1;")
                            .start(),
                    HTTPS);

            Scanned scanned = farm.scan("--depth", "suites").endpoint(server);

            for (ProtocolVersion version : List.of(TLS_1_2, TLS_1_3)) {
                assertThat(scanned.groups(version))
                        .as("%s, found behind the curve of the certificate", version)
                        .containsExactlyInAnyOrder("x25519", "secp256r1", "secp384r1");
                assertThat(scanned.unknownGroups(version)).as("%s", version).isEmpty();
            }
        }
    }

    @Test
    void primesOfDiffieHellmanAreNamedOrOfTheServersOwn() {
        try (Farm farm = new Farm()) {
            RealServer oakley = farm.add(
                    OpenSslServer.speaking(TLS_1_0, TLS_1_2)
                            .ciphers("kDHE:@SECLEVEL=0")
                            .parametersOf1024Bits()
                            .start(),
                    HTTPS);

            Scanned scanned = farm.scan("--depth", "suites").endpoint(oakley);

            assertThat(scanned.json().path("dhParameters").values())
                    .extracting(one -> one.path("version").asString() + " "
                            + one.path("primeBits").asInt() + " "
                            + one.path("name").asString())
                    .containsExactly("TLSv1.2 1024 rfc2409-modp1024", "TLSv1.0 1024 rfc2409-modp1024");
            assertThat(asked(scanned, TLS_1_2))
                    .as("a prime of its own answers for every field of RFC 7919")
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"brainpoolP384r1tls13", "MLKEM768", "SecP256r1MLKEM768"})
    void aServerWithAnUnusualGroupOnlyKeepsTls13(String group) {
        try (Farm farm = new Farm()) {
            RealServer server = farm.add(
                    BouncyServer.start(
                            List.of(TLS_1_3), List.of(NamedGroup.named(group).orElseThrow())),
                    HTTPS);

            Scanned scanned = farm.scan("--depth", "suites").endpoint(server).speaks(TLS_1_3);

            assertThat(scanned.groups(TLS_1_3)).containsExactly(group);
            assertThat(scanned.suites(TLS_1_3)).isNotEmpty();
        }
    }

    private static RealServer server(Map<String, RealServer> servers, String name) {
        return Optional.ofNullable(servers.get(name)).orElseThrow();
    }

    /** The oracle's groups, none unknown, and no more connections than the accepted groups and the few that the inquiry promises. */
    private static void holds(SlowOracle oracle, Scanned scanned, ProtocolVersion... versions) {
        sameGroups(oracle, scanned, versions);
        for (ProtocolVersion version : versions) {
            assertThat(asked(scanned, version))
                    .as("%s: connections", version)
                    .isLessThanOrEqualTo(scanned.groups(version).size() + 8);
        }
    }

    private static void sameGroups(SlowOracle oracle, Scanned scanned, ProtocolVersion... versions) {
        for (ProtocolVersion version : versions) {
            List<String> found = oracle.groups(version, scanned.suites(version)).stream()
                    .map(NamedGroup::label)
                    .toList();
            List<String> comparable = new ArrayList<>(scanned.groups(version));
            if (version != TLS_1_3) {
                KnownGroups.FINITE_FIELDS.forEach(field -> comparable.remove(field.label()));
            }
            assertThat(comparable)
                    .as("%s: groups, %s", version, scanned.version(version).path("groupsWhy"))
                    .containsExactlyInAnyOrderElementsOf(found);
            assertThat(scanned.unknownGroups(version))
                    .as(
                            "%s: unknown groups, %s",
                            version, scanned.version(version).path("groupsWhy"))
                    .isEmpty();
        }
    }

    private static long asked(Scanned scanned, ProtocolVersion version) {
        return scanned.observations().stream()
                .filter(one -> one.question() == Question.GROUPS)
                .map(Observation::asked)
                .filter(version::equals)
                .count();
    }
}
