package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.extls.testkit.JsseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Standard output carries results, standard error notes, and neither carries a word of the JVM or of a library. */
@Timeout(120)
class StreamsIT {
    @TempDir
    private Path folder;

    @Test
    void onlyWordsOfOursOnTheJavaOfThisTest() {
        onlyWordsOfOurs(PackagedRun.THIS_JAVA);
    }

    @Test
    void onlyWordsOfOursOnAnotherJava() {
        String other = System.getenv(PackagedRun.OTHER_JAVA);
        assumeThat(other)
                .as("%s names the folder of another Java", PackagedRun.OTHER_JAVA)
                .isNotNull();
        onlyWordsOfOurs(Path.of(other));
    }

    private void onlyWordsOfOurs(Path java) {
        try (JsseServer server = JsseServer.speaking(TLS_1_2).start()) {
            String target = "https://127.0.0.1:" + server.port();

            Ran scan = ended(PackagedRun.command(java, List.of(), List.of("scan", "-o", "runs", target)));
            assertThat(scan.exitCode()).as(scan.toString()).isZero();
            assertThat(scan.out()).startsWith("extls ").doesNotContain("\u001b", "WARN", "SLF4J");
            assertThat(scan.out().strip().lines().reduce((first, second) -> second))
                    .hasValueSatisfying(last -> assertThat(last).startsWith("Report: runs"));
            assertThat(scan.err().lines()).hasSize(1).allMatch(line -> line.startsWith("extls: scanning 1 endpoint"));

            Ran quiet = ended(PackagedRun.command(java, List.of(), List.of("scan", "-q", "-o", "runs", target)));
            assertThat(quiet.exitCode()).isZero();
            assertThat(quiet.err()).isEmpty();
        }

        Ran version = ended(PackagedRun.command(java, List.of(), List.of("--version")));
        assertThat(version.out().lines().limit(1))
                .allMatch(line -> line.matches("extls \\d+\\.\\d+\\.\\d+(-\\w+)?( \\(.+\\))?"));
        assertThat(version.err()).isEmpty();

        Ran demo = ended(PackagedRun.command(java, List.of(), List.of("demo", "-o", "runs")));
        assertThat(demo.exitCode()).as(demo.toString()).isZero();
        assertThat(demo.out()).startsWith("extls ");
        // a machine that takes its time is told how far the scan is
        assertThat(demo.err().lines().filter(line -> !line.matches("extls: \\d+ of \\d+ endpoints answered; .*")))
                .hasSize(3)
                .allMatch(line -> line.startsWith("extls: "));
    }

    @Test
    void whoeverWatchesSeesWhatHellosShowBeforeItIsConfirmed() {
        try (JsseServer server = JsseServer.speaking(TLS_1_2).start()) {
            Ran watched = ended(PackagedRun.command(
                    PackagedRun.THIS_JAVA,
                    List.of("-Dextls.watched=true"),
                    List.of("scan", "-o", "runs", "https://127.0.0.1:" + server.port())));

            // the line that changes is erased before it is said
            assertThat(watched.err()
                            .lines()
                            .map(line -> line.replaceAll("\u001b\\[[JK]", ""))
                            .filter(line -> line.startsWith("extls: 127.0.0.1 ")))
                    .containsExactly(
                            "extls: 127.0.0.1 (HTTPS " + server.port() + "): TLS 1.3 no, TLS 1.2 yes, TLS 1.1 no,"
                                    + " TLS 1.0 no, SSL 3.0 no, SSL 2.0 no; handshakes are to confirm it");
            assertThat(watched.out()).startsWith("extls ").doesNotContain("confirm it");
        }
    }

    @Test
    void aListComesFromStandardInput() {
        try (JsseServer server = JsseServer.speaking(TLS_1_2).start();
                PackagedRun run = PackagedRun.start(
                        folder,
                        PackagedRun.command(
                                PackagedRun.THIS_JAVA, List.of(), List.of("scan", "-o", "runs", "-f", "-")))) {
            Ran ran = run.given("target,site\nhttps://127.0.0.1:" + server.port() + ",Bern\nhttps://a:b,Rom\n")
                    .end();

            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(3);
            assertThat(ran.err()).contains("<stdin>:3:11: found \"b\", expected a port of 1 to 65535");
            ReportedEndpoint endpoint =
                    RunOutput.onlyOneIn(folder.resolve("runs")).endpoints().get(0);
            assertThat(endpoint.spoken()).containsExactly("TLSv1.2");
            assertThat(endpoint.labels()).containsEntry("site", "Bern");
        }
    }

    @Test
    void aDiskThatIsFullIsNoBugOfOurs() throws IOException {
        // A limit of the shell stands for the disk: no file may have more than 8 kB, and the journal gets longer.
        String limited = "ulimit -f 8 2>/dev/null && exec \"$@\"";
        try (JsseServer server = JsseServer.speaking(TLS_1_2).start();
                PackagedRun run = PackagedRun.start(
                        folder,
                        Stream.concat(
                                        Stream.of("bash", "-c", limited, "bash"),
                                        PackagedRun.command(
                                                PackagedRun.THIS_JAVA,
                                                List.of("-XX:-UsePerfData"),
                                                List.of(
                                                        "scan",
                                                        "-q",
                                                        "-o",
                                                        "runs",
                                                        "https://127.0.0.1:" + server.port()))
                                                .stream())
                                .toList())) {
            Ran ran = run.end();

            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(2);
            assertThat(ran.err())
                    .startsWith("extls: cannot write to runs")
                    .endsWith(": File too large" + System.lineSeparator());
            Path journal = RunOutput.in(folder.resolve("runs")).get(0).resolve("observations.jsonl");
            assertThat(Files.size(journal)).isLessThanOrEqualTo(8192);
        }
    }

    private Ran ended(List<String> command) {
        try (PackagedRun run = PackagedRun.start(folder, command)) {
            return run.end();
        }
    }
}
