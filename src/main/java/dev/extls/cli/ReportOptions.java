package dev.extls.cli;

import dev.extls.report.CsvSeparator;
import dev.extls.report.Format;
import dev.extls.report.ReportFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every command that writes a report. */
final class ReportOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Folder that gets one folder a run. Default: ${DEFAULT-VALUE}")
    Path output = Path.of("reports");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            converter = FormatConverter.class,
            completionCandidates = FormatConverter.class,
            defaultValue = "html,json,csv",
            description =
                    "Files to write: ${COMPLETION-CANDIDATES}, several separated by commas. Default: html,json,csv, for"
                            + " people, programs and spreadsheets.")
    private List<Format> formats = List.of(Format.HTML, Format.JSON, Format.CSV);

    @Option(
            names = "--csv-separator",
            paramLabel = "SIGN",
            converter = CsvSeparatorConverter.class,
            completionCandidates = CsvSeparatorConverter.class,
            defaultValue = "comma",
            description =
                    "Between the cells of results.csv: ${COMPLETION-CANDIDATES}. Excel wants the one of its language"
                            + " where a file is opened by a double click. Default: ${DEFAULT-VALUE}")
    private CsvSeparator csvSeparator = CsvSeparator.COMMA;

    /** One more file, if it is not among them. */
    void also(Format format) {
        List<Format> more = new ArrayList<>(formats);
        more.add(format);
        formats = more;
    }

    /** What is to be written. */
    ReportFiles files() {
        return new ReportFiles(EnumSet.copyOf(formats), csvSeparator);
    }
}
