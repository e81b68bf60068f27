package dev.extls.bench;

import static dev.extls.bench.ListTool.EXTLS_HELLO;
import static dev.extls.bench.ListTool.EXTLS_SUITES;
import static dev.extls.bench.ListTool.EXTLS_VERSIONS;
import static dev.extls.bench.ListTool.NMAP_SUITES;
import static dev.extls.bench.ListTool.SSLSCAN_SUITES;
import static dev.extls.bench.ListTool.SSLSCAN_VERSIONS;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;

import dev.extls.testkit.DelayingProxy;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.RealServer;
import dev.extls.testkit.TestCertificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists of endpoints, by extls and by the tools of others that are installed, one after the other on the same servers.
 *
 * <pre>
 * ./mvnw -q -Pquick test -Dtest=ListBench                                # all of it
 * ./mvnw -q -Pquick test -Dtest=ListBench#aHundredThousandEndpoints      # one part
 * </pre>
 *
 * <p>One nginx listens on every loopback address, and each endpoint is an address of its own: 127.1.0.0, 127.1.0.1 and so on.
 */
class ListBench {
    private static final int FEW = Integer.getInteger("bench.few", 200);
    private static final int MANY = Integer.getInteger("bench.many", 2_000);
    private static final int LONG = Integer.getInteger("bench.long", 100_000);
    private static final Duration ROUND_TRIP = Duration.ofMillis(Integer.getInteger("bench.roundTripMillis", 50));

    /** extls's own default: so many at a time to one address. */
    private static final int AT_ONCE = 2;

    @TempDir
    private Path folder;

    @Test
    void suitesOfTwoHundredEndpoints() throws IOException {
        try (RealServer nginx = everySuite()) {
            List<ListRun> runs = runs(nginx.port(), FEW, EXTLS_SUITES, NMAP_SUITES, SSLSCAN_SUITES);
            int expected = runs.stream().mapToInt(ListRun::most).max().orElse(0);
            System.out.printf("%n%,d endpoints, all suites: %d an endpoint%n%n", FEW, expected);
            ListRun.print(runs, FEW, expected);
            bar(runs, EXTLS_SUITES, NMAP_SUITES, "wall", ListRun::wall, 0.25);
            bar(runs, EXTLS_SUITES, NMAP_SUITES, "CPU", ListRun::cpu, 0.5);
            bar(runs, EXTLS_SUITES, SSLSCAN_SUITES, "wall", ListRun::wall, 1);
        }
    }

    @Test
    void versionsOfTwoThousandEndpoints() throws IOException {
        try (RealServer nginx = NginxServer.speaking(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3)
                .everywhere()
                .start()) {
            List<ListRun> runs = runs(nginx.port(), MANY, EXTLS_HELLO, EXTLS_VERSIONS, SSLSCAN_VERSIONS);
            System.out.printf("%n%,d endpoints, versions: 4 an endpoint%n%n", MANY);
            ListRun.print(runs, MANY, 4);
            bar(runs, EXTLS_HELLO, SSLSCAN_VERSIONS, "wall", ListRun::wall, 0.25);
            bar(runs, EXTLS_VERSIONS, SSLSCAN_VERSIONS, "wall", ListRun::wall, 0.5);
        }
    }

    @Test
    void aHundredThousandEndpoints() throws IOException {
        try (OwnProcess responder = OwnProcess.server(CannedResponder.class)) {
            Path list = list(LONG, responder.port());
            Path own = Files.createTempDirectory(folder, "run");
            WatchedRun run = WatchedRun.of(
                    List.of(
                            Tool.LAUNCHER.toString(),
                            "scan",
                            "-f",
                            list.toString(),
                            "-o",
                            own.toString(),
                            "--name",
                            "bench",
                            "--depth",
                            "versions",
                            "--hello-only"),
                    LONG,
                    own);
            System.out.printf("%n%,d endpoints, versions by hellos, -Xmx512m%n%n", LONG);
            run.print();
            long right = Rows.versions(own).values().stream()
                    .filter(spoken -> spoken == 1)
                    .count();
            System.out.printf("%nright: %,d of %,d%n", right, LONG);
        }
    }

    @Test
    void aListFarAway() throws IOException {
        try (RealServer nginx = everySuite();
                DelayingProxy proxy = DelayingProxy.before(
                        nginx.port(), new InetSocketAddress("0.0.0.0", 0), ROUND_TRIP.dividedBy(2))) {
            ListRun run = runs(proxy.port(), FEW, EXTLS_SUITES).get(0);
            double each = (double) proxy.connections() / FEW;
            // TCP takes one round trip, the answer to a hello another
            double floor = each * 2 * ROUND_TRIP.toMillis() / 1000.0 / AT_ONCE;
            System.out.printf(
                    Locale.ROOT,
                    "%n%,d endpoints, all suites, %d ms of added round-trip time: %.0f connections an endpoint%n"
                            + "wall %.1f s, floor %.1f s (connections of one address, two round trips each, %d at a time): %.2f of the floor%n"
                            + "CPU %.1f s, right at %,d of %,d%n",
                    FEW,
                    ROUND_TRIP.toMillis(),
                    each,
                    run.wall(),
                    floor,
                    AT_ONCE,
                    run.wall() / floor,
                    run.cpu(),
                    run.right(run.most()),
                    FEW);
        }
    }

    private static RealServer everySuite() {
        return NginxServer.speaking(TLS_1_0, TLS_1_1, TLS_1_2)
                .certificates(TestCertificates.rsa(), TestCertificates.ecdsa())
                .ciphers("ALL:@SECLEVEL=0")
                .everywhere()
                .start();
    }

    private List<ListRun> runs(int port, int endpoints, ListTool... tools) throws IOException {
        Path list = list(endpoints, port);
        List<ListRun> runs = new ArrayList<>();
        for (ListTool tool : tools) {
            if (tool.installed()) {
                runs.add(ListRun.of(tool, list, port, folder));
            } else {
                System.out.printf("%nleft out: %s is not installed%n", tool.label());
            }
        }
        return runs;
    }

    private Path list(int endpoints, int port) throws IOException {
        Path list = Files.createTempDirectory(folder, "list").resolve("list.txt");
        List<String> lines = IntStream.range(0, endpoints)
                .mapToObj(number -> "https://" + BareLoop.address(number).getHostAddress() + ":" + port)
                .toList();
        Files.write(list, lines);
        return list;
    }

    private static void bar(
            List<ListRun> runs,
            ListTool ours,
            ListTool peer,
            String what,
            ToDoubleFunction<ListRun> figure,
            double bar) {
        Optional<ListRun> own = find(runs, ours);
        Optional<ListRun> other = find(runs, peer);
        if (own.isPresent() && other.isPresent()) {
            double ratio = figure.applyAsDouble(own.get()) / figure.applyAsDouble(other.get());
            System.out.printf(
                    Locale.ROOT,
                    "- %s of %s, of that of %s: %.2f, bar %.2f: %s%n",
                    what,
                    ours.label(),
                    peer.label(),
                    ratio,
                    bar,
                    ratio <= bar ? "met" : "missed");
            if (what.equals("wall")) {
                System.out.printf(
                        Locale.ROOT,
                        "  the bar is %.1f s; what the servers spent on %s takes %.1f s of all processors, on %s %.1f s%n",
                        bar * figure.applyAsDouble(other.get()),
                        ours.label(),
                        own.get().floor(),
                        peer.label(),
                        other.get().floor());
            }
        }
    }

    private static Optional<ListRun> find(List<ListRun> runs, ListTool tool) {
        return runs.stream().filter(run -> run.tool() == tool).findFirst();
    }
}
