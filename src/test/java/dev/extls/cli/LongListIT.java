package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list that is far longer than what its answers would leave room for goes through a small heap. */
class LongListIT {
    private static final int DOORS = 20_000;

    /** Enough for the list and what is kept of each door; with the answers of all of them the program runs out of memory. */
    private static final List<String> SMALL_HEAP = List.of("-Xmx48m", "-XX:+UseSerialGC");

    @TempDir
    private Path folder;

    @Test
    void twentyThousandEndpointsGoThroughAHeapThatCouldNotHoldTheirAnswers() throws IOException {
        int closed = FreePort.next();
        Path list = folder.resolve("list.txt");
        Files.write(
                list,
                IntStream.range(0, DOORS)
                        .mapToObj(i -> "https://127.1." + (i >> 8) + "." + (i & 0xff) + ":" + closed)
                        .toList());

        Ran ran = PackagedRun.ended(
                folder,
                SMALL_HEAP,
                List.of(
                        "scan",
                        "-f",
                        list.toString(),
                        "-o",
                        "reports",
                        "--depth",
                        "versions",
                        "--hello-only",
                        "--retries",
                        "0",
                        "--format",
                        "csv"));

        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
        List<Path> runs = RunOutput.in(folder.resolve("reports"));
        assertThat(runs).hasSize(1);
        List<String> rows = Files.readAllLines(runs.get(0).resolve("results.csv"));
        assertThat(rows).hasSize(1 + DOORS * 6);
        assertThat(rows.stream().skip(1)).allMatch(row -> row.contains(",UNKNOWN,"));
    }
}
