package dev.extls.cli;

import dev.extls.report.ComparisonPaper;
import dev.extls.verdict.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code extls compare}. */
@Command(
        name = CompareCommand.NAME,
        mixinStandardHelpOptions = true,
        description = "Compares two stored runs without a connection: what is better, worse, different or unknown?",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is worse",
            "1:something is worse",
            "2:usage or input",
            "3:nothing is known to be worse, something is unknown"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  extls compare reports/20260601T080000Z-before reports/20260602T080000Z-after",
            "  extls compare --format json BEFORE AFTER > comparison.json"
        })
final class CompareCommand implements Callable<Integer> {
    /** What the command is called. */
    static final String NAME = "compare";

    @Parameters(
            index = "0",
            paramLabel = "BEFORE",
            description = "The folder of the earlier run, or its observations.jsonl.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "AFTER", description = "The later one.")
    private String after = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What is printed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Form form = Form.TEXT;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private enum Form {
        TEXT,
        JSON
    }

    @Override
    public Integer call() throws UserError, IOException {
        PrintWriter out = spec.commandLine().getOut();
        Notes notes = new Notes(spec.commandLine().getErr(), false);
        Comparison comparison;
        try (StoredRun earlier = StoredRun.read(before, notes);
                StoredRun later = StoredRun.read(after, notes)) {
            comparison = Comparison.of(earlier.answers(), later.answers(), later.ended());
        } catch (UncheckedIOException e) {
            throw new UserError("cannot read the runs again: " + FileTrouble.of(Objects.requireNonNull(e.getCause())));
        }
        switch (form) {
            case TEXT -> ComparisonPaper.print(out, comparison, Console.style());
            case JSON -> {
                StringWriter json = new StringWriter();
                ComparisonPaper.write(json, comparison);
                out.print(json);
            }
        }
        out.flush();
        return comparison.exitCode();
    }
}
