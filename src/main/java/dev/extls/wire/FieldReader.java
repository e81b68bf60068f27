package dev.extls.wire;

import dev.extls.tls.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Reads a structure field by field and writes each down; like {@link ByteReader}, it sees nothing outside its range. */
final class FieldReader {
    /** Nobody reads more, and what is hostile stays small. */
    static final int MOST_FIELDS = 2000;

    /** Longer ones are cut; the length of the field says so. */
    private static final int LONGEST_HEX = 48;

    private static final int LONGEST_TEXT = 255;

    private final ByteReader reader;
    private final IntUnaryOperator place;
    private final List<Field> fields;
    private final int depth;

    /** The place is where a byte of the reader's content stands in what was sent. */
    FieldReader(ByteReader reader, IntUnaryOperator place, List<Field> fields, int depth) {
        this.reader = reader;
        this.place = place;
        this.fields = fields;
        this.depth = depth;
    }

    boolean more() {
        return reader.remaining() > 0;
    }

    int remaining() {
        return reader.remaining();
    }

    /** A number of one to four bytes. */
    int number(int width, String name, IntFunction<String> says) throws WireException {
        int begin = reader.offset();
        int number = plain(width, name);
        add(begin, reader.offset() - begin, name, says.apply(number));
        return number;
    }

    Bytes opaque(int length, String name) throws WireException {
        int begin = reader.offset();
        Bytes bytes = reader.bytes(length, name);
        add(begin, reader.offset() - begin, name, hex(bytes));
        return bytes;
    }

    /** All that is left, if anything is. */
    void rest(String name) throws WireException {
        if (more()) {
            opaque(reader.remaining(), name);
        }
    }

    /** Leaves the rest unsaid: nothing stands in it. */
    void skip() {
        reader.rest();
    }

    /** Opaque bytes with their length before them. */
    Bytes vector(int width, String name) throws WireException {
        int begin = reader.offset();
        Bytes bytes = reader.bytes(plain(width, name), name);
        add(begin, reader.offset() - begin, name, hex(bytes));
        return bytes;
    }

    /** A text with its length before it. */
    void text(int width, String name) throws WireException {
        int begin = reader.offset();
        Bytes bytes = reader.bytes(plain(width, name), name);
        String text = new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
        add(
                begin,
                reader.offset() - begin,
                name,
                text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text);
    }

    /** A structure with its length before it, whose fields are read one deeper. */
    FieldReader inner(int width, String name, String value) throws WireException {
        int begin = reader.offset();
        ByteReader content = reader.sub(plain(width, name), name);
        add(begin, reader.offset() - begin, name, value);
        return new FieldReader(content, place, fields, depth + 1);
    }

    /** The next bytes as a structure. */
    FieldReader inner(int length, String name) throws WireException {
        int begin = reader.offset();
        ByteReader content = reader.sub(length, name);
        add(begin, reader.offset() - begin, name, "");
        return new FieldReader(content, place, fields, depth + 1);
    }

    /** A structure behind its type and length, both in two bytes; the type gives its name. */
    Typed typed(IntFunction<String> label) throws WireException {
        int begin = reader.offset();
        int type = reader.u16("type");
        ByteReader content = reader.vector16(label.apply(type));
        add(begin, reader.offset() - begin, label.apply(type), "");
        return new Typed(type, new FieldReader(content, place, fields, depth + 1));
    }

    /** A type and what stands behind it. */
    record Typed(int type, FieldReader content) {}

    /** Numbers up to the end. */
    void numbers(int width, String name, IntFunction<String> says) throws WireException {
        while (more()) {
            number(width, name, says);
        }
    }

    private int plain(int width, String name) throws WireException {
        return switch (width) {
            case 1 -> reader.u8(name);
            case 2 -> reader.u16(name);
            case 3 -> reader.u24(name);
            default -> reader.u16(name) << 16 | reader.u16(name);
        };
    }

    private void add(int begin, int length, String name, String value) {
        if (fields.size() < MOST_FIELDS) {
            fields.add(new Field(depth, place.applyAsInt(begin), length, name, value));
        }
    }

    private static String hex(Bytes bytes) {
        return bytes.length() <= LONGEST_HEX
                ? bytes.hex()
                : bytes.slice(0, LONGEST_HEX).hex() + "…";
    }
}
