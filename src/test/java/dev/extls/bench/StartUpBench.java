package dev.extls.bench;

import dev.extls.endpoint.Service;
import dev.extls.testkit.NginxServer;
import dev.extls.testkit.RealServer;
import dev.extls.tls.ProtocolVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The start of a scan of one endpoint beside the start of a JVM that does nothing, in turns.
 *
 * <pre>
 * ./mvnw -q -Pquick test -Dtest=StartUpBench -Dbench.rounds=21
 * </pre>
 */
class StartUpBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 21);
    private static final String JAVA = System.getProperty("java.home");

    /** Ends the line in which the answers of the hellos are told. */
    private static final String TOLD = "are to confirm it";

    @TempDir
    private Path folder;

    private record Times(Duration told, Duration ended) {}

    @Test
    void oneEndpoint() throws IOException, InterruptedException {
        List<String> empty = List.of(
                JAVA + "/bin/java",
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                Nothing.class.getName());
        List<Duration> empties = new ArrayList<>();
        List<Times> scans = new ArrayList<>();
        try (RealServer nginx = NginxServer.speaking(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_3)
                .start()) {
            List<String> scan =
                    List.of(Tool.LAUNCHER.toString(), "scan", "https://127.0.0.1:" + nginx.port(Service.HTTPS));
            // the launcher builds the program and its archive of classes at the first start; nobody measures that
            run(scan);
            for (int round = 0; round < ROUNDS; round++) {
                empties.add(run(empty).ended());
                scans.add(run(scan));
            }
        }
        Duration start = median(empties);
        System.out.printf(
                Locale.ROOT,
                "%n%d rounds, medians; %d processors, %s %s, Java %s%n%n| start | ms | of an empty JVM |%n| --- | ---: | ---: |%n",
                ROUNDS,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
        row("empty JVM", start, start);
        row(
                "answers of all versions on the screen",
                median(scans.stream().map(Times::told).toList()),
                start);
        row(
                "confirmed, reported, exited",
                median(scans.stream().map(Times::ended).toList()),
                start);
    }

    /** As before a terminal: the answers of the hellos are told where somebody watches. */
    private Times run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of("JAVA_HOME", JAVA, "EXTLS_JAVA_OPTS", "-Dextls.watched=true", "TERM", "dumb"));
        long begin = System.nanoTime();
        Process process = builder.start();
        Duration told = Duration.ZERO;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(TOLD)) {
                    told = Duration.ofNanos(System.nanoTime() - begin);
                }
            }
        }
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + exitCode);
        }
        return new Times(told, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static Duration median(List<Duration> measured) {
        Duration[] sorted = measured.toArray(Duration[]::new);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void row(String what, Duration took, Duration start) {
        System.out.printf(
                Locale.ROOT, "| %s | %d | %.1f |%n", what, took.toMillis(), (double) took.toNanos() / start.toNanos());
    }
}
