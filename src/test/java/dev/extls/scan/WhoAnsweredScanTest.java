package dev.extls.scan;

import static dev.extls.endpoint.Service.HTTPS;
import static dev.extls.endpoint.Service.IMAPS;
import static dev.extls.endpoint.Service.SMTP;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.WebPage;
import dev.extls.testkit.Await;
import dev.extls.testkit.DovecotServer;
import dev.extls.testkit.FreePort;
import dev.extls.testkit.HaproxyBalancer;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.PostfixServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which nodes answer behind a real balancer, held against the balancer's own log. */
@WithRealServers
class WhoAnsweredScanTest {
    private static final Duration TIME_TO_LOG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"roundrobin", "leastconn", "source"})
    void fiveHundredSamplesOfThreeNodesAreCountedAsTheBalancerLogsThem(String algorithm) throws IOException {
        try (Farm farm = new Farm()) {
            List<RealServer> nodes = new ArrayList<>();
            for (int number = 1; number <= 3; number++) {
                nodes.add(farm.add(exchange(number, TLS_1_2, TLS_1_3)));
            }
            List<Integer> ports = nodes.stream().map(RealServer::port).toList();
            RealServer balancer =
                    farm.add(HaproxyBalancer.balancing(algorithm).start(ports.get(0), ports.get(1), ports.get(2)));

            Run run = Run.of(List.of("-f", pool(HTTPS, balancer.port(), nodes), "--samples", "500"));

            Scanned virtual = run.endpoint(balancer);
            virtual.speaks(TLS_1_2, TLS_1_3);
            Map<String, Integer> counted = counted(virtual);
            assertThat(counted.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(500);
            Await.until(
                    "the balancer has logged every connection",
                    TIME_TO_LOG,
                    () -> HaproxyBalancer.passed(balancer).values().stream()
                                    .mapToInt(List::size)
                                    .sum()
                            >= virtual.connections());
            Map<Integer, List<Integer>> passed = HaproxyBalancer.passed(balancer);
            Map<String, Integer> logged = new TreeMap<>();
            samples(virtual).stream()
                    .collect(Collectors.groupingBy(WhoAnsweredScanTest::clientPort, Collectors.counting()))
                    .forEach((client, times) -> {
                        List<Integer> all = Objects.requireNonNull(passed.get(client));
                        // samples are made last, and a port may have been used before
                        all.subList(all.size() - times.intValue(), all.size())
                                .forEach(node -> logged.merge("EX" + (1 + ports.indexOf(node)), 1, Integer::sum));
                    });
            assertThat(counted).isEqualTo(logged);
            if (algorithm.equals("source")) {
                assertThat(counted).hasSize(1);
                assertThat(sentence(virtual))
                        .contains(" were never reached in 500 connections.")
                        .contains(
                                "A balancer that keeps a source at one node (source affinity) shows us that node only.");
            } else {
                assertThat(counted).containsOnlyKeys("EX1", "EX2", "EX3");
                assertThat(sentence(virtual))
                        .startsWith("Reached EX")
                        .contains(" in 500 connections.")
                        .contains(
                                "A node with a fair share (1 of 3) is missed in so many connections with a probability of"
                                        + " less than 0.01 %.");
            }
        }
    }

    private static int clientPort(Observation seen) {
        return Integer.parseInt(
                seen.localAddress().substring(seen.localAddress().lastIndexOf(':') + 1));
    }

    @Test
    void aPoolIsSampledUntilNothingNewIsSeenAndItsMembersOnce() throws IOException {
        try (Farm farm = new Farm()) {
            List<RealServer> nodes = List.of(farm.add(exchange(1, TLS_1_2)), farm.add(exchange(2, TLS_1_2)));
            RealServer balancer = farm.add(
                    HaproxyBalancer.before(nodes.get(0).port(), nodes.get(1).port()));

            Run run = Run.of(List.of("-f", pool(HTTPS, balancer.port(), nodes)));

            Scanned virtual = run.endpoint(balancer);
            assertThat(samples(virtual)).hasSizeBetween(11, 20);
            assertThat(counted(virtual)).containsOnlyKeys("EX1", "EX2");
            assertThat(samples(run.endpoint(nodes.get(0)))).hasSize(1);
            assertThat(run.endpoint(nodes.get(0)).json().has("whoAnswered")).isFalse();
            assertThat(run.command().output())
                    .contains("Who answered at mail.contoso.test (HTTPS " + balancer.port() + "): Reached EX");
            assertThat(samples(virtual)).allSatisfy(seen -> {
                assertThat(seen.outcome()).isInstanceOf(Outcome.Negotiated.class);
                assertThat(seen.page().status()).isEqualTo(200);
                assertThat(seen.page().end()).isEqualTo(WebPage.End.WHOLE);
            });
        }
    }

    @Test
    void whoeverWantsNoneMakesNone() throws IOException {
        try (Farm farm = new Farm()) {
            List<RealServer> nodes = List.of(farm.add(exchange(1, TLS_1_2)));
            RealServer balancer = farm.add(HaproxyBalancer.before(nodes.get(0).port()));
            String list = pool(HTTPS, balancer.port(), nodes);

            assertThat(samples(Run.of(List.of("-f", list, "--samples", "0")).endpoint(balancer)))
                    .isEmpty();
            assertThat(samples(Run.of(List.of("-f", list, "--no-healthcheck")).endpoint(balancer)))
                    .isNotEmpty()
                    .allMatch(seen -> !seen.page().asked());
            assertThat(samples(Run.of(List.of("--hello-only", "-f", list)).endpoint(balancer)))
                    .isNotEmpty()
                    .allMatch(seen -> seen.outcome() instanceof Outcome.Selected);
        }
    }

    @Test
    void nodesOfMailServicesNameThemselvesInClearTextAndInGreetings() throws IOException {
        try (Farm farm = new Farm()) {
            List<RealServer> postfixes = new ArrayList<>();
            List<RealServer> dovecots = new ArrayList<>();
            for (int number = 1; number <= 2; number++) {
                postfixes.add(farm.add(postfix(number, TLS_1_2)));
                dovecots.add(farm.add(DovecotServer.speaking(TLS_1_2)
                        .setting("login_greeting = Node " + number + " is ready.")
                        .start()));
            }
            RealServer smtp = farm.add(HaproxyBalancer.balancing("roundrobin")
                    .service(SMTP)
                    .start(postfixes.get(0).port(SMTP), postfixes.get(1).port(SMTP)));
            RealServer imap = farm.add(HaproxyBalancer.balancing("roundrobin")
                    .start(dovecots.get(0).port(IMAPS), dovecots.get(1).port(IMAPS)));

            Run run = Run.of(List.of(
                    "--samples",
                    "8",
                    "smtp://" + Run.NAME + "@127.0.0.1:" + smtp.port(),
                    "imaps://" + Run.NAME + "@127.0.0.1:" + imap.port()));

            assertThat(counted(run.endpoint(smtp))).containsOnlyKeys("ex1.contoso.test", "ex2.contoso.test");
            assertThat(counted(run.endpoint(imap)).keySet())
                    .hasSize(2)
                    .anyMatch(label -> label.contains("Node 1 is ready"))
                    .anyMatch(label -> label.contains("Node 2 is ready"));
            assertThat(sentence(run.endpoint(smtp)))
                    .contains("One node more with a fair share (1 of 3) would have been missed");
            Await.until(
                    "each sample has said goodbye",
                    TIME_TO_LOG,
                    () -> postfixes.stream()
                                    .flatMap(postfix -> postfix.log().stream())
                                    .filter(line -> line.endsWith("ehlo=1 starttls=1 quit=1 commands=3"))
                                    .count()
                            >= 8);
        }
    }

    @Test
    void aDeadMemberIsMissedAndNamed() throws IOException {
        try (Farm farm = new Farm()) {
            RealServer living = farm.add(exchange(1, TLS_1_2));
            RealServer other = farm.add(exchange(2, TLS_1_2));
            RealServer balancer = farm.add(HaproxyBalancer.before(living.port()));

            Run run = Run.of(List.of("-f", pool(HTTPS, balancer.port(), List.of(living, other)), "--samples", "12"));

            assertThat(sentence(run.endpoint(balancer)))
                    .startsWith("Reached EX1 (12 times); EX2 was never reached in 12 connections.")
                    .contains("is missed in so many connections with a probability of 0.02 %.");
            assertThat(run.endpoint(balancer)
                            .json()
                            .path("whoAnswered")
                            .path("notReached")
                            .path(0)
                            .asString())
                    .isEqualTo("EX2");
        }
    }

    @Test
    void anOldNodeIsCountedByAVersionThatBothSpeak() throws IOException {
        try (Farm farm = new Farm()) {
            List<RealServer> nodes =
                    List.of(farm.add(exchange(1, TLS_1_0, TLS_1_2)), farm.add(exchange(2, TLS_1_2, TLS_1_3)));
            RealServer balancer = farm.add(
                    HaproxyBalancer.before(nodes.get(0).port(), nodes.get(1).port()));

            Scanned virtual =
                    Run.of(List.of("-f", pool(HTTPS, balancer.port(), nodes))).endpoint(balancer);

            assertThat(samples(virtual)).allMatch(seen -> seen.asked() == TLS_1_2);
            assertThat(counted(virtual)).containsOnlyKeys("EX1", "EX2");
        }
    }

    @Test
    void samplesThatFailAreCountedAsSuch() throws IOException {
        try (Farm farm = new Farm()) {
            RealServer node = farm.add(exchange(1, TLS_1_2));
            int dead = FreePort.next();
            // without health checks half of the connections go to a port where nobody listens, and are closed
            RealServer balancer = farm.add(
                    HaproxyBalancer.balancing("roundrobin").withoutRetries().start(node.port(), dead));

            Scanned virtual = Run.of(List.of(
                            "-f", pool(HTTPS, balancer.port(), List.of(node)), "--samples", "20", "--hello-only"))
                    .endpoint(balancer);

            JsonNode who = virtual.json().path("whoAnswered");
            int told = counted(virtual).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            int silent = who.path("toldNoNode").values().stream()
                    .mapToInt(one -> one.path("connections").asInt())
                    .sum();
            assertThat(told + silent).isEqualTo(20);
            assertThat(silent).isPositive();
            assertThat(sentence(virtual)).contains(" of these told no node: ");
        }
    }

    @Test
    void withoutAListThoseWhoContradictEachOtherAreGroupedByTheirNames() {
        try (Farm farm = new Farm()) {
            List<RealServer> nodes = List.of(farm.add(postfix(1, TLS_1_0, TLS_1_2)), farm.add(postfix(2, TLS_1_2)));
            RealServer balancer = farm.add(
                    HaproxyBalancer.balancing("roundrobin")
                            .service(SMTP)
                            .start(nodes.get(0).port(SMTP), nodes.get(1).port(SMTP)),
                    SMTP);

            Scanned virtual = farm.scan().endpoint(balancer);

            assertThat(samples(virtual)).isEmpty();
            JsonNode who = virtual.json().path("whoAnswered");
            assertThat(who.path("sampled").asBoolean(true)).isFalse();
            assertThat(counted(virtual)).containsOnlyKeys("ex1.contoso.test", "ex2.contoso.test");
            assertThat(who.path("connections").asInt()).isEqualTo(virtual.connections());
        }
    }

    private static RealServer postfix(int number, ProtocolVersion... versions) {
        return PostfixServer.speaking(versions)
                .setting("myhostname = ex" + number + ".contoso.test")
                .start();
    }

    private static RealServer exchange(int number, ProtocolVersion... versions) {
        return NginxServer.speaking(versions)
                .directive("add_header X-FEServer EX" + number + " always;")
                .start();
    }

    private String pool(Service service, int virtual, List<RealServer> members) throws IOException {
        StringBuilder yaml = new StringBuilder("pools:\n  - name: " + Run.NAME + "\n    virtual: [\"" + service.scheme()
                + "://" + Run.NAME + "@127.0.0.1:" + virtual + "\"]\n    members:\n");
        for (RealServer member : members) {
            yaml.append("      - \"")
                    .append(service.scheme())
                    .append("://" + Run.NAME + "@127.0.0.1:")
                    .append(member.port())
                    .append("\"\n");
        }
        return Files.writeString(folder.resolve("pool.yaml"), yaml).toString();
    }

    private static List<Observation> samples(Scanned scanned) {
        return scanned.observations().stream()
                .filter(seen -> seen.question() == Question.NODES)
                .toList();
    }

    private static Map<String, Integer> counted(Scanned scanned) {
        Map<String, Integer> counted = new TreeMap<>();
        for (JsonNode node : scanned.json().path("whoAnswered").path("nodes").values()) {
            counted.put(node.path("label").asString(), node.path("connections").asInt());
        }
        return counted;
    }

    private static String sentence(Scanned scanned) {
        return scanned.json().path("whoAnswered").path("sentence").asString();
    }
}
