package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.Script;
import dev.extls.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Text of servers and lists, on its way to a terminal and to the report. */
@Timeout(60)
class HostileTextTest {
    private static final String ESCAPE = "\u001b";

    @TempDir
    private Path folder;

    @Test
    void aServerCannotMoveTheCursor() {
        Script throttles =
                Script.start().send("421 4.3.2 " + ESCAPE + "[2J" + ESCAPE + "]0;owned\u0007 \u009b31m go away\r\n");
        try (ScriptedServer server = ScriptedServer.playing(throttles)) {
            Ran ran = Ran.of("scan", "-o", folder, "--back-off", "1ms", "smtp://127.0.0.1:" + server.port());

            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(3);
            assertThat(ran.out())
                    .contains("\\x1b[2J\\x1b]0;owned\\x07")
                    .doesNotContain(ESCAPE, "\u0007", "\u009b")
                    .contains("throttled");
            ReportedEndpoint endpoint = RunOutput.onlyOneIn(folder).endpoints().get(0);
            assertThat(endpoint.trouble()).isEqualTo("THROTTLED");
            assertThat(endpoint.json().path("trouble").path("detail").asString())
                    .as("a machine gets what was said")
                    .contains("421 4.3.2 " + ESCAPE + "[2J");
        }
    }

    @Test
    void aLabelThatCouldMoveTheCursorIsLeftOut() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.yaml"),
                "targets:\n  - target: https://127.0.0.1:1\n    labels: {site: \"a\\e[2Jb\", rack: \"\u202ec\", room: \"b\"}\n");

        Ran ran = Ran.of("scan", "-o", folder.resolve("runs"), "-f", list);

        assertThat(ran.out() + ran.err()).doesNotContain(ESCAPE, "\u202e");
        assertThat(ran.err()).contains("expected a label without control characters");
        assertThat(RunOutput.onlyOneIn(folder.resolve("runs")).endpoints())
                .extracting(ReportedEndpoint::labels)
                .containsExactly(Map.of("room", "b"));
    }

    @Test
    void aHostNameCannotMoveTheCursor() throws IOException {
        Path list = Files.writeString(
                folder.resolve(ESCAPE + "[2J.txt"), "https://" + ESCAPE + "[2J.test\nhttps://127.0.0.1:1\n");

        Ran ran = Ran.of("scan", "-o", folder.resolve("runs"), "-f", list);

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.out() + ran.err()).doesNotContain(ESCAPE);
        assertThat(ran.err()).contains("[2J.txt:1:9: found \"<U+001B>\"");
    }
}
