package dev.extls.target;

/** Follows lines and columns through a text, forwards only: CR LF, LF and CR end a line, a column is a code point. */
final class Cursor {
    private final CharSequence text;
    private int at;
    private int line = 1;
    private int column = 1;

    Cursor(CharSequence text) {
        this.text = text;
    }

    /** A second cursor at the same place. */
    Cursor(Cursor other) {
        text = other.text;
        at = other.at;
        line = other.line;
        column = other.column;
    }

    int at() {
        return at;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    void moveTo(int offset) {
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
