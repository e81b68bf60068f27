package dev.extls.written;

/**
 * Where something stands in what the user wrote.
 *
 * @param source the file name, {@code <stdin>} or {@code <command line>}
 * @param line 1 for the first line; CR LF, LF and CR end a line
 * @param column 1 for the first character of the line; a character is a Unicode code point, a tab is one
 */
public record Place(String source, int line, int column) {
    /** Checks. */
    public Place {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("lines and columns count from 1: " + line + ":" + column);
        }
    }

    /** {@code file:line:column}, which editors and terminals turn into a link. */
    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
