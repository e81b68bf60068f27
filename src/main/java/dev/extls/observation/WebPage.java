package dev.extls.observation;

import java.util.List;
import java.util.Locale;

/**
 * What a web site answered to one GET inside TLS, bounded; every text as the server sent it, unescaped and hostile.
 *
 * @param path what was asked for; empty where nothing was
 * @param status 100 to 999; 0 if no status line was understood
 * @param headers {@code Name: value}, in the order of the server
 * @param body its beginning
 * @param end how the reading ended
 */
public record WebPage(String path, int status, List<String> headers, String body, End end) {
    /** How many headers are kept. */
    public static final int HEADERS_AT_MOST = 64;

    /** How many characters of a header are kept, and of the body. */
    public static final int CHARACTERS_AT_MOST = 512;

    /** No page was asked for. */
    public static final WebPage NOT_ASKED = new WebPage("", 0, List.of(), "", End.NOT_ASKED);

    /** How the reading of a page ended. */
    public enum End {
        /** Nothing was asked. */
        NOT_ASKED("no page was asked for"),
        /** With the end of the page. */
        WHOLE("the page came whole"),
        /** There was more than is read. */
        TOO_LONG("the page did not end within what is read of one"),
        /** The deadline passed. */
        NO_ANSWER("the page did not end in time"),
        /** The server ended the connection first. */
        CLOSED("the connection ended before the page did"),
        /** What came is not HTTP. */
        NOT_HTTP("what came is not HTTP");

        private final String sentence;

        End(String sentence) {
            this.sentence = sentence;
        }

        /**
         * The end in a few words, lower case, without full stop.
         *
         * @return never empty
         */
        public String sentence() {
            return sentence;
        }
    }

    /** Checks and copies. */
    public WebPage {
        headers = List.copyOf(headers);
        if (headers.size() > HEADERS_AT_MOST || body.length() > CHARACTERS_AT_MOST) {
            throw new IllegalArgumentException("more of a page than is kept");
        }
        if (headers.stream().anyMatch(header -> header.length() > CHARACTERS_AT_MOST)) {
            throw new IllegalArgumentException("more of a header than is kept");
        }
        if (status != 0 && !isStatus(status)) {
            throw new IllegalArgumentException("no status of HTTP: " + status);
        }
    }

    /**
     * Whether a number can be a status of HTTP: it has three digits, the first of which is not 0 (RFC 9112 section 4, RFC 9110 section 15).
     *
     * @param number any
     * @return whether it is from 100 to 999
     */
    public static boolean isStatus(int number) {
        return number >= 100 && number <= 999;
    }

    /**
     * Whether a page was asked for.
     *
     * @return false for {@link #NOT_ASKED}
     */
    public boolean asked() {
        return end != End.NOT_ASKED;
    }

    /**
     * The value of a header.
     *
     * @param name in any case
     * @return that of the first with this name, without blanks around it; empty if there is none
     */
    public String header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                .findFirst()
                .map(header -> header.substring(start.length()).strip())
                .orElse("");
    }
}
