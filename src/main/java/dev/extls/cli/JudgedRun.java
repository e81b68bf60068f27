package dev.extls.cli;

import dev.extls.journal.Header;
import dev.extls.observation.Extent;
import dev.extls.report.RunFacts;
import dev.extls.report.TerminalReport;
import dev.extls.verdict.Judged;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

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

    static RunFacts facts(StoredRun run, Path folder) {
        return facts(run.header(), run.header().tool(), run.journal().extent(), folder);
    }

    /** Prints the report of a stored run, and writes its files. */
    static void report(
            StoredRun run, RunFacts facts, Judged judged, ReportOptions options, Path folder, PrintWriter out)
            throws IOException {
        TerminalReport.print(out, facts, judged, Console.style());
        out.flush();
        options.files()
                .write(
                        folder,
                        facts,
                        judged,
                        Optional.empty(),
                        (endpoint, ids) -> run.journal().of(endpoint.endpoint(), ids));
    }
}
