package dev.extls.target;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of text with the place where it stands.
 *
 * @param text the text, quotes and escapes undone
 * @param line its line
 * @param column the column of its first character
 * @param straight whether the n-th character of the text stands n columns behind the first
 */
record Words(String text, int line, int column, boolean straight) {
    /** The column of a character of the text, as exactly as the form allows. */
    int columnAt(int offset) {
        return straight ? column + text.codePointCount(0, offset) : column;
    }

    Complaint complainingTo(Problems problems) {
        return (offset, found, expected) -> problems.add(line, columnAt(offset), found, expected);
    }

    /** The text without white space at its ends. */
    Words stripped() {
        String stripped = text.strip();
        int lead = text.indexOf(stripped);
        return new Words(stripped, line, columnAt(lead), straight);
    }

    /** Services side by side, separated by white space, commas or {@code |}. */
    List<ServiceName> serviceNames(Problems problems) {
        List<ServiceName> names = new ArrayList<>();
        int at = 0;
        int characters = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !separates(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                names.add(new ServiceName(
                        text.substring(at, end), problems.place(line, straight ? column + characters : column)));
            }
            characters += text.codePointCount(at, Math.min(end + 1, text.length()));
            at = end + 1;
        }
        return names;
    }

    /** Whether the text may be kept as a label; if not, it is told. */
    boolean fitForLabel(Problems problems) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            if (!Shown.visible(character) && character != 0xA0) {
                problems.add(
                        line,
                        columnAt(at),
                        Shown.characterAt(text, at, text.length()),
                        "a label without control characters");
                return false;
            }
        }
        return true;
    }

    private static boolean separates(char character) {
        return Character.isWhitespace(character) || character == ',' || character == '|';
    }
}
