package dev.extls.observation;

/**
 * Whether a chain leads to a root of this machine's Java, at the time of the observation: a fact, never a reason to stop.
 *
 * @param kind the fact
 * @param detail the word of the path validator, or empty
 */
public record Trust(Kind kind, String detail) {
    /** No chain was seen, or nobody asked. */
    public static final Trust NOT_ASKED = new Trust(Kind.NOT_ASKED, "");

    /** The possible facts. */
    public enum Kind {
        /** No chain, or not asked. */
        NOT_ASKED,
        /** A path to a root was found. */
        TRUSTED,
        /** No path was found. */
        NOT_TRUSTED
    }
}
