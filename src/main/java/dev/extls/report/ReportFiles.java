package dev.extls.report;

import dev.extls.verdict.Judged;
import dev.extls.verdict.Verification;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The one place that writes the files of a run.
 *
 * @param formats which of them, at least one
 * @param csvSeparator for {@link Format#CSV}
 */
public record ReportFiles(Set<Format> formats, CsvSeparator csvSeparator) {
    /** Checks and copies. */
    public ReportFiles {
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("a report in no format");
        }
        formats = Collections.unmodifiableSet(EnumSet.copyOf(formats));
    }

    /**
     * Writes every file anew, in UTF-8.
     *
     * @param folder of the run
     * @param run the run
     * @param judged the answers with the opinion about them
     * @param verification what became of a change, where that was the question
     * @param transcripts where the evidence can be read again
     * @throws IOException if a file exists (FileAlreadyExistsException) or cannot be written
     */
    public void write(
            Path folder, RunFacts run, Judged judged, Optional<Verification> verification, Transcripts transcripts)
            throws IOException {
        for (Format format : formats) {
            try (Writer out = Files.newBufferedWriter(
                    folder.resolve(format.fileName()),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                write(format, out, run, judged, verification, transcripts);
            }
        }
    }

    private void write(
            Format format,
            Writer out,
            RunFacts run,
            Judged judged,
            Optional<Verification> verification,
            Transcripts transcripts)
            throws IOException {
        switch (format) {
            case HTML -> HtmlReport.write(out, run, judged, verification, transcripts);
            case JSON -> ReportJson.write(out, run, judged);
            case CSV -> CsvReport.write(out, run, judged, csvSeparator);
            case JUNIT -> JUnitReport.write(out, run, judged);
            case MARKDOWN -> MarkdownReport.write(out, run, judged, verification);
            case SARIF -> SarifReport.write(out, run, judged);
            case PROMETHEUS -> PrometheusReport.write(out, run, judged);
        }
    }
}
