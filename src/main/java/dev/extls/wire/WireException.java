package dev.extls.wire;

/** Bytes that are not what they should be. The message names the field, for people; nothing decides by its text. */
public final class WireException extends Exception {
    private final String fault;
    private final int offset;

    /**
     * Names the fault and its place.
     *
     * @param message the field and what is wrong with it
     * @param offset the byte where it was noticed, counted from the start of what was read, 0 or more
     */
    public WireException(String message, int offset) {
        super(message + ", at byte " + offset);
        this.fault = message;
        this.offset = offset;
    }

    /** The same fault, seen from the structure around it, in which what was read begins at some byte. */
    WireException within(String structure, int begin) {
        return new WireException(structure + " " + fault, begin + offset);
    }

    /** What is wrong and where, in one line of ASCII. */
    String sentence() {
        return fault + ", at byte " + offset;
    }

    /** What is wrong, in one line of ASCII. */
    String fault() {
        return fault;
    }

    /**
     * The byte where the fault was noticed.
     *
     * @return counted from the start of the message or the received bytes, 0 or more
     */
    public int offset() {
        return offset;
    }
}
