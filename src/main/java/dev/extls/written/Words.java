package dev.extls.written;

/**
 * A piece of text with the place where it stands.
 *
 * @param text the text, quotes and escapes undone
 * @param line its line
 * @param column the column of its first character
 * @param straight whether the n-th character of the text stands n columns behind the first
 */
public record Words(String text, int line, int column, boolean straight) {
    /**
     * The column of a character of the text, as exactly as the form allows.
     *
     * @param offset in {@code char}s from the beginning of the text
     * @return 1 or more
     */
    public int columnAt(int offset) {
        return straight ? column + text.codePointCount(0, offset) : column;
    }

    /**
     * Takes the mistakes that the reader of this text finds in it.
     *
     * @param problems collects them
     * @return a complaint whose offsets count in this text
     */
    public Complaint complainingTo(Problems problems) {
        return (offset, found, expected) -> problems.add(line, columnAt(offset), found, expected);
    }

    /**
     * The text without white space at its ends.
     *
     * @return the rest, with its own place
     */
    public Words stripped() {
        String stripped = text.strip();
        int lead = text.indexOf(stripped);
        return new Words(stripped, line, columnAt(lead), straight);
    }

    /**
     * Whether every character of the text can be seen; if not, the first that cannot is told.
     *
     * @param what what the text is for, such as {@code a label}
     * @param problems takes the mistake
     * @return false if there is a control character or the like
     */
    public boolean visible(String what, Problems problems) {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            if (!Shown.visible(character) && character != 0xA0) {
                problems.add(
                        line,
                        columnAt(at),
                        Shown.characterAt(text, at, text.length()),
                        what + " without control characters");
                return false;
            }
        }
        return true;
    }
}
