package dev.extls.target;

import dev.extls.written.Place;
import dev.extls.written.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text form: one target a line, {@code #} begins a comment at the start of a line and after white space. */
final class TextLines {
    private TextLines() {}

    static List<Target> read(String text, Problems problems) {
        List<Target> targets = new ArrayList<>();
        int line = 0;
        int start = 0;
        while (start < text.length() && !problems.full()) {
            int end = endOfLine(text, start);
            line++;
            readLine(text.substring(start, end), line, problems).ifPresent(targets::add);
            start = startOfNextLine(text, end);
        }
        return targets;
    }

    /** The offset of the line's end, CR and LF not counted in. */
    static int endOfLine(String text, int from) {
        int at = from;
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The offset behind the line end that stands at an offset. */
    static int startOfNextLine(String text, int end) {
        return text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length());
    }

    static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }

    private static Optional<Target> readLine(String line, int number, Problems problems) {
        int start = 0;
        while (start < line.length() && blank(line.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < line.length() && !(line.charAt(end) == '#' && (end == start || blank(line.charAt(end - 1))))) {
            end++;
        }
        while (end > start && blank(line.charAt(end - 1))) {
            end--;
        }
        if (start == end) {
            return Optional.empty();
        }
        int from = start;
        String written = line.substring(start, end);
        Place place = problems.place(number, line.codePointCount(0, start) + 1);
        return TargetText.read(
                        written,
                        (offset, found, expected) ->
                                problems.add(number, line.codePointCount(0, from + offset) + 1, found, expected))
                .map(text -> new Draft(text, written, place).target());
    }

    private static boolean blank(char character) {
        return character == ' ' || character == '\t';
    }
}
