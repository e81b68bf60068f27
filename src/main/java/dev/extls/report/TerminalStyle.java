package dev.extls.report;

import java.nio.charset.Charset;

/**
 * What a terminal can show.
 *
 * @param width columns, at least 20
 * @param colour whether ANSI colours may be used
 * @param unicode whether more than ASCII can be shown
 */
public record TerminalStyle(int width, boolean colour, boolean unicode) {
    /** Checks the range. */
    public TerminalStyle {
        if (width < 20) {
            throw new IllegalArgumentException("a terminal of " + width + " columns");
        }
    }

    /**
     * What can be shown, from what is known of the terminal.
     *
     * @param width columns; below 20 is taken as 20
     * @param colour whether colour is wanted
     * @param charset the encoding of the output
     * @param term the value of {@code TERM}, or empty
     * @return colours and symbols only where both the encoding and the terminal have them
     */
    public static TerminalStyle of(int width, boolean colour, Charset charset, String term) {
        boolean dumb = term.equals("dumb");
        boolean unicode = !dumb && charset.canEncode() && charset.newEncoder().canEncode(Symbols.ALL_OF_UNICODE);
        return new TerminalStyle(Math.max(20, width), colour && !dumb, unicode);
    }
}
