package dev.extls.cli;

import dev.extls.observation.Extent;
import dev.extls.report.RunFacts;
import java.nio.file.Path;
import java.time.Instant;

/** What a report says of its run, from what a journal keeps: a run that is judged again later gets the same. */
final class JudgedRun {
    private JudgedRun() {}

    static RunFacts facts(String runId, String name, String tool, Instant started, Extent extent, Path folder) {
        return new RunFacts(
                runId,
                name,
                tool,
                started,
                extent.ended().orElse(started),
                extent.connections(),
                extent.sourceAddresses(),
                folder.toString());
    }
}
