package dev.extls.wire;

import dev.extls.tls.Bytes;
import java.util.Arrays;

/** Writes numbers and vectors in network order (RFC 8446 section 3). What does not fit its field is a mistake of ours. */
public final class ByteWriter {
    private byte[] written = new byte[256];
    private int length;

    /**
     * One byte.
     *
     * @param number 0 to 0xff
     * @return this
     * @throws IllegalArgumentException if it does not fit
     */
    public ByteWriter u8(int number) {
        return number(number, 1);
    }

    /**
     * Two bytes.
     *
     * @param number 0 to 0xffff
     * @return this
     * @throws IllegalArgumentException if it does not fit
     */
    public ByteWriter u16(int number) {
        return number(number, 2);
    }

    /**
     * Three bytes.
     *
     * @param number 0 to 0xffffff
     * @return this
     * @throws IllegalArgumentException if it does not fit
     */
    public ByteWriter u24(int number) {
        return number(number, 3);
    }

    /**
     * Bytes as they are.
     *
     * @param bytes any
     * @return this
     */
    public ByteWriter bytes(Bytes bytes) {
        room(bytes.length());
        bytes.copyTo(written, length);
        length += bytes.length();
        return this;
    }

    /**
     * A vector with its length before it in one byte.
     *
     * @param content at most 0xff bytes
     * @return this
     * @throws IllegalArgumentException if it is longer
     */
    public ByteWriter vector8(Bytes content) {
        return u8(content.length()).bytes(content);
    }

    /**
     * A vector with its length before it in two bytes.
     *
     * @param content at most 0xffff bytes
     * @return this
     * @throws IllegalArgumentException if it is longer
     */
    public ByteWriter vector16(Bytes content) {
        return u16(content.length()).bytes(content);
    }

    /**
     * A vector with its length before it in three bytes.
     *
     * @param content at most 0xffffff bytes
     * @return this
     * @throws IllegalArgumentException if it is longer
     */
    public ByteWriter vector24(Bytes content) {
        return u24(content.length()).bytes(content);
    }

    /**
     * All that was written so far.
     *
     * @return a copy
     */
    public Bytes written() {
        return Bytes.of(written, 0, length);
    }

    private void room(int wanted) {
        if (wanted > written.length - length) {
            written = Arrays.copyOf(written, Math.max(2 * written.length, length + wanted));
        }
    }

    private ByteWriter number(int number, int width) {
        if (number < 0 || number >>> (8 * width) != 0) {
            throw new IllegalArgumentException(number + " does not fit into " + width + " bytes");
        }
        room(width);
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            written[length++] = (byte) (number >>> shift);
        }
        return this;
    }
}
