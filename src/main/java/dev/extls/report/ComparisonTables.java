package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.verdict.Change;
import dev.extls.verdict.Change.Direction;
import dev.extls.verdict.Comparison;
import dev.extls.verdict.EndpointComparison;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A comparison of two runs as tables: CSV for a spreadsheet, Markdown for a ticket or pull request. */
public final class ComparisonTables {
    private static final List<String> COLUMNS =
            List.of("server", "service", "port", "address", "topic", "direction", "statement", "target");

    /** A comment on GitHub holds 65,536 characters. */
    private static final int MOST_ROWS = 150;

    private ComparisonTables() {}

    /**
     * A row a change.
     *
     * @param out where to; closed
     * @param comparison two runs
     * @param separator between cells
     * @throws IOException if {@code out} throws it
     */
    public static void csv(Writer out, Comparison comparison, CsvSeparator separator) throws IOException {
        try (CsvPaper csv = new CsvPaper(out, separator)) {
            csv.row(COLUMNS);
            for (EndpointComparison compared : comparison.endpoints()) {
                Endpoint endpoint = compared.endpoint();
                for (Change change : compared.changes()) {
                    csv.row(List.of(
                            endpoint.serverName(),
                            endpoint.service().name(),
                            String.valueOf(endpoint.port()),
                            endpoint.address(),
                            change.topic().name(),
                            change.direction().name(),
                            change.statement(),
                            endpoint.target()));
                }
            }
        }
    }

    /**
     * The worst changes first.
     *
     * @param out where to; closed
     * @param comparison two runs
     * @throws IOException if {@code out} throws it
     */
    public static void markdown(Writer out, Comparison comparison) throws IOException {
        List<EndpointComparison> changed = comparison.endpoints().stream()
                .filter(one -> !one.changes().isEmpty())
                .sorted(Comparator.comparing(
                        (EndpointComparison one) -> one.worst().orElse(Direction.BETTER), Comparator.reverseOrder()))
                .toList();
        try (out) {
            out.write("## " + changed.size() + " of " + comparison.endpoints().size() + " endpoints changed: "
                    + ComparisonPaper.verdict(comparison) + "\n");
            if (!changed.isEmpty()) {
                out.write("\n| | endpoint | what changed |\n| --- | --- | --- |\n");
            }
            int rows = 0;
            int left = 0;
            for (EndpointComparison one : changed) {
                for (Change change : one.changes()) {
                    if (rows++ < MOST_ROWS) {
                        out.write("| " + word(change.direction()) + " | "
                                + MarkdownText.inTable(
                                        MarkdownText.code(one.endpoint().key()))
                                + " | " + MarkdownText.inTable(MarkdownText.prose(change.statement())) + " |\n");
                    } else {
                        left++;
                    }
                }
            }
            if (left > 0) {
                out.write("\nAnd " + left + " more.\n");
            }
        }
    }

    private static String word(Direction direction) {
        String name = direction.name();
        return switch (direction) {
            case BETTER -> "✅ " + name.toLowerCase(Locale.ROOT);
            case DIFFERENT -> name.toLowerCase(Locale.ROOT);
            case UNKNOWN -> "❔ " + name;
            case WORSE -> "❌ " + name;
        };
    }
}
