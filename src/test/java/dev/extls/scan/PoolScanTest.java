package dev.extls.scan;

import static dev.extls.endpoint.Service.HTTPS;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.HaproxyBalancer;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.SlowOracle;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.CipherSuite;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Real servers behind a real balancer, held against what each of them says by itself. */
@WithRealServers
class PoolScanTest {
    private static final String USUAL = "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA";
    private static final String FORGOTTEN = USUAL + ":AES256-SHA:CAMELLIA128-SHA:@SECLEVEL=0";

    @Test
    void twoNodesWithUnlikeSuitesAndOneCertificateAreToldApart() {
        try (Farm farm = new Farm()) {
            RealServer usual = node(farm, "ECDHE-RSA-CHACHA20-POLY1305:" + USUAL);
            RealServer forgotten = node(farm, FORGOTTEN);
            RealServer pool = farm.add(HaproxyBalancer.before(usual.port(HTTPS), forgotten.port(HTTPS)), HTTPS);

            toldApart(farm, pool, usual, forgotten);
        }
    }

    @Test
    void oneForgottenNodeOfThreeIsToldApart() {
        try (Farm farm = new Farm()) {
            RealServer usual = node(farm, USUAL);
            RealServer forgotten = node(farm, FORGOTTEN);
            RealServer pool = farm.add(
                    HaproxyBalancer.before(
                            usual.port(HTTPS),
                            forgotten.port(HTTPS),
                            node(farm, USUAL).port(HTTPS)),
                    HTTPS);

            toldApart(farm, pool, usual, forgotten);
        }
    }

    private static RealServer node(Farm farm, String ciphers) {
        return farm.add(NginxServer.speaking(TLS_1_2).ciphers(ciphers).start());
    }

    private static void toldApart(Farm farm, RealServer pool, RealServer one, RealServer other) {
        Set<CipherSuite> ofOne = SlowOracle.of(one, HTTPS).suites(TLS_1_2);
        Set<CipherSuite> ofOther = SlowOracle.of(other, HTTPS).suites(TLS_1_2);
        Set<CipherSuite> some = new HashSet<>(ofOne);
        some.addAll(ofOther);

        Scanned scanned = farm.scan("--depth", "suites").endpoint(pool, HTTPS);

        JsonNode version = scanned.version(TLS_1_2);
        assertThat(scanned.suites(TLS_1_2)).as("%s", version).containsExactlyInAnyOrderElementsOf(some);
        assertThat(version.path("suitesWhy").asString()).contains("answers contradict each other");
        assertThat(version.path("suiteKinds").valueStream().map(PoolScanTest::suites))
                .as("%s", version)
                .containsExactlyInAnyOrder(labels(ofOne), labels(ofOther));
        assertThat(scanned.connections()).isLessThan(250);
    }

    private static Set<String> suites(JsonNode kind) {
        return kind.path("suites").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    private static Set<String> labels(Set<CipherSuite> suites) {
        return suites.stream().map(CipherSuite::label).collect(Collectors.toSet());
    }
}
