package dev.extls.written;

/** Takes the mistake that a reader of one short text found in it. */
@FunctionalInterface
public interface Complaint {
    /**
     * One mistake.
     *
     * @param offset where, in {@code char}s from the beginning of the text; the length of the text when its end is the mistake
     * @param found what stands there, printable
     * @param expected what would have been right
     */
    void at(int offset, String found, String expected);
}
