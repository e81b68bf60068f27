package dev.extls.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a hello probe costs, beside a bare connect-write-read-close loop of Netty against the same responder.
 *
 * <pre>
 * ./mvnw -q -Pquick test -Dtest=HelloBench
 * </pre>
 *
 * <p>Each is a process of its own, of which the second half of the connections counts: processor time, user and system.
 */
class HelloBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 60_000);
    private static final int AT_ONCE = 128;
    private static final Pattern COUNTED = Pattern.compile("connections (\\d+)");

    /** Probes a second and core, of what the bare loop makes. */
    private static final double BAR = 0.5;

    @TempDir
    private Path folder;

    @Test
    void helloProbesBesideABareLoop() {
        List<Double> bare = new ArrayList<>();
        List<Double> prober = new ArrayList<>();
        List<Double> run = new ArrayList<>();
        try (OwnProcess responder = OwnProcess.server(CannedResponder.class)) {
            int port = responder.port();
            String hello = ProbeLoop.once(port).transcript().sent().hex();
            int endpoints = CONNECTIONS / (connections(run(port, 100, 100)) / 100);
            for (int round = 0; round < ROUNDS; round++) {
                bare.add(micros(OwnProcess.command(BareLoop.class, port, CONNECTIONS, AT_ONCE, hello)));
                prober.add(micros(OwnProcess.command(ProbeLoop.class, port, CONNECTIONS, AT_ONCE)));
                run.add(SecondHalf.micros(run(port, endpoints, CONNECTIONS)));
            }
        }
        System.out.printf(
                "%n%d rounds of %,d connections, medians%n%n| | CPU µs a connection | a second and core | of the bare loop |%n"
                        + "| --- | ---: | ---: | ---: |%n",
                ROUNDS, CONNECTIONS);
        print("bare loop", bare, bare);
        print("hello probes, the prober alone", prober, bare);
        print("hello probes of a run, with what decides about the next and the journal", run, bare);
        System.out.printf(
                "%nbar: hello probes of a run at least %.1f of the bare loop: %s%n",
                BAR, median(bare) / median(run) >= BAR ? "met" : "missed");
    }

    private double micros(List<String> command) {
        return SecondHalf.micros(Ran.of(command, folder).output());
    }

    private String run(int port, int endpoints, int connections) {
        Path journal = folder.resolve("journal.jsonl");
        try {
            String output = Ran.of(OwnProcess.command(RunLoop.class, port, endpoints, connections, journal), folder)
                    .output();
            Files.deleteIfExists(journal);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int connections(String output) {
        Matcher counted = COUNTED.matcher(output);
        if (!counted.find()) {
            throw new IllegalStateException(output);
        }
        return Integer.parseInt(counted.group(1));
    }

    private static void print(String what, List<Double> micros, List<Double> bare) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %,.0f | %.2f |%n",
                what,
                median(micros),
                1_000_000 / median(micros),
                median(bare) / median(micros));
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get((figures.size() - 1) / 2);
    }
}
