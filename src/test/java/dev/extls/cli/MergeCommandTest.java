package dev.extls.cli;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.testkit.FreePort;
import dev.extls.testkit.JsseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs that are made one. */
@Timeout(120)
class MergeCommandTest {
    @TempDir
    private Path folder;

    private JsseServer modern;
    private JsseServer old;

    @BeforeEach
    void start() {
        modern = JsseServer.speaking(TLS_1_2).start();
        old = JsseServer.speaking(TLS_1_0).start();
    }

    @AfterEach
    void close() {
        modern.close();
        old.close();
    }

    @Test
    void thePartsOfAListAreTheRunOfTheWholeList() throws IOException {
        Path list = list(12);
        Path whole = scanned("whole", "-f", list.toString());
        List<Path> parts = new ArrayList<>();
        for (int part = 1; part <= 3; part++) {
            parts.add(scanned("part" + part, "--shard", part + "/3", "-f", list.toString()));
        }

        Ran ran = merge("merged", parts);

        RunOutput merged = RunOutput.onlyOneIn(folder.resolve("merged"));
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
        assertThat(proven(merged)).isEqualTo(proven(RunOutput.of(whole))).hasSize(12);
        assertThat(merged.report().path("runs").findValuesAsString("shard"))
                .containsExactlyInAnyOrder("1/3", "2/3", "3/3");
        assertThat(merged.report().path("run").path("vantage").asString()).isEqualTo("scan");
        assertThat(merged.report().path("run").path("gaps")).isEmpty();
        assertThat(merged.journal().problems()).isEmpty();
        assertThat(merged.journal().observations()).extracting(one -> one.id()).doesNotHaveDuplicates();
        assertThat(merged.journal().observations()).extracting(one -> one.id()).containsAll(merged.cited());
        assertThat(folder.resolve("merged")).isDirectoryRecursivelyContaining("glob:**/report.html");
    }

    @Test
    void aMissingPartIsNamedAndLeavesTheRunUnknownAtBest() throws IOException {
        Path list = list(6);
        List<Path> parts = new ArrayList<>();
        for (int part : List.of(1, 3)) {
            parts.add(scanned("part" + part, "--shard", part + "/4", "-f", list.toString()));
        }

        Ran ran = merge("merged", parts);

        String missing = "2 of 4 parts of the list are missing from scan: 2/4, 4/4; what is in them was not looked at";
        assertThat(ran.err()).contains(missing);
        assertThat(ran.out()).contains("incomplete: 2 of 4 parts");
        assertThat(RunOutput.onlyOneIn(folder.resolve("merged"))
                        .report()
                        .path("run")
                        .path("gaps")
                        .values())
                .extracting(JsonNode::asString)
                .containsExactly(missing);
    }

    @Test
    void aMissingPartMakesTheExitCodeThreeWhereEveryRuleHolds() throws IOException {
        Path list = Files.writeString(folder.resolve("good.txt"), "https://a.test@127.0.0.1:" + modern.port() + "\n");
        Path first = Ran.of("scan", "--shard", "1/1", "-o", folder.resolve("one"), "-f", list)
                                .exitCode()
                        == 0
                ? RunOutput.onlyOneIn(folder.resolve("one")).folder()
                : folder;
        List<Path> parts = new ArrayList<>(List.of(first));
        parts.add(scanned("half", "--shard", "1/2", "https://127.0.0.1:1"));

        assertThat(Ran.of("merge", "-o", folder.resolve("alone"), first).exitCode())
                .isEqualTo(0);
        assertThat(merge("merged", parts).exitCode()).isEqualTo(3);
    }

    @Test
    void twoVantagesThatDisagreeAreBothShownAndSaidToDisagree() throws IOException {
        int port = FreePort.next();
        Path inside = seen("inside", port, JsseServer.speaking(TLS_1_2).startAt(port));
        Path outside = seen("outside", port, JsseServer.speaking(TLS_1_0).startAt(port));

        Ran ran = merge("merged", List.of(outside, inside));

        RunOutput merged = RunOutput.onlyOneIn(folder.resolve("merged"));
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(1);
        assertThat(merged.endpoints()).hasSize(2);
        Map<String, List<String>> spoken = new TreeMap<>();
        merged.endpoints().forEach(one -> spoken.put(one.json().path("vantage").asString(), one.spoken()));
        assertThat(spoken).isEqualTo(Map.of("inside", List.of("TLSv1.2"), "outside", List.of("TLSv1.0")));
        assertThat(merged.endpoints())
                .allMatch(one -> !one.json().path("versions").path("TLSv1.2").has("contradicted"));
        assertThat(ran.out().replaceAll("\\s+", " "))
                .contains("mail.test from inside (HTTPS " + port
                        + "): TLS 1.2 is negotiated when asked from inside, and refused when" + " asked from outside.")
                .contains("mail.test from outside");
        String csv = Files.readString(merged.folder().resolve("results.csv"));
        assertThat(csv).contains(",inside,").contains(",outside,");
        String page = Files.readString(merged.folder().resolve("report.html"));
        assertThat(page).contains("from inside").contains("from outside");
        assertThat(Files.readString(merged.folder().resolve("report.md"))).contains("mail.test from inside");
        assertThat(Files.readString(merged.folder().resolve("junit.xml"))).contains(" from outside");
    }

    @Test
    void aMergedRunIsJudgedComparedAndMergedLikeAnyOther() throws IOException {
        int port = FreePort.next();
        Path inside = seen("inside", port, JsseServer.speaking(TLS_1_2).startAt(port));
        Path outside = seen("outside", port, JsseServer.speaking(TLS_1_2).startAt(port));
        merge("merged", List.of(inside, outside));
        Path merged = RunOutput.onlyOneIn(folder.resolve("merged")).folder();
        Path third = seen("third", port, JsseServer.speaking(TLS_1_2).startAt(port));

        Ran judged = Ran.of("judge", "-o", folder.resolve("judged"), merged);
        Ran compared = Ran.of("compare", merged, merged);
        Ran again = merge("again", List.of(merged, third));

        assertThat(judged.exitCode()).as(judged.toString()).isEqualTo(0);
        JsonNode runs = RunOutput.onlyOneIn(folder.resolve("judged")).report().path("runs");
        assertThat(runs).isEqualTo(RunOutput.of(merged).report().path("runs")).hasSize(2);
        assertThat(compared.exitCode()).as(compared.toString()).isEqualTo(0);
        assertThat(again.exitCode()).as(again.toString()).isEqualTo(0);
        RunOutput all = RunOutput.onlyOneIn(folder.resolve("again"));
        assertThat(all.report().path("runs").findValuesAsString("vantage"))
                .containsExactly("inside", "outside", "third");
        assertThat(all.endpoints()).hasSize(3);
    }

    @Test
    void whatTwoRunsOfOneVantageSawStandsTogetherAndIsSaid() throws IOException {
        int port = FreePort.next();
        Path first = seen("inside", port, JsseServer.speaking(TLS_1_2).startAt(port));
        Path second = seen("inside", port, JsseServer.speaking(TLS_1_0).startAt(port));

        Ran ran = merge("merged", List.of(second, first));

        RunOutput merged = RunOutput.onlyOneIn(folder.resolve("merged"));
        assertThat(ran.err()).contains("1 endpoint was looked at by more than one run from the same vantage");
        assertThat(merged.endpoints())
                .singleElement()
                .satisfies(one -> assertThat(one.json()
                                .path("versions")
                                .path("TLSv1.2")
                                .path("contradicted")
                                .asBoolean())
                        .isTrue());
        assertThat(merged.journal().observations())
                .hasSize(RunOutput.of(first).journal().observations().size()
                        + RunOutput.of(second).journal().observations().size());
    }

    @Test
    void aRunThatIsGivenTwiceCountsOnce() throws IOException {
        Path run = scanned("one", "https://127.0.0.1:" + modern.port());

        Ran ran = merge("merged", List.of(run, run.resolve(ScanJob.JOURNAL)));

        assertThat(ran.err()).contains(" is the same run as ").contains("counts once");
        assertThat(RunOutput.onlyOneIn(folder.resolve("merged")).report().path("runs"))
                .hasSize(1);
    }

    private Path seen(String vantage, int port, JsseServer server) throws IOException {
        try (server) {
            Path runs = Files.createTempDirectory(folder, vantage);
            Ran.of("scan", "--vantage", vantage, "-o", runs, "https://mail.test@127.0.0.1:" + port);
            return RunOutput.onlyOneIn(runs).folder();
        }
    }

    private Path scanned(String name, String... arguments) {
        List<Object> all =
                new ArrayList<>(List.of("scan", "--hello-only", "--retries", "0", "-o", folder.resolve(name)));
        all.addAll(List.of(arguments));
        Ran.of(all.toArray());
        return RunOutput.onlyOneIn(folder.resolve(name)).folder();
    }

    private Ran merge(String name, List<Path> runs) {
        List<Object> all = new ArrayList<>(
                List.of("merge", "--format", "html,json,csv,junit,markdown", "-o", folder.resolve(name)));
        all.addAll(runs);
        return Ran.of(all.toArray());
    }

    private Path list(int targets) throws IOException {
        StringBuilder list = new StringBuilder();
        int closed = FreePort.next();
        int[] ports = {modern.port(), old.port(), closed};
        for (int target = 0; target < targets; target++) {
            list.append("https://ex" + target + ".test@127.0.0.1:" + ports[target % 3] + "\n");
        }
        return Files.writeString(folder.resolve("list.txt"), list);
    }

    private static Map<String, Object> proven(RunOutput run) {
        Map<String, Object> proven = new TreeMap<>();
        run.endpoints().forEach(one -> proven.put(one.target(), List.of(one.proven(), one.trouble(), one.findings())));
        return proven;
    }
}
