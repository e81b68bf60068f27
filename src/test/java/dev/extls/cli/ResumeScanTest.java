package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.journal.Header;
import dev.extls.journal.JournalReader;
import dev.extls.observation.Question;
import dev.extls.testkit.FreePort;
import dev.extls.testkit.JsseServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed is gone on with by the name of its folder alone. */
@Timeout(120)
class ResumeScanTest {
    private static final String MISTAKE = "list.txt:2:1: found";

    @TempDir
    private Path folder;

    private JsseServer modern;
    private JsseServer old;
    private Path list;
    private Path whole;

    @BeforeEach
    void aRun() throws IOException {
        modern = JsseServer.speaking(TLS_1_2).start();
        old = JsseServer.speaking(TLS_1_0).start();
        list = Files.writeString(
                folder.resolve("list.txt"),
                "https://modern.test@127.0.0.1:" + modern.port() + "\n*\nhttps://127.0.0.1:" + FreePort.next()
                        + "\nhttps://old.test@127.0.0.1:" + old.port() + "\n");
        scanned("whole");
        whole = run("whole");
    }

    @AfterEach
    void close() {
        modern.close();
        old.close();
    }

    @Test
    void itsTargetsOptionsAndMistakesHold() throws IOException {
        Path killed = cut("killed", 8);
        Files.delete(list);

        Ran ran = Ran.of("scan", "--resume", killed);

        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
        assertThat(ran.err()).contains(MISTAKE).contains("1 mistake in the targets");
        assertThat(proven(killed)).isEqualTo(proven(whole));
        assertThat(killed.resolve("report.md")).exists();
        assertThat(killed.resolve("report.html")).doesNotExist();
        Header header = JournalReader.read(killed.resolve(ScanJob.JOURNAL)).header();
        assertThat(header.options()).containsEntry("pace", "fast").containsEntry("hello-only", "true");
        assertThat(header.runName()).isEqualTo("before");
        assertThat(header.vantage()).isEqualTo("inside");
    }

    @Test
    void aRunThatWasKilledBeforeItsFirstConnectionIsGoneOnWithToo() throws IOException {
        Path killed = cut("killed", 6);

        Ran ran = Ran.of("scan", "--resume", killed);

        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
        assertThat(proven(killed)).isEqualTo(proven(whole));
    }

    @Test
    void whatIsNotWholeWantsItsTargetsAgain() throws IOException {
        Path killed = cut("killed", 3);

        Ran refused = Ran.of("scan", "--resume", killed);
        Ran ran = Ran.of("scan", "--resume", killed, "-f", list);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("give the targets again");
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
        assertThat(proven(killed)).isEqualTo(proven(whole));
    }

    @Test
    void whatWouldMakeItAnotherRunIsAMistake() throws IOException {
        Path killed = cut("killed", 8);
        Path journal = killed.resolve(ScanJob.JOURNAL);
        byte[] before = Files.readAllBytes(journal);

        assertThat(refusal(killed, "--depth", "suites")).contains("that run had depth versions, this one has suites");
        assertThat(refusal(killed, "--name", "after")).contains("that run had name before, this one has after");
        assertThat(refusal(killed, "--vantage", "outside")).contains("vantage inside, this one has outside");
        assertThat(refusal(killed, "--shard", "2/3")).contains("that run had shard none, this one has 2/3");
        assertThat(refusal(killed, "--first-address")).contains("first-address false, this one has true");
        assertThat(refusal(killed, "https://127.0.0.1:1"))
                .contains("the targets given are not those of that run, 1 more (https://127.0.0.1:1), 3 fewer (");
        assertThat(Files.readAllBytes(journal)).isEqualTo(before);
    }

    @Test
    void itsApproachHolds() throws IOException {
        Ran.of(
                "scan",
                "--source",
                "127.0.0.2",
                "--samples",
                "3",
                "--no-healthcheck",
                "--hello-only",
                "-o",
                folder.resolve("far"),
                "https://modern.test@127.0.0.1:" + modern.port());
        Path far = run("far");
        Map<String, Object> all = proven(far);
        Path journal = far.resolve(ScanJob.JOURNAL);
        List<String> lines = Files.readAllLines(journal, StandardCharsets.US_ASCII);
        Files.write(journal, lines.subList(0, 5), StandardCharsets.US_ASCII);

        assertThat(refusal(far, "--source", "127.0.0.3"))
                .contains("that run had source 127.0.0.2, this one has 127.0.0.3");
        assertThat(refusal(far, "--proxy-protocol", "v1"))
                .contains("that run had proxy-protocol none, this one has v1");
        assertThat(refusal(far, "--proxy", "socks5://127.0.0.1")).contains("this one has socks5://127.0.0.1:1080");
        Ran.of("scan", "--resume", far);

        assertThat(proven(far)).isEqualTo(all);
        assertThat(JournalReader.read(journal).observations())
                .allMatch(seen -> seen.localAddress().startsWith("127.0.0.2:"))
                .filteredOn(seen -> seen.question() == Question.NODES)
                .hasSize(3);
    }

    @Test
    void otherOptionsAreSaidAndHoldFromNowOn() throws IOException {
        Path killed = cut("killed", 8);

        Ran ran = Ran.of("scan", "--resume", killed, "--polite", "--retries", "0", "--format", "csv", "-f", list);

        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
        assertThat(ran.err())
                .contains("that run had pace fast, this one has polite")
                .contains("that run had retries 1, this one has 0");
        assertThat(killed.resolve("results.csv")).exists();
        assertThat(killed.resolve("report.md")).doesNotExist();
    }

    @Test
    void thePartOfAListStaysThatPart() throws IOException {
        Ran.of("scan", "--shard", "1/2", "--hello-only", "-o", folder.resolve("part"), "-f", list);
        Path part = run("part");
        Map<String, Object> all = proven(part);
        List<String> lines = Files.readAllLines(part.resolve(ScanJob.JOURNAL), StandardCharsets.US_ASCII);
        Files.write(part.resolve(ScanJob.JOURNAL), lines.subList(0, 2 + all.size() + 1), StandardCharsets.US_ASCII);

        Ran.of("scan", "--resume", part);

        assertThat(proven(part)).isEqualTo(all);
    }

    private void scanned(String name) {
        Ran ran = Ran.of(
                "scan",
                "--name",
                "before",
                "--vantage",
                "inside",
                "--hello-only",
                "--fast",
                "--format",
                "json,markdown",
                "-o",
                folder.resolve(name),
                "-f",
                list);
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
    }

    private String refusal(Path killed, String... options) {
        Ran ran = Ran.of(Stream.concat(Stream.of("scan", "--resume", killed.toString()), Stream.of(options))
                .toArray());
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(2);
        return ran.err();
    }

    /** What a run leaves that is killed when so many lines of its journal are written. */
    private Path cut(String name, int lines) throws IOException {
        Path killed = Files.createDirectories(folder.resolve(name));
        List<String> all = Files.readAllLines(whole.resolve(ScanJob.JOURNAL), StandardCharsets.US_ASCII);
        Files.write(killed.resolve(ScanJob.JOURNAL), all.subList(0, lines), StandardCharsets.US_ASCII);
        return killed;
    }

    private Path run(String name) {
        return RunOutput.onlyOneIn(folder.resolve(name)).folder();
    }

    private static Map<String, Object> proven(Path run) {
        Map<String, Object> proven = new TreeMap<>();
        RunOutput.of(run).endpoints().forEach(one -> proven.put(one.target(), List.of(one.proven(), one.trouble())));
        return proven;
    }
}
