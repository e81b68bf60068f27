package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.Await;
import dev.extls.testkit.FreePort;
import dev.extls.testkit.JsseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code extls verify --watch} as a user runs it, with rounds that follow each other at once. */
@Timeout(120)
class WatchIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final int port = FreePort.next();

    @Test
    void aChangeIsALineTheMetricsAreAlwaysNewAndCtrlCEndsIt() throws IOException {
        Path before = before();
        Path metrics = folder.resolve("extls.prom");
        JsseServer server = JsseServer.speaking(TLS_1_2).startAt(port);
        try (PackagedRun run = watch(before, "100000", List.of("--metrics", metrics.toString()))) {
            until(run, "it is watched", () -> run.errSoFar().contains("from now on everything is asked again"));
            assertThat(metrics).content().containsPattern("extls_version_negotiated\\{.*TLSv1.2\"\\} 1\n");
            int rounds = server.connections();
            until(run, "some rounds in which nothing changes", () -> server.connections() > rounds + 60);
            assertThat(run.outSoFar()).doesNotContain("; now it").doesNotContain("; now is");

            server.close();
            until(run, "it is gone", () -> run.outSoFar().contains("it answered; now the connection was refused"));
            assertThat(metrics).content().doesNotContain("extls_version_negotiated{");
            try (JsseServer old = JsseServer.speaking(TLS_1_0).startAt(port)) {
                until(run, "it is back", () -> run.outSoFar().contains("now worse than before"));
                assertThat(old.connections()).isPositive();
                assertThat(metrics).content().containsPattern("extls_version_negotiated\\{.*TLSv1.2\"\\} 0\n");

                run.signal("INT");
                Ran ran = run.end();

                assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(130);
                assertThat(ran.out())
                        .containsPattern("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC {2}127.0.0.1 \\(HTTPS " + port
                                + "\\): it answered; now the connection was refused")
                        .contains("TLS 1.0 was refused; now is confirmed. TLS 1.2 was ", "; now is refused. ");
            }
        } finally {
            server.close();
        }
        List<Path> kept = RunOutput.in(folder.resolve("after"));
        assertThat(kept)
                .as("the first, two with a change or more, and one that was interrupted")
                .hasSizeBetween(3, 6);
        assertThat(Files.exists(folder.resolve("extls.prom.new"))).isFalse();
    }

    /** The heap would not hold what hundreds of rounds leave behind: a round alone needs most of it. */
    @Test
    void hundredsOfRoundsLeaveNothingBehind() throws IOException {
        Path before = before();
        try (JsseServer server = JsseServer.speaking(TLS_1_2).startAt(port);
                PackagedRun run = watch(
                        before,
                        "200",
                        List.of("--hello-only"),
                        "-Xmx20m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1")) {
            Ran ran = run.end();

            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(3);
            assertThat(ran.err()).doesNotContain("lost", "OutOfMemory");
            assertThat(server.connections()).isGreaterThan(200 * 5);
        }
        assertThat(RunOutput.in(folder.resolve("after"))).hasSize(1);
    }

    private Path before() {
        try (JsseServer server = JsseServer.speaking(TLS_1_2).startAt(port)) {
            PackagedRun.ended(
                    folder,
                    List.of(),
                    List.of("scan", "-o", folder.resolve("before").toString(), "https://127.0.0.1:" + server.port()));
        }
        return RunOutput.onlyOneIn(folder.resolve("before")).folder();
    }

    private PackagedRun watch(Path before, String rounds, List<String> more, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "verify",
                "--before",
                before.toString(),
                "--quicker",
                "20",
                "--retries",
                "0",
                "--watch",
                "--every",
                "1ms",
                "--rounds",
                rounds,
                "-o",
                folder.resolve("after").toString()));
        arguments.addAll(more);
        return PackagedRun.start(folder, PackagedRun.command(PackagedRun.THIS_JAVA, List.of(settings), arguments));
    }

    private static void until(PackagedRun run, String what, BooleanSupplier condition) {
        boolean ended = !Await.holds(LONG, () -> !run.alive() || condition.getAsBoolean()) || !run.alive();
        assertThat(ended).as(what + "\n" + run.outSoFar() + run.errSoFar()).isFalse();
    }
}
