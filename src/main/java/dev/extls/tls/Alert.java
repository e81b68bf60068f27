package dev.extls.tls;

import java.util.Map;

/**
 * A TLS alert, RFC 8446 section 6.
 *
 * @param level 1 warning, 2 fatal; other numbers are kept
 * @param description the number of the alert, 0 to 255
 */
public record Alert(int level, int description) {
    private static final Map<Integer, String> NAMES = CodePoints.table("alerts.tsv");

    /** The peer closes in good order. */
    public static final int CLOSE_NOTIFY = 0;
    /** No acceptable set of parameters. */
    public static final int HANDSHAKE_FAILURE = 40;
    /** The version is known and not supported. */
    public static final int PROTOCOL_VERSION = 70;
    /** The parameters are too weak for the peer. */
    public static final int INSUFFICIENT_SECURITY = 71;
    /** Something on the side of the peer went wrong, which says nothing about ours. */
    public static final int INTERNAL_ERROR = 80;
    /** The peer has a later version than this hello, which says that it is a fallback (RFC 7507). */
    public static final int INAPPROPRIATE_FALLBACK = 86;
    /** The server name is not known. */
    public static final int UNRECOGNIZED_NAME = 112;
    /** None of the application protocols is known (RFC 7301 section 3.2). */
    public static final int NO_APPLICATION_PROTOCOL = 120;

    /** Checks the ranges. */
    public Alert {
        if (level < 0 || level > 0xff || description < 0 || description > 0xff) {
            throw new IllegalArgumentException("no alert " + level + "/" + description);
        }
    }

    /**
     * Whether the connection ends with it.
     *
     * @return true for level 2
     */
    public boolean fatal() {
        return level == 2;
    }

    /**
     * The registered name and the number, such as {@code protocol_version(70)}.
     *
     * @return never empty
     */
    public String label() {
        return NAMES.getOrDefault(description, "unassigned") + "(" + description + ")";
    }

    /** Level and label. */
    @Override
    public String toString() {
        return (fatal() ? "fatal " : level == 1 ? "warning " : "level " + level + " ") + label();
    }
}
