package dev.extls.verdict;

/**
 * One thing that is not as it was.
 *
 * @param topic what it is about
 * @param direction whether that is good
 * @param statement what was and what is, without full stop; may quote the server, so hostile
 */
public record Change(Topic topic, Direction direction, String statement) {
    /** What a change is about, so that a new certificate is told apart from a change of TLS versions. */
    public enum Topic {
        /** The endpoint is in one of the runs only. */
        PRESENCE,
        /** The service answers, or does not any more. */
        SERVICE,
        /** A TLS or SSL version. */
        VERSION,
        /** The suites of a version. */
        SUITES,
        /** The order of suites that stayed the same. */
        SUITE_ORDER,
        /** The certificate of the server. */
        CERTIFICATE,
        /** What the server calls itself in its clear-text lines. */
        IDENTITY
    }

    /** Whether a change is good, best first. */
    public enum Direction {
        /** What was missing is there, or what was bad is gone. */
        BETTER,
        /** Neither better nor worse. */
        DIFFERENT,
        /** One side stayed unknown, so nobody can tell. */
        UNKNOWN,
        /** What was good is gone, or what is bad is there. */
        WORSE
    }
}
