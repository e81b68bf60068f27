package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.JsseServer;
import dev.extls.testkit.RealServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run of {@code scan} that is judged again. */
@Timeout(120)
class JudgeCommandTest {
    private static final String ALL_FORMATS = "html,json,csv,junit,markdown,sarif,prometheus";

    @TempDir
    private Path folder;

    @Test
    void theSamePolicyGivesTheSameFilesByteForByte() throws IOException {
        try (RealServer good = JsseServer.speaking(TLS_1_2).start();
                RealServer old = JsseServer.speaking(TLS_1_0).start()) {
            Path scanned = scan(
                    "--policy",
                    "exchange-recommended",
                    "smtp://127.0.0.1:1",
                    https(good),
                    "https://nosuch.contoso.test",
                    https(old));

            Ran ran = Ran.of(
                    "judge",
                    "-o",
                    folder.resolve("judged"),
                    "--format",
                    ALL_FORMATS,
                    "--policy",
                    "exchange-recommended",
                    scanned);

            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
            assertThat(ran.err()).isEmpty();
            Path judged = only(folder.resolve("judged"));
            List<String> files = names(judged);
            assertThat(files).hasSize(7).doesNotContain(ScanJob.JOURNAL);
            for (String file : files) {
                assertThat(judged.resolve(file)).hasSameBinaryContentAs(scanned.resolve(file));
            }
        }
    }

    @Test
    void anotherPolicyAndAnotherTimeGiveAnotherOpinionWithoutAConnection() throws IOException {
        Path scanned;
        try (RealServer good = JsseServer.speaking(TLS_1_2).start()) {
            scanned = scan(https(good));
        }

        Ran now = Ran.of("judge", "-o", folder.resolve("a"), scanned.resolve(ScanJob.JOURNAL));
        Path late = Files.writeString(folder.resolve("late.yaml"), """
                policy: late
                rules:
                  - {id: valid, severity: error, sentence: S, source: RFC 5280, expect: {certificate-valid-days: 0}}
                """);
        Ran then =
                Ran.of("judge", "-o", folder.resolve("b"), "--policy", late, "--at", "2999-01-01T00:00:00Z", scanned);

        assertThat(now.exitCode()).as(now.toString()).isZero();
        assertThat(then.exitCode()).as(then.toString()).isEqualTo(1);
        assertThat(then.out()).contains("expired on");
        assertThat(Files.readString(only(folder.resolve("b")).resolve("report.json")))
                .contains("\"judgedAt\" : \"2999-01-01T00:00:00Z\"");
    }

    @Test
    void damagedLinesAreToldAndTheRestIsJudged() throws IOException {
        Path scanned;
        try (RealServer good = JsseServer.speaking(TLS_1_2).start()) {
            scanned = scan(https(good));
        }
        Path journal = scanned.resolve(ScanJob.JOURNAL);
        Files.writeString(journal, "not json\n{\"id\":\"o9", StandardCharsets.UTF_8, StandardOpenOption.APPEND);

        Ran ran = Ran.of("judge", "-o", folder.resolve("judged"), scanned);

        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.err()).contains("damaged, skipped", "cut off, as when a run is killed");
    }

    @Test
    void theNameInAJournalFromElsewhereNeverLeavesTheFolder() throws IOException {
        Path journal = Files.writeString(
                folder.resolve("evil.jsonl"),
                "{\"schema\":\"extls/journal/1\",\"tool\":\"x\",\"runId\":\"x\",\"runName\":\"../../evil\","
                        + "\"started\":\"2026-06-01T08:00:00Z\",\"sourceAddresses\":[],\"options\":[],\"offers\":[]}\n");

        Ran ran = Ran.of("judge", "-o", folder.resolve("judged"), journal);

        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(3);
        assertThat(only(folder.resolve("judged"))).hasFileName("20260601T080000Z-judge");
    }

    @Test
    void whatIsNoRunIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("x.txt"), "hello\n");

        assertThat(Ran.of("judge", text).err()).contains("x.txt, line 1: no journal header");
        assertThat(Ran.of("judge", folder.resolve("nosuch")).err())
                .contains("there is no such file or folder; expected the folder of a run, or its observations.jsonl");
        assertThat(Ran.of("judge", "--at", "noon", text).err())
                .contains("'noon' is no time such as 2026-12-31T12:00:00Z");
    }

    private Path scan(String... arguments) throws IOException {
        Path runs = folder.resolve("runs");
        Ran.of(Stream.concat(Stream.of("scan", "-o", runs, "--format", ALL_FORMATS), Stream.of((Object[]) arguments))
                .toArray());
        return only(runs);
    }

    private static String https(RealServer server) {
        return "https://ex01.contoso.test@127.0.0.1:" + server.port();
    }

    private static Path only(Path parent) throws IOException {
        try (Stream<Path> runs = Files.list(parent)) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static List<String> names(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
