package dev.extls.target;

import java.io.Reader;

/** Hands text to the parser line by line, and says that it ends where one row takes too many of them. */
final class CsvLines extends Reader {
    /** A quoted field may hold line ends, but one whose quote was forgotten must not swallow the list. */
    private static final int MOST_LINES = 100;

    private final String text;
    private int at;
    private int left = MOST_LINES;
    private boolean ended;

    CsvLines(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** The lines of the next row count from here. */
    void rowBegins() {
        left = MOST_LINES;
    }

    /** Whether the parser was told that there is no more. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        if (at == text.length() || left == 0) {
            ended = true;
            return -1;
        }
        int start = at;
        int most = Math.min(text.length(), start + length);
        boolean lineEnded = false;
        while (at < most && !lineEnded) {
            char character = text.charAt(at++);
            lineEnded = character == '\n' || (character == '\r' && !text.startsWith("\n", at));
        }
        left -= lineEnded ? 1 : 0;
        text.getChars(start, at, buffer, offset);
        return at - start;
    }

    @Override
    public void close() {
        // Text in memory holds nothing open.
    }
}
