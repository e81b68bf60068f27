package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in a list costs its own line and no other. */
@Timeout(120)
class LongListTest {
    private static final int LINES = 10_000;

    @TempDir
    private Path folder;

    @Test
    void everyTenthLineOfTenThousandIsWrongAndTheOthersAreScanned() throws IOException {
        int closed = FreePort.next();
        List<String> lines = new ArrayList<>();
        List<String> right = new ArrayList<>();
        for (int line = 1; line <= LINES; line++) {
            if (line % 10 == 0) {
                lines.add("  https://ex" + line + ".test:70000");
            } else {
                right.add("https://ex" + line + ".test@127.0." + line / 200 + "." + (1 + line % 200) + ":" + closed);
                lines.add(right.get(right.size() - 1));
            }
        }
        Path list = Files.write(folder.resolve("list.txt"), lines);

        Ran ran = Ran.of(
                "scan",
                "--hello-only",
                "--retries",
                "0",
                "--format",
                "csv,json",
                "-o",
                folder.resolve("runs"),
                "-f",
                list);

        assertThat(ran.exitCode()).isEqualTo(3);
        List<String> said = ran.err().lines().toList();
        for (int line = 10; line <= LINES; line += 10) {
            String place = "list.txt:" + line + ":" + (lines.get(line - 1).indexOf("70000") + 1) + ": found";
            assertThat(said).as(place).anyMatch(sentence -> sentence.contains(place) && sentence.contains("70000"));
        }
        assertThat(ran.err()).contains("1000 mistakes in the targets, named above");
        assertThat(RunOutput.onlyOneIn(folder.resolve("runs")).endpoints())
                .extracting(ReportedEndpoint::target)
                .containsExactlyElementsOf(right);
    }
}
