package dev.extls.cli;

import dev.extls.report.ComparisonJUnit;
import dev.extls.report.ComparisonPaper;
import dev.extls.report.ComparisonTables;
import dev.extls.report.CsvSeparator;
import dev.extls.verdict.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
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
            "  extls compare --format json BEFORE AFTER > comparison.json",
            "  extls compare --format markdown BEFORE AFTER | gh pr comment --body-file -"
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

    @Option(
            names = "--csv-separator",
            paramLabel = "SIGN",
            converter = CsvSeparatorConverter.class,
            completionCandidates = CsvSeparatorConverter.class,
            defaultValue = "comma",
            description = "Between the cells of csv: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private CsvSeparator csvSeparator = CsvSeparator.COMMA;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private enum Form {
        TEXT,
        JSON,
        CSV,
        JUNIT,
        MARKDOWN
    }

    @Override
    public Integer call() throws UserError, IOException {
        PrintWriter out = spec.commandLine().getOut();
        Notes notes = new Notes(spec.commandLine().getErr(), false);
        Comparison comparison;
        Instant at;
        try (StoredRun earlier = StoredRun.read(before, notes);
                StoredRun later = StoredRun.read(after, notes)) {
            at = later.ended();
            comparison = Comparison.of(earlier.answers(), later.answers(), at);
        } catch (UncheckedIOException e) {
            throw new UserError("cannot read the runs again: " + FileTrouble.of(Objects.requireNonNull(e.getCause())));
        }
        StringWriter text = new StringWriter();
        switch (form) {
            case TEXT -> ComparisonPaper.print(text, comparison, Console.style());
            case JSON -> ComparisonPaper.write(text, comparison);
            case CSV -> ComparisonTables.csv(text, comparison, csvSeparator);
            case JUNIT -> ComparisonJUnit.write(text, comparison, at);
            case MARKDOWN -> ComparisonTables.markdown(text, comparison);
        }
        out.print(text);
        out.flush();
        return comparison.exitCode();
    }
}
