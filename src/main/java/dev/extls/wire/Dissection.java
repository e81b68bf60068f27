package dev.extls.wire;

import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/**
 * What one side sent, taken apart for people: records, the handshake messages in them and their fields, each with its place. Nothing is
 * decided by it. It reads what is broken as far as it goes and says where it stopped; the work is proportional to the bytes.
 */
public final class Dissection {
    /** IANA registry "TLS ContentType". */
    private static final Map<Integer, String> RECORDS = Map.of(
            TlsRecord.CHANGE_CIPHER_SPEC, "change_cipher_spec",
            TlsRecord.ALERT, "alert",
            TlsRecord.HANDSHAKE, "handshake",
            TlsRecord.APPLICATION_DATA, "application_data");

    /** Longest message in the clear that is taken apart. */
    private static final int LONGEST_MESSAGE = 1 << 20;

    private static final int RECORD_HEADER = 5;
    private static final int MESSAGE_HEADER = 4;

    private final Bytes stream;
    private final TlsRecords records;
    private final List<Field> fields = new ArrayList<>();
    private final HandshakeFields handshake = new HandshakeFields();
    private HandshakeMessages messages = new HandshakeMessages();
    private Places places = new Places();
    private boolean encrypted;

    private Dissection(Bytes stream) {
        this.stream = stream;
        records = new TlsRecords(stream);
    }

    /**
     * Takes apart what one side sent.
     *
     * @param stream all bytes of one side, from its first record on
     * @return fields in the order of their first bytes, outer before inner; at most {@value FieldReader#MOST_FIELDS} and a last one that says
     *     that there are more. Where something is broken there is a field {@code problem} of no length
     */
    public static List<Field> of(Bytes stream) {
        if (stream.length() == 0) {
            return List.of();
        }
        Dissection dissection = new Dissection(stream);
        // RFC 5246 appendix E.2: the highest bit of the first byte is set in the SSL 2.0 framing, never in a TLS
        // record.
        if (stream.at(0) >= 0x80) {
            Sslv2Fields.read(stream, dissection.fields);
        } else {
            dissection.tls();
        }
        return dissection.bounded();
    }

    private List<Field> bounded() {
        if (fields.size() >= FieldReader.MOST_FIELDS) {
            Field last = fields.get(FieldReader.MOST_FIELDS - 1);
            List<Field> first = new ArrayList<>(fields.subList(0, FieldReader.MOST_FIELDS));
            first.add(new Field(0, last.offset() + last.length(), 0, "more", "not taken apart"));
            return List.copyOf(first);
        }
        return List.copyOf(fields);
    }

    private void tls() {
        int begin = 0;
        try {
            for (Optional<TlsRecord> record = records.next();
                    record.isPresent() && fields.size() < FieldReader.MOST_FIELDS;
                    record = records.next()) {
                record(begin, record.get());
                begin = records.consumed();
            }
        } catch (WireException e) {
            fields.add(new Field(0, begin, 0, "problem", e.fault()));
        }
        if (!messages.isEmpty()) {
            fields.add(new Field(1, places.next(), 0, "problem", "this message did not come whole"));
        }
        if (begin < stream.length()) {
            fields.add(new Field(0, begin, stream.length() - begin, "rest", hex(begin)));
        }
    }

    private String hex(int begin) {
        return stream.slice(begin, Math.min(stream.length(), begin + 48)).hex()
                + (stream.length() > begin + 48 ? "…" : "");
    }

    private void record(int begin, TlsRecord record) {
        boolean clear = inTheClear(record);
        String name = RECORDS.getOrDefault(record.type(), "record") + "(" + record.type() + ")";
        int version = stream.at(begin + 1) << 8 | stream.at(begin + 2);
        fields.add(new Field(
                0,
                begin,
                RECORD_HEADER + record.content().length(),
                name,
                HandshakeFields.version(version) + (clear ? "" : ", encrypted")));
        if (!clear) {
            return;
        }
        switch (record.type()) {
            case TlsRecord.CHANGE_CIPHER_SPEC -> encrypted = true;
            case TlsRecord.ALERT -> alert(begin + RECORD_HEADER, record.content());
            default -> handshake(begin + RECORD_HEADER, record.content());
        }
    }

    /** Behind a ChangeCipherSpec only a whole hello is in the clear: that around a HelloRetryRequest, RFC 8446 appendix D.4. */
    private boolean inTheClear(TlsRecord record) {
        Bytes content = record.content();
        return switch (record.type()) {
            case TlsRecord.CHANGE_CIPHER_SPEC -> !encrypted;
            case TlsRecord.ALERT -> content.length() == 2;
            case TlsRecord.HANDSHAKE -> !encrypted || hello(content);
            default -> false;
        };
    }

    private static boolean hello(Bytes content) {
        return content.length() > MESSAGE_HEADER
                && (content.at(0) == HandshakeType.CLIENT_HELLO || content.at(0) == HandshakeType.SERVER_HELLO)
                && (content.at(1) << 16 | content.at(2) << 8 | content.at(3)) == content.length() - MESSAGE_HEADER;
    }

    private void alert(int begin, Bytes content) {
        Alert alert = new Alert(content.at(0), content.at(1));
        fields.add(new Field(
                1,
                begin,
                1,
                "level",
                alert.fatal() ? "2 fatal" : alert.level() == 1 ? "1 warning" : "" + alert.level()));
        fields.add(new Field(1, begin + 1, 1, "description", alert.label()));
    }

    private void handshake(int begin, Bytes content) {
        messages.add(content);
        places.add(begin, content.length());
        try {
            for (OptionalInt type = messages.type(); type.isPresent(); type = messages.type()) {
                Optional<Bytes> message = messages.next(LONGEST_MESSAGE);
                if (message.isEmpty()) {
                    return;
                }
                message(
                        type.getAsInt(),
                        message.get(),
                        places.take(message.get().length()));
            }
        } catch (WireException e) {
            fields.add(new Field(1, places.next(), 0, "problem", e.fault()));
            messages = new HandshakeMessages();
            places = new Places();
        }
    }

    private void message(int type, Bytes message, IntUnaryOperator place) {
        fields.add(new Field(
                1,
                place.applyAsInt(0),
                message.length(),
                HandshakeFields.label(type),
                message.length() - MESSAGE_HEADER + " bytes"));
        ByteReader reader = new ByteReader(message);
        try {
            reader.bytes(MESSAGE_HEADER, "header");
            handshake.read(type, message, new FieldReader(reader, place, fields, 2));
        } catch (WireException e) {
            int at = Math.min(e.offset(), message.length() - 1);
            fields.add(new Field(2, place.applyAsInt(at), 0, "problem", e.fault()));
        }
    }

    /** Where the bytes of handshake messages stand among the records. */
    private static final class Places {
        private int[] begins = new int[8]; // in the stream, one a record
        private int[] lengths = new int[8]; // of its content
        private int count;
        private int taken; // bytes of messages that are read

        void add(int begin, int length) {
            if (count == begins.length) {
                begins = Arrays.copyOf(begins, 2 * count);
                lengths = Arrays.copyOf(lengths, 2 * count);
            }
            begins[count] = begin;
            lengths[count++] = length;
        }

        /** The place of the first byte that is not taken. */
        int next() {
            return at(taken);
        }

        /** The places of the bytes of the next message. */
        IntUnaryOperator take(int length) {
            int from = taken;
            taken += length;
            return index -> at(from + index);
        }

        private int at(int index) {
            int left = index;
            for (int i = 0; i < count; i++) {
                if (left < lengths[i]) {
                    return begins[i] + left;
                }
                left -= lengths[i];
            }
            return count == 0 ? 0 : begins[count - 1] + lengths[count - 1];
        }
    }
}
