package dev.extls.dialogue;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The first line of a POP3 reply, RFC 1939 section 3.
 *
 * @param status how the server answers
 * @param text the rest
 */
record PopLine(Status status, String text) {
    /** The status indicator. */
    enum Status {
        /** {@code +OK}. */
        OK,
        /** {@code -ERR}. */
        ERR,
        /** Neither. */
        FOREIGN
    }

    /** Polite in clear, RFC 1939 section 4. */
    static final List<String> QUIT = List.of("QUIT");

    private static final Pattern LINE =
            Pattern.compile("(?:(\\+OK)|-ERR)(?: (.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    static PopLine of(String line) {
        var match = LINE.matcher(line);
        if (!match.matches()) {
            return new PopLine(Status.FOREIGN, line);
        }
        String text = match.group(2) == null ? "" : match.group(2).strip();
        return new PopLine(match.group(1) == null ? Status.ERR : Status.OK, text);
    }
}
