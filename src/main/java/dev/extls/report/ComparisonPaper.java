package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.verdict.Change;
import dev.extls.verdict.Change.Direction;
import dev.extls.verdict.Comparison;
import dev.extls.verdict.EndpointComparison;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.exc.JacksonIOException;

/** A comparison of two runs, for the eye and for programs. */
public final class ComparisonPaper {
    /** The version of the JSON. */
    public static final String SCHEMA = "extls/comparison/1";

    private static final int LONGEST = 1200;

    private ComparisonPaper() {}

    /**
     * Prints what changed, endpoint by endpoint, and how many stayed as they were.
     *
     * @param out where to
     * @param comparison two runs
     * @param style what the terminal can show
     * @throws IOException if {@code out} throws it
     */
    public static void print(Appendable out, Comparison comparison, TerminalStyle style) throws IOException {
        List<String> lines = new ArrayList<>();
        int same = 0;
        for (EndpointComparison endpoint : comparison.endpoints()) {
            if (endpoint.changes().isEmpty()) {
                same++;
                continue;
            }
            lines.add(Escaped.forTerminal(endpoint.endpoint().key(), LONGEST, style.unicode()));
            for (Change change : endpoint.changes()) {
                String text = "  " + word(change.direction()) + " "
                        + Escaped.forTerminal(change.statement(), LONGEST, style.unicode());
                lines.addAll(Columns.wrapped(text, style.width(), "    "));
            }
        }
        lines.add((comparison.endpoints().size() - same) + " of "
                + comparison.endpoints().size() + " endpoints changed: " + verdict(comparison));
        for (String line : lines) {
            out.append(line).append('\n');
        }
    }

    private static String word(Direction direction) {
        return switch (direction) {
            case BETTER -> "BETTER:   ";
            case DIFFERENT -> "different:";
            case UNKNOWN -> "UNKNOWN:  ";
            case WORSE -> "WORSE:    ";
        };
    }

    static String verdict(Comparison comparison) {
        return comparison
                .worst()
                .map(worst -> switch (worst) {
                    case BETTER -> "nothing is worse, something is better.";
                    case DIFFERENT -> "nothing is worse.";
                    case UNKNOWN -> "nothing is known to be worse, and something is unknown.";
                    case WORSE -> "something is worse.";
                })
                .orElse("everything is as it was.");
    }

    /**
     * Writes the comparison as JSON in ASCII, and closes the writer.
     *
     * @param out where to
     * @param comparison two runs
     * @throws IOException if {@code out} throws it
     */
    public static void write(Writer out, Comparison comparison) throws IOException {
        try (JsonPaper json = new JsonPaper(out)) {
            json.begin();
            json.text("schema", SCHEMA);
            comparison.worst().ifPresent(worst -> json.text("worst", worst.name()));
            json.number("exitCode", comparison.exitCode());
            json.beginList("endpoints");
            comparison.endpoints().forEach(one -> endpoint(json, one));
            json.endList();
            json.end();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private static void endpoint(JsonPaper json, EndpointComparison compared) {
        json.begin();
        door(json, compared.endpoint());
        changes(json, compared.changes());
        json.end();
    }

    /** Which endpoint is spoken of. */
    static void door(JsonPaper json, Endpoint endpoint) {
        json.text("target", endpoint.target());
        json.text("service", endpoint.service().name());
        json.text("serverName", endpoint.serverName());
        json.text("address", endpoint.address());
        json.number("port", endpoint.port());
    }

    /** What changed there. */
    static void changes(JsonPaper json, List<Change> changes) {
        json.beginList("changes");
        for (Change change : changes) {
            json.begin();
            json.text("topic", change.topic().name());
            json.text("direction", change.direction().name());
            json.text("statement", change.statement());
            json.end();
        }
        json.endList();
    }
}
