package dev.extls.scan;

import static dev.extls.endpoint.Service.HTTPS;
import static dev.extls.endpoint.Service.IMAPS;
import static dev.extls.endpoint.Service.SMTP;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.testkit.DovecotServer;
import dev.extls.testkit.Fault;
import dev.extls.testkit.FaultyProxy;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.PostfixServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.TestCertificates;
import dev.extls.testkit.WithRealServers;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Between extls and real servers stands a proxy that delays, splits, merges, cuts off, resets, refuses, silences, loses, doubles and changes what passes.
 * Whatever happens, no answer is wrong: it is what the server really does, or UNKNOWN.
 *
 * <p>In the suite some two thousand connections suffer a fault. The campaign is the same with more of them, and another seed:
 *
 * <pre>
 * ./mvnw -q -Pquick test -Dtest=FaultScanTest -Dfaults.connections=20000 -Dfaults.seed=7
 * </pre>
 */
@WithRealServers
@Timeout(7_200)
class FaultScanTest {
    private static final int FAULTS = Integer.getInteger("faults.connections", 2_000);
    private static final long SEED = Long.getLong("faults.seed", 1);

    private static final int VERSIONS_AT_ONCE = 96;
    private static final int SUITES_AT_ONCE = 16;
    private static final double SHARE = 0.4;
    private static final double SMALL_SHARE = 0.25;

    /** Of a connection to a server that does not greet: to be connected, to be answered, and the rest of the flight. */
    private static final Duration DUE = Duration.ofSeconds(1 + 1 + 2);

    /** Beyond its deadline: a busy machine does not take so long. */
    private static final Duration HANGS = Duration.ofSeconds(10);

    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final Tally tally = new Tally();
    private long next = SEED * 1_000_000;

    /** How answers turned out. */
    private static final class Tally {
        int connections;
        int right;
        int unknown;
        Duration longestOverrun = Duration.ZERO;
        final List<String> wrong = new ArrayList<>();

        void yes(boolean spoken, String what) {
            count(spoken, what + " is YES");
        }

        void no(boolean spoken, String what) {
            count(!spoken, what + " is NO");
        }

        private void count(boolean fits, String what) {
            if (fits) {
                right++;
            } else {
                wrong.add(what);
            }
        }
    }

    /** A server, one of its services, and what it answers when nothing is in the way. */
    private record Truth(RealServer server, Service service, Scanned clean) {}

    /** A faulty way to a server. */
    private record Way(Truth truth, FaultyProxy proxy) {
        String target() {
            return truth.service.scheme() + "://" + Run.NAME + "@"
                    + proxy.address().getHostAddress() + ":" + proxy.port();
        }
    }

    @Test
    void noFaultOnTheWayTurnsAnAnswerWrong() throws UnknownHostException {
        try (Farm farm = new Farm()) {
            RealServer older = farm.add(
                    NginxServer.speaking(TLS_1_0, TLS_1_1, TLS_1_2)
                            .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                            .ciphers("HIGH:@SECLEVEL=0")
                            .start(),
                    HTTPS);
            RealServer newer = farm.add(NginxServer.speaking(TLS_1_2, TLS_1_3).start(), HTTPS);
            RealServer mail = farm.add(DovecotServer.speaking(TLS_1_1, TLS_1_2).start(), IMAPS);
            RealServer relay = farm.add(PostfixServer.speaking(TLS_1_2, TLS_1_3).start(), SMTP);
            Run clean = farm.scan("--depth", "suites");
            List<Truth> straight = List.of(
                    new Truth(older, HTTPS, clean.endpoint(older)),
                    new Truth(newer, HTTPS, clean.endpoint(newer)),
                    // it refuses suites by closing
                    new Truth(mail, IMAPS, clean.endpoint(mail, IMAPS)));
            List<Truth> smtp = List.of(new Truth(relay, SMTP, clean.endpoint(relay, SMTP)));
            assertThat(straight).allMatch(FaultScanTest::known);
            assertThat(smtp).allMatch(FaultScanTest::known);

            for (int round = 0; done() < FAULTS; round++) {
                List<Truth> those = round % 8 == 7 ? smtp : straight;
                if (round % 2 == 0) {
                    round(those, VERSIONS_AT_ONCE, SHARE, "versions");
                } else {
                    round(those, SUITES_AT_ONCE, SMALL_SHARE, "suites");
                }
            }
        }
        print();
        assertThat(tally.wrong).isEmpty();
        assertThat(tally.right)
                .as("what knows nothing is never wrong, and of no use")
                .isGreaterThan(2 * tally.unknown);
        assertThat(tally.longestOverrun).as("nothing hangs").isLessThan(HANGS);
    }

    private static boolean known(Truth truth) {
        return truth.clean.answers().values().stream().noneMatch(answer -> answer.startsWith("UNKNOWN"));
    }

    private int done() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void round(List<Truth> truths, int endpoints, double share, String depth) throws UnknownHostException {
        try (Farm farm = new Farm()) {
            List<Way> ways = new ArrayList<>();
            for (int number = 0; number < endpoints; number++) {
                Truth truth = truths.get(number % truths.size());
                byte[] address = {127, 9, (byte) (number / 200), (byte) (1 + number % 200)};
                FaultyProxy proxy = FaultyProxy.before(
                        truth.server.port(truth.service), InetAddress.getByAddress(address), next++, share);
                ways.add(new Way(truth, farm.add(proxy)));
            }
            List<String> arguments =
                    new ArrayList<>(List.of("--depth", depth, "--retries", "1", "--back-off", "100ms"));
            arguments.addAll(List.of("--connect-timeout", "1s", "--greeting-timeout", "1s", "--tls-timeout", "1s"));
            ways.forEach(way -> arguments.add(way.target()));
            Run run = Run.of(arguments);
            for (Way way : ways) {
                check(way, run, depth.equals("suites"));
                way.proxy.done().forEach((fault, times) -> faults.merge(fault, times, Integer::sum));
            }
            overruns(run);
        }
    }

    private void check(Way way, Run run, boolean suites) {
        Scanned scanned = run.endpoint(way.proxy.address().getHostAddress(), way.proxy.port());
        tally.connections += way.proxy.connections();
        int before = tally.wrong.size();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            boolean spoken = answer(way.truth.clean, version).startsWith("YES");
            String what = way.proxy.output() + ": " + way.truth.service + " " + version;
            String answer = answer(scanned, version);
            if (answer.startsWith("YES")) {
                tally.yes(spoken, what);
            } else if (answer.equals(Scanned.NO)) {
                tally.no(spoken, what);
            } else {
                tally.unknown++;
            }
            if (suites && answer.startsWith("YES") && spoken) {
                suites(way.truth.clean, scanned, version, way.truth.service + ", " + way.proxy.output());
            }
        }
        if (tally.wrong.size() > before) {
            System.out.println(tally.wrong.subList(before, tally.wrong.size()));
            run.journal().observations().stream()
                    .filter(one -> one.endpoint().port() == way.proxy.port())
                    .forEach(one -> System.out.println(told(one)));
        }
    }

    private static String told(Observation one) {
        Outcome outcome = one.outcome();
        String chosen = outcome.chosen()
                .map(choice -> outcome.getClass().getSimpleName() + " " + choice.version() + " " + choice.suite())
                .orElseGet(outcome::toString);
        return one.id() + " " + one.started() + " " + one.took().toMillis() + " ms " + one.question() + " "
                + one.offer().way() + " " + one.asked() + " "
                + one.offer().suites().size() + " of " + one.offer().suites().get(0) + " "
                + one.offer().groups().size() + " groups: " + chosen;
    }

    private void suites(Scanned clean, Scanned scanned, ProtocolVersion version, String what) {
        Set<CipherSuite> open = new HashSet<>(scanned.unknownSuites(version));
        Set<CipherSuite> accepted = new HashSet<>(scanned.suites(version));
        accepted.forEach(
                suite -> tally.yes(clean.suites(version).contains(suite), what + ": " + version + " " + suite));
        clean.suites(version).stream()
                .filter(suite -> !accepted.contains(suite) && !open.contains(suite))
                .forEach(suite -> tally.no(true, what + ": " + version + " " + suite));
        tally.unknown += open.size();
        Set<String> openGroups = new HashSet<>(scanned.unknownGroups(version));
        Set<String> acceptedGroups = new HashSet<>(scanned.groups(version));
        acceptedGroups.forEach(
                group -> tally.yes(clean.groups(version).contains(group), what + ": " + version + " " + group));
        if (!acceptedGroups.isEmpty()) {
            clean.groups(version).stream()
                    .filter(group -> !acceptedGroups.contains(group) && !openGroups.contains(group))
                    .forEach(group -> tally.no(true, what + ": " + version + " " + group));
        }
        tally.unknown += openGroups.size();
    }

    private static String answer(Scanned scanned, ProtocolVersion version) {
        return Objects.requireNonNull(scanned.answers().get(version));
    }

    private void overruns(Run run) {
        for (Observation one : run.journal().observations()) {
            Duration over = one.took().minus(DUE);
            if (one.endpoint().service() != SMTP && over.compareTo(tally.longestOverrun) > 0) {
                tally.longestOverrun = over;
            }
        }
    }

    private void print() {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(FaultScanTest::peak)
                .sum();
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("seed", SEED);
        table.put("connections", tally.connections);
        table.put("with a fault", done());
        faults.forEach((fault, times) -> table.put(fault.name(), times));
        table.put("right", tally.right);
        table.put("UNKNOWN", tally.unknown);
        table.put("wrong", tally.wrong.size());
        table.put("longest overrun of a deadline, ms", tally.longestOverrun.toMillis());
        table.put("peak of the heap, MB", peak >> 20);
        System.out.println("\n" + row(table.keySet()) + "\n" + row(Collections.nCopies(table.size(), "---:")) + "\n"
                + row(table.values()));
    }

    private static String row(Collection<?> cells) {
        return cells.stream().map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getPeakUsage().getUsed();
    }
}
