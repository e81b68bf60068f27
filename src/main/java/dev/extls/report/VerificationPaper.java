package dev.extls.report;

import dev.extls.observation.Moment;
import dev.extls.verdict.Verification;
import dev.extls.verdict.VerifiedEndpoint;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.core.exc.JacksonIOException;

/** What became of a change, for the eye and for programs. */
public final class VerificationPaper {
    /** The version of the JSON. */
    public static final String SCHEMA = "extls/verification/1";

    private static final int LONGEST = 1200;

    private VerificationPaper() {}

    /**
     * Prints an answer for each endpoint and how many there are of each.
     *
     * @param out where to
     * @param verification what became of the change
     * @param style what the terminal can show
     * @throws IOException if {@code out} throws it
     */
    public static void print(Appendable out, Verification verification, TerminalStyle style) throws IOException {
        for (VerifiedEndpoint one : verification.endpoints()) {
            String text = word(one.answer()) + " "
                    + Escaped.forTerminal(one.place() + ": " + one.sentence(), LONGEST, style.unicode());
            for (String line : Columns.wrapped(text, style.width(), "    ")) {
                out.append(line).append('\n');
            }
        }
        out.append(Arrays.stream(VerifiedEndpoint.Answer.values())
                        .filter(answer -> verification.count(answer) > 0)
                        .map(answer -> verification.count(answer) + " " + answer.words())
                        .collect(Collectors.joining(
                                ", ", "Of " + verification.endpoints().size() + " endpoints: ", ".")))
                .append('\n');
    }

    /** Good in small letters, what wants attention in large ones. */
    private static String word(VerifiedEndpoint.Answer answer) {
        return switch (answer) {
            case CONFIRMED -> "confirmed:        ";
            case UNKNOWN -> "UNKNOWN:          ";
            case NOT_CONFIRMED -> "NOT CONFIRMED:    ";
            case WORSE_THAN_BEFORE -> "WORSE THAN BEFORE:";
            case NEVER_CAME_BACK -> "NEVER CAME BACK:  ";
        };
    }

    /**
     * Writes it as JSON in ASCII, and closes the writer.
     *
     * @param out where to
     * @param verification what became of the change
     * @throws IOException if {@code out} throws it
     */
    public static void write(Writer out, Verification verification) throws IOException {
        try (JsonPaper json = new JsonPaper(out)) {
            json.begin();
            json.text("schema", SCHEMA);
            json.number("exitCode", verification.exitCode().number());
            json.beginList("endpoints");
            for (VerifiedEndpoint one : verification.endpoints()) {
                endpoint(json, one);
            }
            json.endList();
            json.end();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private static void endpoint(JsonPaper json, VerifiedEndpoint verified) {
        json.begin();
        ComparisonPaper.door(json, verified.endpoint());
        json.text("answer", verified.answer().name());
        json.text("sentence", verified.sentence());
        ComparisonPaper.changes(json, verified.changes());
        json.beginList("timeline");
        for (Moment moment : verified.comeback().moments()) {
            json.begin();
            json.text("at", moment.at().toString());
            json.text("phase", moment.phase().name());
            if (!moment.said().isBlank()) {
                json.text("said", moment.said());
            }
            json.end();
        }
        json.endList();
        json.end();
    }
}
