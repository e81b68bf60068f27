package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;
import java.util.Locale;

/**
 * A line of IMAP, RFC 9051 section 2.2.2.
 *
 * @param tag the first word: {@code *} for untagged, {@code +} for a continuation, else the tag of the question
 * @param word the second, in upper case, for case does not matter there (RFC 9051 section 9)
 * @param text the rest
 */
record ImapLine(String tag, String word, String text) {
    /** Polite in clear, RFC 9051 section 6.1.3. */
    static final List<String> LOGOUT = List.of("a3 LOGOUT");

    static ImapLine of(String line) {
        String[] parts = line.split(" ", 3);
        return new ImapLine(
                parts[0],
                parts.length > 1 ? parts[1].toUpperCase(Locale.ROOT) : "",
                parts.length > 2 ? parts[2].strip() : "");
    }

    boolean untagged() {
        return tag.equals("*");
    }

    /** Whether each line, or beginning of one, is untagged: such may come at any time, RFC 9051 section 2.2.2. */
    static boolean allUntagged(Bytes bytes) {
        boolean begin = true;
        for (int i = 0; i < bytes.length(); i++) {
            if (begin && bytes.at(i) != '*') {
                return false;
            }
            begin = bytes.at(i) == '\n';
        }
        return true;
    }
}
