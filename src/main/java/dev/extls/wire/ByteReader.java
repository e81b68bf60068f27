package dev.extls.wire;

import dev.extls.tls.Bytes;

/**
 * Reads numbers and vectors in network order out of a bounded range (RFC 8446 section 3).
 *
 * <p>{@code 0 <= offset() <= end}; nothing outside the range is ever seen. A reader that fails has not moved past the
 * field at fault.
 */
public final class ByteReader {
    private final Bytes content;
    private final int end;
    private int position;

    /**
     * Reads all of it.
     *
     * @param content any bytes
     */
    public ByteReader(Bytes content) {
        this(content, 0, content.length());
    }

    private ByteReader(Bytes content, int position, int end) {
        this.content = content;
        this.position = position;
        this.end = end;
    }

    /**
     * The place of the next byte.
     *
     * @return counted from the start of the bytes given to the outermost reader
     */
    public int offset() {
        return position;
    }

    /**
     * How many bytes are left.
     *
     * @return 0 or more
     */
    public int remaining() {
        return end - position;
    }

    /**
     * One byte.
     *
     * @param what names the field in the error
     * @return 0 to 0xff
     * @throws WireException if none is left
     */
    public int u8(String what) throws WireException {
        return number(1, what);
    }

    /**
     * Two bytes.
     *
     * @param what names the field in the error
     * @return 0 to 0xffff
     * @throws WireException if fewer are left
     */
    public int u16(String what) throws WireException {
        return number(2, what);
    }

    /**
     * Three bytes.
     *
     * @param what names the field in the error
     * @return 0 to 0xffffff
     * @throws WireException if fewer are left
     */
    public int u24(String what) throws WireException {
        return number(3, what);
    }

    /**
     * A copy of the next bytes.
     *
     * @param length how many, 0 or more
     * @param what names the field in the error
     * @return exactly that many
     * @throws WireException if fewer are left
     */
    public Bytes bytes(int length, String what) throws WireException {
        need(length, what);
        position += length;
        return content.slice(position - length, position);
    }

    /**
     * A copy of all that is left.
     *
     * @return may be empty
     */
    public Bytes rest() {
        Bytes rest = content.slice(position, end);
        position = end;
        return rest;
    }

    /**
     * A reader of the next bytes only; this one goes on behind them.
     *
     * @param length how many, 0 or more
     * @param what names the field in the error
     * @return bounded to exactly that many
     * @throws WireException if fewer are left
     */
    public ByteReader sub(int length, String what) throws WireException {
        need(length, what);
        position += length;
        return new ByteReader(content, position - length, position);
    }

    /**
     * A reader of a vector whose length stands before it in one byte.
     *
     * @param what names the field in the error
     * @return bounded to the vector
     * @throws WireException if the length is missing or larger than what is left
     */
    public ByteReader vector8(String what) throws WireException {
        return sub(u8(what), what);
    }

    /**
     * A reader of a vector whose length stands before it in two bytes.
     *
     * @param what names the field in the error
     * @return bounded to the vector
     * @throws WireException if the length is missing or larger than what is left
     */
    public ByteReader vector16(String what) throws WireException {
        return sub(u16(what), what);
    }

    /**
     * A reader of a vector whose length stands before it in three bytes.
     *
     * @param what names the field in the error
     * @return bounded to the vector
     * @throws WireException if the length is missing or larger than what is left
     */
    public ByteReader vector24(String what) throws WireException {
        return sub(u24(what), what);
    }

    /**
     * Nothing may be left.
     *
     * @param what names the structure that ends here
     * @throws WireException if bytes are left
     */
    public void end(String what) throws WireException {
        if (remaining() > 0) {
            throw new WireException(what + ": " + remaining() + " bytes too many", position);
        }
    }

    private int number(int width, String what) throws WireException {
        need(width, what);
        int number = 0;
        for (int i = 0; i < width; i++) {
            number = number << 8 | content.at(position++);
        }
        return number;
    }

    private void need(int length, String what) throws WireException {
        if (length > remaining()) {
            throw new WireException(what + ": " + length + " bytes wanted, " + remaining() + " left", position);
        }
    }
}
