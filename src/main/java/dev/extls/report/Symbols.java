package dev.extls.report;

/**
 * The signs of a terminal report; each stands with a word, so that none is needed to understand it.
 *
 * @param yes a version that is spoken
 * @param selected put behind {@code yes} where no handshake finished
 * @param no a version that is refused
 * @param unknown nothing was seen
 * @param both one question, two answers
 * @param ellipsis for what was cut
 * @param rule for lines
 * @param dot between facts
 * @param next before what to do next
 */
record Symbols(
        String yes,
        String selected,
        String no,
        String unknown,
        String both,
        String ellipsis,
        String rule,
        String dot,
        String next) {
    static final String ALL_OF_UNICODE = "✔✘…─·→";

    private static final Symbols UNICODE = new Symbols("✔", "~", "✘", "?", "!", "…", "─", "·", "→");
    private static final Symbols ASCII = new Symbols("+", "~", "x", "?", "!", "...", "-", "-", ">");

    static Symbols of(TerminalStyle style) {
        return style.unicode() ? UNICODE : ASCII;
    }
}
