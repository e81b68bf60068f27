package dev.extls.target;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV text (RFC 4180, any delimiter) to records whose fields know their places; a malformed record is told and left out, the next
 * line goes on. Blank lines and lines that begin with {@code #} are skipped.
 *
 * <p>Its own scanner, since FastCSV tells no columns and stops at the first malformed record.
 */
final class CsvRecords {
    /** A quoted field may hold line ends, but one whose quote was forgotten must not swallow the list. */
    private static final int MOST_LINES = 100;

    private final String text;
    private final char delimiter;
    private final Problems problems;
    private int at;
    private int line = 1;
    private int countedTo;
    private int counted;
    private boolean malformed;

    CsvRecords(String text, char delimiter, Problems problems) {
        this.text = text;
        this.delimiter = delimiter;
        this.problems = problems;
    }

    /** The next record, or null at the end. */
    @Nullable
    List<Words> next() {
        while (at < text.length() && !problems.full()) {
            if (text.charAt(at) == '#'
                    || text.substring(at, TextLines.endOfLine(text, at)).isBlank()) {
                at = TextLines.endOfLine(text, at);
                endLine();
                continue;
            }
            int startLine = line;
            int start = at;
            List<Words> record = record();
            if (!malformed) {
                return record;
            }
            line = startLine;
            at = TextLines.endOfLine(text, start);
            endLine();
        }
        return null;
    }

    private List<Words> record() {
        List<Words> fields = new ArrayList<>();
        int firstLine = line;
        malformed = false;
        while (true) {
            fields.add(field(firstLine));
            if (malformed) {
                return fields;
            }
            if (at < text.length() && text.charAt(at) == delimiter) {
                at++;
                continue;
            }
            endLine();
            return fields;
        }
    }

    private Words field(int firstLine) {
        int start = at;
        while (start < text.length() && (text.charAt(start) == ' ')) {
            start++;
        }
        if (start < text.length() && text.charAt(start) == '"') {
            at = start + 1;
            return quoted(firstLine);
        }
        start = at;
        while (at < text.length() && text.charAt(at) != delimiter && !atLineEnd()) {
            at++;
        }
        return new Words(text.substring(start, at), line, column(start), true).stripped();
    }

    private Words quoted(int firstLine) {
        int startLine = line;
        int startColumn = column(at);
        boolean straight = true;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && line - firstLine < MOST_LINES) {
            char character = text.charAt(at);
            if (character == '"' && text.startsWith("\"", at + 1)) {
                value.append('"');
                straight = false;
                at += 2;
            } else if (character == '"') {
                at++;
                skipToDelimiter();
                return new Words(value.toString(), startLine, startColumn, straight).stripped();
            } else if (atLineEnd()) {
                value.append('\n');
                straight = false;
                endLine();
            } else {
                value.append(character);
                at++;
            }
        }
        problems.add(startLine, startColumn - 1, "a quote that is not closed", "a closing quote");
        malformed = true;
        return new Words("", startLine, startColumn, true);
    }

    private void skipToDelimiter() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at < text.length() && text.charAt(at) != delimiter && !atLineEnd()) {
            problems.add(
                    line,
                    column(at),
                    Shown.characterAt(text, at, text.length()) + " behind a closing quote",
                    "the delimiter " + Shown.quoted(Character.toString(delimiter)) + " or the end of the line");
            malformed = true;
        }
    }

    private boolean atLineEnd() {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private void endLine() {
        at = TextLines.startOfNextLine(text, at);
        line++;
        countedTo = at;
        counted = 0;
    }

    /** The column of an offset in the line that is read; offsets only grow within a line, so that long lines stay cheap. */
    private int column(int offset) {
        counted += text.codePointCount(countedTo, offset);
        countedTo = offset;
        return counted + 1;
    }
}
