package dev.extls.written;

/** Text from a file made fit to print: a file may hold anything, a terminal obeys control characters. */
public final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    /**
     * The text in quotes, what cannot be seen as {@code <U+0007>}, at most 60 characters of it.
     *
     * @param text any text
     * @return one line
     */
    public static String quoted(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(character -> append(shown, character));
        return shown.append(text.codePoints().limit(LONGEST + 1L).count() > LONGEST ? "...\"" : "\"")
                .toString();
    }

    /**
     * The text with what cannot be seen as {@code <U+0007>}.
     *
     * @param text any text
     * @return one line
     */
    public static String printable(String text) {
        if (text.codePoints().allMatch(Shown::visible)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(character -> append(shown, character));
        return shown.toString();
    }

    /**
     * The one character at an offset, or "nothing more" at the end.
     *
     * @param text any text
     * @param offset 0 or more
     * @param end where the text that counts ends
     * @return in words, or in quotes
     */
    public static String characterAt(String text, int offset, int end) {
        if (offset >= end) {
            return "nothing more";
        }
        int character = text.codePointAt(offset);
        if (character == ' ') {
            return "a space";
        }
        return quoted(Character.toString(character));
    }

    /**
     * Whether a character shows as itself.
     *
     * @param character a code point
     * @return false for control, format and unassigned characters
     */
    public static boolean visible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> character == ' ';
            default -> true;
        };
    }

    private static void append(StringBuilder shown, int character) {
        if (visible(character)) {
            shown.appendCodePoint(character);
        } else {
            shown.append(String.format("<U+%04X>", character));
        }
    }
}
