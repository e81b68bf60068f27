package dev.extls.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes on the command line: named in a sentence, nothing on standard output, no folder made, exit code 2. */
class UsageTest {
    private static final String TARGET = "https://127.0.0.1:1";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            scan                                | nothing to scan: expected a TARGET or -f FILE
            scan --colour https://x             | Unknown option: '--colour'
            scan --name a/b https://x           | --name a/b: a run name has 1 to 64 letters
            scan --name .. https://x            | --name ..: a run name has 1 to 64 letters
            scan --policy strict https://x      | policy strict: there is no such file or folder; expected a file, or one of tls12-enabled, exchange-recommended, tls12-only, mozilla-intermediate
            scan --tls-timeout 5x https://x     | '5x' is no duration such as 500ms, 10s, 2m or 8h
            scan --connect-timeout 0s https://x | '0s' is too short, at least 1ms is needed
            scan --greeting-timeout -1s https://x | '-1s' is no duration
            scan --format json,pdf https://x    | expected html, json, csv, junit, markdown, sarif or prometheus, found 'pdf'
            scan --csv-separator ; https://x    | expected comma, semicolon or tab, found ';'
            scan --depth deep https://x         | expected versions or suites, found 'deep'
            scan --concurrency 0 https://x      | --concurrency 0: expected a number of at least 1
            scan --concurrency many https://x   | 'many' is not an int
            scan -f                             | Missing required parameter for option '--file' (FILE)
            scan -f nosuch.txt                  | cannot read the list nosuch.txt: there is no such file or folder
            scan targets/servers.yaml           | targets/servers.yaml: expected -f targets/servers.yaml for a list
            scan nosuch.csv                     | nosuch.csv: expected -f nosuch.csv for a list
            policy nosuch.yaml                  | policy nosuch.yaml: there is no such file or folder; expected a file, or one of
            targets                             | nothing to check: expected a FILE or a TARGET
            targets nosuch.csv                  | cannot read the list nosuch.csv: there is no such file or folder
            targets --format xml x              | expected one of [TEXT, JSON] (case-insensitive) but was 'xml'
            scan --resolver dns.test https://x  | expected the address of a name server such as 10.0.0.53 or [fd00::53]:5353, found 'dns.test'
            scan --resolver 10.0.0.53:0 x       | expected the address of a name server
            scan --mx 10.0.0.1                  | --mx 10.0.0.1: found "10.0.0.1", expected a domain such as contoso.com
            scan --mx a..b                      | --mx a..b: found ".", expected a domain such as contoso.com
            scan --autodiscover x@y             | --autodiscover x@y: found "@", expected a domain such as contoso.com
            scan --shard 0/8 https://x          | expected a part such as 3/8, with at most 100000 parts, found '0/8'
            scan --shard 3 https://x            | expected a part such as 3/8
            scan ftp://x                        | no target is left to scan
            scann https://x                     | Did you mean: extls scan?
            lab --port 1                        | Unknown option
            demo https://x                      | Unmatched argument at index 1: 'https://x'
            """)
    void isNamedInASentence(String line, String sentence) {
        Ran ran = Ran.of((Object[]) line.split(" ", -1));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains(sentence).doesNotContain("Exception");
        assertThat(ran.err().lines().count()).as(ran.err()).isLessThanOrEqualTo(4);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void theVersionNamesTheBuildTheJavaAndTheLibraries() {
        Ran ran = Ran.of("--version");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().lines())
                .hasSize(4)
                .anyMatch(line -> line.matches(
                        "extls [0-9.]+(-SNAPSHOT)? \\(commit ([0-9a-f]{7,} of [0-9]{4}-.*|unknown of unknown)\\)"))
                .anyMatch(line -> line.startsWith("Java " + Runtime.version()))
                .anyMatch(line -> line.matches("Netty [0-9].*, BouncyCastle [0-9].*, picocli [0-9].*, Jackson [0-9].*,"
                        + " FastCSV [0-9].*, jte [0-9].*"));
    }

    @Test
    void theScriptThatCompletesKnowsCommandsOptionsAndValues() throws IOException, InterruptedException {
        Ran bash = Ran.of("completion", "bash");
        Ran zsh = Ran.of("completion", "zsh");

        assertThat(bash.exitCode()).as(bash.toString()).isZero();
        assertThat(bash.out())
                .contains("scan", "judge", "--policy", "sarif", "complete -F")
                .doesNotContain("train");
        assertThat(zsh.out()).startsWith("autoload").endsWith(bash.out());
        Path script = Files.writeString(folder.resolve("extls"), bash.out());
        Process shell = new ProcessBuilder("bash", "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void withoutACommandTheHelpIsShown() {
        Ran ran = Ran.of();

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).startsWith("extls: a command is missing").contains("Usage: extls");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void nothingIsScannedWhenNoLineOfAListCanBeRead() throws IOException {
        Path list = Files.writeString(folder.resolve("bad.txt"), "ftp://a\nhttps://b:0\n");

        Ran ran = Ran.of("scan", "-o", folder.resolve("runs"), "-f", list);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .contains(list + ":1:1: found \"ftp\", expected one of smtp://,")
                .contains(list + ":2:11: found \"0\", expected a port of 1 to 65535")
                .contains("no target is left to scan");
        assertThat(RunOutput.in(folder.resolve("runs"))).isEmpty();
    }

    @Test
    void aListThatIsAFolderIsNoList() {
        Ran ran = Ran.of("scan", "-f", folder);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).startsWith("extls: cannot read the list " + folder + ": ");
    }

    @Test
    void aListWhoseNameNoFileCanHaveIsNoBugOfOurs() {
        Ran ran = Ran.of("scan", "-f", "a\0b");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).startsWith("extls: cannot read the list a\\x00b: this is no file name");
    }

    @Test
    void anOutputFolderThatIsAFileIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        Ran ran = Ran.of("scan", "-o", file, TARGET);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("extls: cannot make a folder for this run in " + file
                        + ": there is a file of that name already" + System.lineSeparator());
    }

    @Test
    void anOutputFolderBelowAFileIsNamed() throws IOException {
        Path below = Files.createFile(folder.resolve("file")).resolve("runs");

        Ran ran = Ran.of("scan", "-o", below, TARGET);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("extls: cannot make a folder for this run in " + below + ": ")
                .doesNotContain("Exception")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan \u001b]0;owned\u0007",
                "scan --name \u001b[2J https://x",
                "scan --policy \u001b[2J https://x",
                "scan --\u001b[2J",
                "scan --tls-timeout \u001b[2J https://x",
                "scan -f \u001b[2J",
                "\u001b[2J"
            })
    void neverReachesTheTerminalAsAControlCharacter(String line) {
        Ran ran = Ran.of((Object[]) line.split(" ", -1));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).doesNotContain("\u001b").doesNotContain("\u0007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "scan --help", "targets --help", "demo --help", "lab --help"})
    void helpShowsAnExample(String line) {
        Ran ran = Ran.of((Object[]) line.split(" ", -1));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).containsPattern("Examples?:\\R  extls \\w+");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void helpNamesTheExitCodesAndHidesWhatIsForTheLauncher() {
        assertThat(Ran.of("--help").out())
                .contains(
                        "0     every rule of severity error holds",
                        "3     nothing fails, but something stayed UNKNOWN",
                        "130 ")
                .doesNotContain("train");
        assertThat(Ran.of("lab", "--help").out()).doesNotContain("piped");
    }

    @Test
    void theVersionNamesToolAndJava() {
        Ran ran = Ran.of("--version");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith("extls ").contains("Java " + Runtime.version());
    }
}
