package dev.extls.tls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes: what a record holds in place of {@code byte[]}. */
public final class Bytes {
    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final HexFormat HEX = HexFormat.of();

    /** Of each byte, both digits. */
    private static final short[] DIGITS = digits();

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /**
     * A copy of an array.
     *
     * @param content any bytes
     * @return the same bytes, out of reach of later changes to the array
     */
    public static Bytes of(byte... content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /**
     * A copy of a part of an array.
     *
     * @param content any bytes
     * @param from first byte, {@code 0 <= from <= to}
     * @param to one past the last byte, {@code to <= content.length}
     * @return the same bytes, out of reach of later changes to the array
     */
    public static Bytes of(byte[] content, int from, int to) {
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(content, from, to));
    }

    /**
     * Bytes from hexadecimal digits.
     *
     * @param digits an even number of hexadecimal digits, either case, no separators
     * @return the bytes
     * @throws IllegalArgumentException if a character is no hexadecimal digit or the number of digits is odd
     */
    public static Bytes fromHex(String digits) {
        return of(HEX.parseHex(digits));
    }

    /**
     * How many bytes.
     *
     * @return 0 or more
     */
    public int length() {
        return content.length;
    }

    /**
     * One byte as an unsigned number.
     *
     * @param index {@code 0 <= index < length()}
     * @return 0 to 255
     * @throws IndexOutOfBoundsException if the index is outside
     */
    public int at(int index) {
        return content[index] & 0xff;
    }

    /**
     * A part.
     *
     * @param from first byte, {@code 0 <= from <= to}
     * @param to one past the last byte, {@code to <= length()}
     * @return the bytes between
     * @throws IndexOutOfBoundsException if the range is outside
     */
    public Bytes slice(int from, int to) {
        if (from < 0 || from > to || to > content.length) {
            throw new IndexOutOfBoundsException(from + ".." + to + " of " + content.length);
        }
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(content, from, to));
    }

    /**
     * These bytes with others behind them.
     *
     * @param behind what follows
     * @return both in one
     */
    public Bytes plus(Bytes behind) {
        if (behind.content.length == 0) {
            return this;
        }
        byte[] both = Arrays.copyOf(content, content.length + behind.content.length);
        System.arraycopy(behind.content, 0, both, content.length, behind.content.length);
        return new Bytes(both);
    }

    /**
     * Copies all of them into an array.
     *
     * @param target long enough
     * @param at where the first one goes
     * @throws IndexOutOfBoundsException if they do not fit there
     */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(content, 0, target, at, content.length);
    }

    /**
     * A copy as an array.
     *
     * @return a new array
     */
    public byte[] toArray() {
        return content.clone();
    }

    /**
     * Lower-case hexadecimal digits, no separators.
     *
     * @return {@code 2 * length()} digits
     */
    public String hex() {
        return new String(hexDigits(), StandardCharsets.ISO_8859_1);
    }

    /**
     * The same digits in ASCII. Most of a journal is made of them, and one look for two digits takes half the time of {@link HexFormat}.
     *
     * @return {@code 2 * length()} bytes, a new array
     */
    public byte[] hexDigits() {
        byte[] digits = new byte[2 * content.length];
        int at = 0;
        for (byte one : content) {
            short pair = DIGITS[one & 0xff];
            digits[at++] = (byte) (pair >> Byte.SIZE);
            digits[at++] = (byte) pair;
        }
        return digits;
    }

    private static short[] digits() {
        short[] pairs = new short[1 << Byte.SIZE];
        for (int value = 0; value < pairs.length; value++) {
            pairs[value] = (short) (HEX.toHighHexDigit(value) << Byte.SIZE | HEX.toLowHexDigit(value));
        }
        return pairs;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** The bytes as hexadecimal digits. */
    @Override
    public String toString() {
        return hex();
    }
}
