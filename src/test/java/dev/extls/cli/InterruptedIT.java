package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Observation;
import dev.extls.observation.Phase;
import dev.extls.testkit.Await;
import dev.extls.testkit.JsseServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scan that is interrupted writes what it has measured. */
@Timeout(120)
class InterruptedIT {
    /** The journal's header, what was to be looked at, and an answer to each version of one endpoint. */
    private static final int LINES_OF_ONE_ENDPOINT = 1 + 3 + 6;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void whatWasMeasuredIsWritten(String signal, int exitCode) throws IOException {
        Path reports = folder.resolve("reports");
        // An address of its own, so that it does not keep the other server waiting; nobody ever accepts or says a word.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.2"));
                JsseServer server = JsseServer.speaking(TLS_1_2).start();
                PackagedRun run = PackagedRun.start(
                        folder,
                        PackagedRun.command(
                                PackagedRun.THIS_JAVA,
                                List.of(),
                                List.of(
                                        "scan",
                                        "-o",
                                        reports.toString(),
                                        "--tls-timeout",
                                        "90s",
                                        "https://127.0.0.2:" + silent.getLocalPort(),
                                        "https://127.0.0.1:" + server.port())))) {
            Await.until(
                    "one endpoint is measured",
                    Duration.ofSeconds(60),
                    () -> !run.alive() || lines(reports) >= LINES_OF_ONE_ENDPOINT);

            run.signal(signal);
            Ran ran = run.end();

            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(exitCode);
            RunOutput written = RunOutput.onlyOneIn(reports);
            ReportedEndpoint unheard = written.endpoints().get(0);
            ReportedEndpoint measured = written.endpoints().get(1);
            assertThat(unheard.versionsWith("UNKNOWN")).hasSize(6);
            assertThat(measured.spoken()).containsExactly("TLSv1.2");
            assertThat(written.journal().problems()).isEmpty();
            assertThat(written.journal().observations())
                    .extracting(Observation::id)
                    .isNotEmpty()
                    .containsAll(written.cited());
            assertThat(ran.out()).contains("✔ yes").contains("Report: " + written.folder());
        }
    }

    @Test
    void aWaitForServersThatIsInterruptedSaysWhatIsKnown() throws IOException {
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        try (JsseServer server = JsseServer.speaking(TLS_1_2).start()) {
            try (JsseServer gone = JsseServer.speaking(TLS_1_2).start()) {
                PackagedRun.ended(
                        folder,
                        List.of(),
                        List.of(
                                "scan",
                                "-o",
                                before.toString(),
                                "https://127.0.0.1:" + gone.port(),
                                "https://127.0.0.1:" + server.port()));
            }
            String earlier = RunOutput.onlyOneIn(before).folder().toString();
            List<String> verify =
                    List.of("verify", "--before", earlier, "--quicker", "20", "--wait", "10m", "-o", after.toString());
            try (PackagedRun run =
                    PackagedRun.start(folder, PackagedRun.command(PackagedRun.THIS_JAVA, List.of(), verify))) {
                Await.until(
                        "one server is down and the other verified",
                        Duration.ofSeconds(60),
                        () -> !run.alive()
                                || (run.errSoFar().contains(" is down")
                                        && run.errSoFar().contains(Phase.VERIFIED.sentence())));

                run.signal("INT");
                Ran ran = run.end();

                assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(130);
                assertThat(ran.out())
                        .contains("It was still waited for when the run ended.")
                        .contains("Of 2 endpoints: 1 confirmed, 1 unknown.");
                RunOutput written = RunOutput.onlyOneIn(after);
                assertThat(written.endpoints().get(0).versionsWith("UNKNOWN")).hasSize(6);
                assertThat(written.endpoints().get(1).spoken()).containsExactly("TLSv1.2");
                assertThat(written.folder().resolve("verification.json"))
                        .content()
                        .contains("\"DOWN\"", "\"CONFIRMED\"");
                assertThat(written.folder().resolve("report.html")).content().contains("still waited for");
            }
        }
    }

    private static long lines(Path reports) {
        return RunOutput.in(reports).stream()
                .map(run -> run.resolve("observations.jsonl"))
                .filter(Files::exists)
                .mapToLong(InterruptedIT::linesOf)
                .sum();
    }

    private static long linesOf(Path journal) {
        try {
            return Files.readString(journal).lines().count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
