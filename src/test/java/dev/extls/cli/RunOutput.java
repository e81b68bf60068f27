package dev.extls.cli;

import dev.extls.journal.Journal;
import dev.extls.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run left in its folder, read as a script would read it.
 *
 * @param folder of the run
 * @param report the content of its {@code report.json}
 */
record RunOutput(Path folder, JsonNode report) {
    /** The only run below a folder. */
    static RunOutput onlyOneIn(Path reports) {
        List<Path> runs = in(reports);
        if (runs.size() != 1) {
            throw new AssertionError("expected one run in " + reports + ", found " + runs);
        }
        return of(runs.get(0));
    }

    /** The run in a folder of its own. */
    static RunOutput of(Path folder) {
        return new RunOutput(folder, JsonMapper.shared().readTree(folder.resolve("report.json")));
    }

    /** The folders of all runs below a folder; none where it does not exist. */
    static List<Path> in(Path reports) {
        if (!Files.exists(reports)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(reports)) {
            return folders.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ReportedEndpoint> endpoints() {
        return report.path("endpoints").values().stream()
                .map(ReportedEndpoint::new)
                .toList();
    }

    /** Every observation that anything in the report cites. */
    List<String> cited() {
        return report.findValues("evidence").stream()
                .flatMap(list -> list.values().stream().map(JsonNode::asString))
                .distinct()
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    Journal journal() throws IOException {
        return JournalReader.read(folder.resolve("observations.jsonl"));
    }
}
