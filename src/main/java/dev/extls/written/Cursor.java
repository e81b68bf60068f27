package dev.extls.written;

/** Follows lines and columns through a text, forwards only: CR LF, LF and CR end a line, a column is a code point. */
public final class Cursor {
    private final CharSequence text;
    private int at;
    private int line = 1;
    private int column = 1;

    /**
     * At the first character.
     *
     * @param text may grow behind the cursor's back
     */
    public Cursor(CharSequence text) {
        this.text = text;
    }

    /**
     * A second cursor at the same place.
     *
     * @param other the first
     */
    public Cursor(Cursor other) {
        text = other.text;
        at = other.at;
        line = other.line;
        column = other.column;
    }

    /**
     * How far it is.
     *
     * @return 0 or more {@code char}s
     */
    public int at() {
        return at;
    }

    /**
     * The line.
     *
     * @return 1 or more
     */
    public int line() {
        return line;
    }

    /**
     * The column.
     *
     * @return 1 or more
     */
    public int column() {
        return column;
    }

    /**
     * Moves on.
     *
     * @param offset not before {@link #at}
     */
    public void moveTo(int offset) {
        for (; at < offset; at++) {
            char character = text.charAt(at);
            if (character == '\n' && at > 0 && text.charAt(at - 1) == '\r') {
                continue;
            }
            if (character == '\n' || character == '\r') {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(character)) {
                column++;
            }
        }
    }
}
