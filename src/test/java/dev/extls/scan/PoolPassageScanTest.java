package dev.extls.scan;

import static dev.extls.endpoint.Service.HTTPS;
import static dev.extls.endpoint.Service.SMTP;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.Await;
import dev.extls.testkit.FlappingAgent;
import dev.extls.testkit.FreePort;
import dev.extls.testkit.HaproxyBalancer;
import dev.extls.testkit.HaproxyServer;
import dev.extls.testkit.NginxBalancer;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.PostfixServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.TestCertificates;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Real balancers before real nodes: whether they pass TLS through or end it, and which node is the odd one. */
@WithRealServers
@SuppressWarnings("NullAway.Init") // injected
class PoolPassageScanTest {
    private static final String CIPHERS =
            "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA:@SECLEVEL=0";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"roundrobin", "source", "leastconn"})
    void aBalancerBeforeAMixedPoolPassesThroughAndTheForgottenNodeIsTheOddOne(String algorithm) throws IOException {
        try (Farm farm = new Farm()) {
            RealServer first = node(farm, TLS_1_2);
            RealServer second = node(farm, TLS_1_2);
            RealServer forgotten = node(farm, TLS_1_0, TLS_1_1, TLS_1_2);
            RealServer balancer = farm.add(HaproxyBalancer.balancing(algorithm)
                    .start(first.port(HTTPS), second.port(HTTPS), forgotten.port(HTTPS)));

            JsonNode pool = scan(balancer.port(HTTPS), first.port(HTTPS), second.port(HTTPS), forgotten.port(HTTPS));

            passage(pool, "PASSES_THROUGH");
            assertThat(pool.path("differences")
                            .valueStream()
                            .map(it -> it.path("sentence").asString()))
                    .containsExactly("EX03 still negotiates TLS 1.0 and TLS 1.1 on HTTPS; EX01 and EX02 do not.");
            assertThat(odd(pool)).containsExactly("EX03");
            assertThat(pool.at("/extendedProtection/sameCertificate").asString())
                    .isEqualTo("YES");
        }
    }

    @Test
    void aBalancerBeforeNodesThatAreAlikeInEverythingPassesThrough() throws IOException {
        try (Farm farm = new Farm()) {
            RealServer first = node(farm, TLS_1_2, TLS_1_3);
            RealServer second = node(farm, TLS_1_2, TLS_1_3);
            RealServer balancer = farm.add(HaproxyBalancer.before(first.port(HTTPS), second.port(HTTPS)));

            JsonNode pool = scan(balancer.port(HTTPS), first.port(HTTPS), second.port(HTTPS));

            passage(pool, "PASSES_THROUGH");
            assertThat(pool.path("differences").isEmpty()).isTrue();
        }
    }

    @Test
    void theStreamsOfNginxPassThroughToo() throws IOException {
        try (Farm farm = new Farm()) {
            RealServer first = node(farm, TLS_1_2);
            RealServer second = node(farm, TLS_1_2);
            RealServer balancer = farm.add(NginxBalancer.before(first.port(HTTPS), second.port(HTTPS)));

            passage(scan(balancer.port(HTTPS), first.port(HTTPS), second.port(HTTPS)), "PASSES_THROUGH");
        }
    }

    @Test
    void aBalancerWithACertificateOfItsOwnEndsTls() throws IOException {
        try (Farm farm = new Farm()) {
            RealServer first = node(farm, TLS_1_2);
            RealServer second = node(farm, TLS_1_2);
            RealServer balancer = farm.add(HaproxyServer.speaking(TLS_1_2, TLS_1_2)
                    .ciphers(CIPHERS)
                    .certificates(TestCertificates.rsa(2048, Run.NAME))
                    .start());

            JsonNode pool = scan(balancer.port(HTTPS), first.port(HTTPS), second.port(HTTPS));

            passage(pool, "ENDS_TLS");
            assertThat(pool.at("/tls/reasons").toString()).contains("is shown, which no member shows");
            assertThat(pool.at("/extendedProtection/sameCertificate").asString())
                    .isEqualTo("NO");
        }
    }

    @Test
    void aBalancerWithTheCertificateOfTheNodesEndsTlsAllTheSame() throws IOException {
        try (Farm farm = new Farm()) {
            RealServer first = node(farm, TLS_1_2);
            RealServer second = node(farm, TLS_1_2);
            RealServer balancer = farm.add(ending());

            JsonNode pool = scan(balancer.port(HTTPS), first.port(HTTPS), second.port(HTTPS));

            passage(pool, "ENDS_TLS");
            assertThat(pool.at("/extendedProtection/sameCertificate").asString())
                    .isEqualTo("YES");
        }
    }

    @Test
    void aBalancerOfTheProgramAndSettingsOfItsNodesIsGivenAwayByItsSessions() throws IOException {
        try (Farm farm = new Farm()) {
            RealServer first = farm.add(ending());
            RealServer second = farm.add(ending());
            RealServer balancer = farm.add(ending());

            JsonNode pool = scan(balancer.port(HTTPS), first.port(HTTPS), second.port(HTTPS));

            passage(pool, "ENDS_TLS");
            assertThat(pool.at("/tls/reasons").valueStream().map(JsonNode::asString))
                    .containsExactly(
                            "none of 4 sessions that were made there is taken up by a member, while each of them takes up"
                                    + " its own: who made them is not on the list");
        }
    }

    @Test
    void aDeadMemberIsNamedAndIsNeitherOddNorLikeTheOthers() throws IOException {
        try (Farm farm = new Farm()) {
            RealServer first = node(farm, TLS_1_2);
            RealServer balancer = farm.add(HaproxyBalancer.before(first.port(HTTPS)));

            JsonNode pool = scan(balancer.port(HTTPS), first.port(HTTPS), FreePort.next());

            passage(pool, "PASSES_THROUGH");
            assertThat(odd(pool)).isEmpty();
            assertThat(pool.at("/members/1/versions/TLSv1.2").asString()).isEqualTo("UNKNOWN");
            assertThat(pool.at("/extendedProtection/sameCertificate").asString())
                    .isEqualTo("UNKNOWN");
            assertThat(pool.at("/extendedProtection/without/0").asString()).isEqualTo("EX02");
        }
    }

    @Test
    void whereAMemberIsDeadNothingProvesThatTlsIsEnded() throws IOException {
        try (Farm farm = new Farm()) {
            RealServer first = node(farm, TLS_1_2);
            RealServer balancer = farm.add(HaproxyServer.speaking(TLS_1_2, TLS_1_3)
                    .certificates(TestCertificates.rsa(2048, Run.NAME))
                    .start());

            passage(scan(balancer.port(HTTPS), first.port(HTTPS), FreePort.next()), "CANNOT_TELL");
        }
    }

    @Test
    void aNodeThatIsMissingOnTheListIsNotTakenForABalancer() throws IOException {
        try (Farm farm = new Farm()) {
            RealServer listed = node(farm, TLS_1_2);
            RealServer missing = farm.add(NginxServer.speaking(TLS_1_2, TLS_1_3)
                    .ciphers(CIPHERS)
                    .certificates(TestCertificates.rsa(2048, Run.NAME))
                    .start());
            RealServer balancer = farm.add(HaproxyBalancer.before(listed.port(HTTPS), missing.port(HTTPS)));

            JsonNode pool = scan(balancer.port(HTTPS), listed.port(HTTPS));

            assertThat(pool.at("/tls/passage").asString()).as("%s", pool).isNotEqualTo("ENDS_TLS");
        }
    }

    @Test
    void aServerThatIsLikeTheNodesAndGivesNoSessionsIsTakenForNeither() throws IOException {
        try (Farm farm = new Farm()) {
            RealServer first = withoutSessions(farm);
            RealServer second = withoutSessions(farm);
            RealServer before = withoutSessions(farm);

            JsonNode pool = scan(before.port(HTTPS), first.port(HTTPS), second.port(HTTPS));

            passage(pool, "CANNOT_TELL");
            assertThat(pool.at("/tls/reasons").toString()).contains("equal hellos are answered as by members");
        }
    }

    @Test
    void aBalancerBeforeMailServersPassesStartTlsThrough() throws IOException {
        try (Farm farm = new Farm()) {
            RealServer first = farm.add(PostfixServer.speaking(TLS_1_2).start());
            RealServer second = farm.add(PostfixServer.speaking(TLS_1_2).start());
            RealServer balancer = farm.add(
                    HaproxyBalancer.balancing("roundrobin").service(SMTP).start(first.port(SMTP), second.port(SMTP)));

            JsonNode pool = scan("smtp", balancer.port(SMTP), first.port(SMTP), second.port(SMTP));

            passage(pool, "PASSES_THROUGH");
        }
    }

    /** The agent of both nodes says up and down in turn, so that either is taken out and back while it is asked, and at times both. */
    @Test
    void nodesThatHealthChecksTakeOutAndBackAreNoBalancerThatEndsTlsAndRefuseNothing() throws IOException {
        try (FlappingAgent agent = FlappingAgent.start();
                Farm farm = new Farm()) {
            RealServer first = node(farm, TLS_1_2);
            RealServer second = node(farm, TLS_1_0, TLS_1_1, TLS_1_2);
            RealServer balancer = farm.add(HaproxyBalancer.balancing("roundrobin")
                    .towardsNodes("check inter 20ms agent-check agent-port " + agent.port() + " agent-inter 20ms")
                    .start(first.port(HTTPS), second.port(HTTPS)));

            Await.until("both nodes have been taken out and back", Duration.ofSeconds(10), () -> agent.asked() > 10);
            int before = agent.asked();

            JsonNode pool = scan(balancer.port(HTTPS), first.port(HTTPS), second.port(HTTPS));

            assertThat(pool.at("/tls/passage").asString()).as("%s", pool).isNotEqualTo("ENDS_TLS");
            assertThat(pool.at("/virtual/0/versions/TLSv1.2").asString()).isIn("YES", "BOTH", "UNKNOWN");
            assertThat(pool.path("differences")
                            .valueStream()
                            .map(it -> it.path("sentence").asString()))
                    .containsExactly("EX02 still negotiates TLS 1.0 and TLS 1.1 on HTTPS; EX01 does not.");
            assertThat(agent.asked()).isGreaterThan(before);
        }
    }

    private static RealServer withoutSessions(Farm farm) {
        return farm.add(NginxServer.speaking(TLS_1_2)
                .ciphers(CIPHERS)
                .directive("ssl_session_tickets off;")
                .directive("ssl_session_cache off;")
                .start());
    }

    private static RealServer ending() {
        return HaproxyServer.speaking(TLS_1_2, TLS_1_2).ciphers(CIPHERS).start();
    }

    private static RealServer node(Farm farm, ProtocolVersion... versions) {
        return farm.add(NginxServer.speaking(versions).ciphers(CIPHERS).start());
    }

    private static void passage(JsonNode pool, String expected) {
        assertThat(pool.at("/tls/passage").asString()).as("%s", pool).isEqualTo(expected);
    }

    private static List<String> odd(JsonNode pool) {
        return pool.path("members")
                .valueStream()
                .filter(node -> !node.path("odd").isEmpty())
                .map(node -> node.path("name").asString())
                .toList();
    }

    /** The one service of the one pool, of which all nodes are asked for its name, EX01 and so on. */
    private JsonNode scan(int virtual, int... members) throws IOException {
        return scan("https", virtual, members);
    }

    private JsonNode scan(String scheme, int virtual, int... members) throws IOException {
        StringBuilder list = new StringBuilder("pools:\n  - name: " + Run.NAME + "\n    virtual: ['" + scheme + "://"
                + Run.NAME + "@127.0.0.1:" + virtual + "']\n    members:\n");
        int number = 0;
        for (int member : members) {
            number++;
            list.append("      - {target: '" + scheme + "://127.0.0.1:")
                    .append(member)
                    .append("', labels: {node: EX0")
                    .append(number)
                    .append("}}\n");
        }
        Path file = Files.writeString(folder.resolve("pool.yaml"), list.toString());
        Run run = Run.of(List.of("-f", file.toString()));
        JsonNode pools = run.report().path("pools");
        assertThat(pools.size()).as("%s", run.command()).isOne();
        assertThat(run.report()
                        .path("endpoints")
                        .valueStream()
                        .map(it -> it.path("serverName").asString()))
                .containsOnly(Run.NAME);
        return pools.at("/0/services/0");
    }
}
