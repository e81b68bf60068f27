package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.journal.Journal;
import dev.extls.testkit.Await;
import dev.extls.testkit.FreePort;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.Refusal;
import dev.extls.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A run over 500 endpoints that is killed twenty times and gone on with each time gives the report of one that was not. */
@Timeout(600)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill -9")
class TwentyKillsIT {
    private static final int KILLS = 20;
    private static final int NAMES = 100;
    private static final int AT_ONCE = 16;

    /** A JVM that lives for a second is done before it has compiled much. */
    private static final List<String> LEAN = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @TempDir
    private Path folder;

    @Test
    void theReportIsThatOfARunThatWasNotKilled() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (JsseServer modern = JsseServer.speaking(TLS_1_2, TLS_1_3).start();
                JsseServer old = JsseServer.speaking(TLS_1_0, TLS_1_1).start();
                ScriptedServer refusing = ScriptedServer.playing(Refusal.PROTOCOL_VERSION_ALERT.script());
                ScriptedServer closing = ScriptedServer.playing(Refusal.FIN.script())) {
            Path list = list(
                    modern.port(),
                    old.port(),
                    refusing.ports().get(0),
                    closing.ports().get(0),
                    FreePort.next());
            Ran ran = PackagedRun.ended(folder, LEAN, scan("whole", list));
            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
            RunOutput whole = RunOutput.onlyOneIn(folder.resolve("whole"));
            long size = Files.size(whole.folder().resolve(ScanJob.JOURNAL));

            int most = (int) (size / 30);
            killed(scan("killed", list), folder.resolve("killed"), random.nextInt(most));
            Path run = RunOutput.in(folder.resolve("killed")).get(0);
            for (int kill = 2; kill <= KILLS; kill++) {
                killed(resume(run), run, Files.size(run.resolve(ScanJob.JOURNAL)) + random.nextInt(most));
            }
            assertThat(run.resolve("report.json")).as("seed %d", seed).doesNotExist();
            Ran last = PackagedRun.ended(folder, LEAN, resume(run));

            assertThat(last.exitCode()).as(last.toString()).isEqualTo(1);
            RunOutput resumed = RunOutput.of(run);
            assertThat(whole.endpoints()).hasSize(5 * NAMES);
            List<String> expected = comparable(whole);
            List<String> found = comparable(resumed);
            for (int line = 0; line < Math.min(expected.size(), found.size()); line++) {
                assertThat(found.get(line)).as("line %d, seed %d", line, seed).isEqualTo(expected.get(line));
            }
            assertThat(found).hasSameSizeAs(expected);
            Journal journal = resumed.journal();
            assertThat(journal.problems())
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(KILLS)
                    .allMatch(problem -> problem.contains("cut off") || problem.contains("damaged"));
            assertThat(journal.observations())
                    .as("asked again is at most what was under way; seed %d", seed)
                    .hasSizeBetween(
                            whole.journal().observations().size() - KILLS,
                            whole.journal().observations().size() + KILLS * AT_ONCE);
            assertThat(journal.observations()).extracting(one -> one.id()).doesNotHaveDuplicates();
        }
    }

    /** Runs until its journal has reached a size, then kills it at once. */
    private void killed(List<String> arguments, Path place, long size) {
        try (PackagedRun run = PackagedRun.start(folder, PackagedRun.command(PackagedRun.THIS_JAVA, LEAN, arguments))) {
            Await.until("it has written enough", Duration.ofSeconds(100), () -> !run.alive() || written(place) > size);
            run.signal("KILL");
            Ran ran = run.end();
            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(128 + 9);
        }
    }

    /** The size of the journal of a run, or of the only run in a folder. */
    private static long written(Path place) {
        List<Path> folders = new ArrayList<>(RunOutput.in(place));
        folders.add(place);
        return folders.stream()
                .map(folder -> folder.resolve(ScanJob.JOURNAL).toFile().length())
                .max(Long::compare)
                .orElse(0L);
    }

    private List<String> scan(String name, Path list) {
        return List.of(
                "scan",
                "--hello-only",
                "--concurrency",
                String.valueOf(AT_ONCE),
                "--format",
                "json",
                "-o",
                folder.resolve(name).toString(),
                "-f",
                list.toString());
    }

    private static List<String> resume(Path run) {
        return List.of("scan", "--resume", run.toString());
    }

    private Path list(int... ports) throws IOException {
        StringBuilder list = new StringBuilder("defaults: {limits: {per-address: 100}}\ntargets:\n");
        for (int name = 0; name < NAMES; name++) {
            for (int door = 0; door < ports.length; door++) {
                // what closes without a word is asked many times
                int port = door == 3 && name % 10 != 0 ? ports[4] : ports[door];
                String host = door == 3 ? "closing" : "ex";
                list.append("- https://" + host + name + ".test@127.0.0.1:" + port + "\n");
            }
        }
        return Files.writeString(folder.resolve("list.yaml"), list);
    }

    /** The report in lines, without what differs between any two runs: ids, times, and how many connections a lost one costs. */
    private static List<String> comparable(RunOutput run) {
        JsonNode report = run.report().deepCopy();
        ((ObjectNode) report).remove("run");
        ((ObjectNode) report.path("summary")).remove("judgedAt");
        for (JsonNode one : report.findParents("evidence")) {
            ((ObjectNode) one).remove("evidence");
        }
        for (JsonNode one : report.findParents("connections")) {
            ((ObjectNode) one).remove("connections");
        }
        return report.toPrettyString()
                .lines()
                .map(line -> line.replaceAll("\\bo[0-9]+\\b", "o"))
                .toList();
    }
}
