package dev.extls.wire;

/**
 * One field of what crossed the wire in the clear.
 *
 * @param depth how many fields it lies in, 0 for a record
 * @param offset of its first byte in what one side sent, from 0; a message over several records is told where it begins
 * @param length in bytes, 0 or more; of a vector with its length before it, both
 * @param name as the RFC has it
 * @param value what it says: a registered name, a number, a text of ISO 8859-1 characters or hexadecimal digits; hostile, bounded, and empty
 *     where its inner fields say it
 */
public record Field(int depth, int offset, int length, String name, String value) {
    /** Checks. */
    public Field {
        if (depth < 0 || offset < 0 || length < 0) {
            throw new IllegalArgumentException("no field: " + depth + ", " + offset + ", " + length);
        }
    }
}
