package dev.extls.cli;

import dev.extls.journal.Header;
import dev.extls.observation.Extent;
import dev.extls.report.RunFacts;
import java.nio.file.Path;

/** What a report says of its run, from what a journal keeps: a run that is judged again later gets the same. */
final class JudgedRun {
    private JudgedRun() {}

    static RunFacts facts(Header header, String tool, Extent extent, Path folder) {
        return new RunFacts(
                header.runId(),
                header.runName(),
                header.vantage(),
                tool,
                header.started(),
                extent.ended().orElse(header.started()),
                extent.connections(),
                extent.sourceAddresses(),
                header.merged(),
                Gaps.of(header.merged()),
                folder.toString());
    }
}
