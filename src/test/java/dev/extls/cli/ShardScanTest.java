package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A list in parts, as several machines scan it. */
@Timeout(60)
class ShardScanTest {
    @TempDir
    private Path folder;

    @Test
    void thePartsOfAListAreTheListAndEachSaysHowLargeItIs() throws IOException {
        int closed = FreePort.next();
        List<String> targets = IntStream.range(0, 30)
                .mapToObj(number -> "https://ex" + number + ".test@127.0.0.1:" + closed)
                .toList();
        Path list = Files.write(folder.resolve("list.txt"), targets);

        List<String> scanned = new ArrayList<>();
        for (int part = 1; part <= 4; part++) {
            Path runs = folder.resolve("runs" + part);
            Ran ran = Ran.of("scan", "--shard", part + "/4", "-o", runs, "-f", list);

            List<String> ofPart = RunOutput.onlyOneIn(runs).endpoints().stream()
                    .map(ReportedEndpoint::target)
                    .toList();
            assertThat(ran.err()).contains("part " + part + "/4 of the list: " + ofPart.size() + " of 30 endpoints");
            scanned.addAll(ofPart);
        }

        assertThat(scanned).containsExactlyInAnyOrderElementsOf(targets);
    }

    @Test
    void aPartWithoutEndpointsLeavesARunThatSaysSo() {
        List<Integer> sizes = new ArrayList<>();
        for (int part = 1; part <= 3; part++) {
            Path runs = folder.resolve("runs" + part);
            Ran ran = Ran.of("scan", "--shard", part + "/3", "-o", runs, "https://127.0.0.1:1");

            sizes.add(RunOutput.onlyOneIn(runs).endpoints().size());
            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.err())
                    .contains("part " + part + "/3 of the list: " + sizes.get(part - 1) + " of 1 endpoints");
        }

        assertThat(sizes).containsExactlyInAnyOrder(0, 0, 1);
    }
}
