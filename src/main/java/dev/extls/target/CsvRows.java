package dev.extls.target;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.extls.written.Cursor;
import dev.extls.written.Problems;
import dev.extls.written.Shown;
import dev.extls.written.Words;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV text (RFC 4180, any delimiter) to rows whose fields know their places. Rows without content and lines that begin with
 * {@code #} are skipped. A malformed row is told and left out: the parser stops there, and another begins with the next line.
 */
final class CsvRows {
    private final String text;
    private final char delimiter;
    private final Problems problems;
    private CsvLines lines;
    private CsvWords words;
    private Iterator<List<Words>> rows;

    /**
     * The rows of a text.
     *
     * @param delimiter neither a quote nor {@code #} nor a line end
     */
    CsvRows(String text, char delimiter, Problems problems) {
        this.text = text;
        this.delimiter = delimiter;
        this.problems = problems;
        beginAt(new Cursor(text));
    }

    /** The next row, or null at the end. */
    @Nullable
    List<Words> next() {
        while (!problems.full()) {
            try {
                if (rows.hasNext()) {
                    List<Words> row = rows.next();
                    if (row.stream().anyMatch(field -> !field.text().isEmpty())) {
                        return row;
                    }
                } else if (words.reached().at() == text.length()) {
                    return null;
                } else {
                    beginAt(words.reached());
                }
            } catch (CsvParseException malformed) {
                // The parser wraps whatever else is thrown while it reads: that is no mistake of the text.
                if (malformed.getCause() != null) {
                    throw malformed;
                }
                tell(words.reached());
                Cursor nextLine = words.rowStart();
                nextLine.moveTo(TextLines.startOfNextLine(text, TextLines.endOfLine(text, nextLine.at())));
                beginAt(nextLine);
            }
        }
        return null;
    }

    private void beginAt(Cursor from) {
        lines = new CsvLines(text, from.at());
        words = new CsvWords(text, delimiter, from, lines);
        rows = CsvReader.builder()
                .fieldSeparator(delimiter)
                .commentStrategy(CommentStrategy.SKIP)
                .trimWhitespacesAroundQuotes(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(TargetReader.MOST_BYTES)
                .build(words, lines)
                .iterator();
    }

    /** Only a quoted field can be malformed: it does not end, or something stands behind its end. */
    private void tell(Cursor field) {
        int quote = text.indexOf('"', field.at());
        if (lines.ended()) {
            field.moveTo(quote);
            problems.add(field.line(), field.column(), "a quote that is not closed", "a closing quote");
            return;
        }
        field.moveTo(behindQuoted(quote));
        problems.add(
                field.line(),
                field.column(),
                Shown.characterAt(text, field.at(), text.length()) + " behind a closing quote",
                "the delimiter " + Shown.quoted(Character.toString(delimiter)) + " or the end of the line");
    }

    /** The first character behind a quoted field that is no space. */
    private int behindQuoted(int openingQuote) {
        int at = text.indexOf('"', openingQuote + 1);
        while (text.startsWith("\"\"", at)) {
            at = text.indexOf('"', at + 2);
        }
        at++;
        while (text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }
}
