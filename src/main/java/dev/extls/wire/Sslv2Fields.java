package dev.extls.wire;

import dev.extls.tls.Bytes;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Names the fields of the first record framed as SSL 2.0 (SSL 2.0 draft, sections 2.5 to 2.7). */
final class Sslv2Fields {
    private Sslv2Fields() {}

    static void read(Bytes stream, List<Field> fields) {
        ByteReader reader = new ByteReader(stream);
        try {
            int length = reader.u16("record header") & 0x7fff;
            FieldReader record =
                    new FieldReader(reader, IntUnaryOperator.identity(), fields, 0).inner(length, "SSL 2.0 record");
            int type = record.number(1, "msg_type", Sslv2Fields::type);
            switch (type) {
                case Sslv2Framing.CLIENT_HELLO -> clientHello(record);
                case Sslv2Framing.SERVER_HELLO -> serverHello(record);
                case Sslv2Framing.ERROR -> record.number(2, "error_code", String::valueOf);
                default -> {}
            }
            record.rest("content");
        } catch (WireException e) {
            fields.add(new Field(0, Math.min(e.offset(), stream.length()), 0, "problem", e.fault()));
        }
        if (reader.remaining() > 0) {
            int begin = reader.offset();
            fields.add(new Field(0, begin, reader.remaining(), "rest", ""));
        }
    }

    private static String type(int type) {
        return switch (type) {
            case Sslv2Framing.ERROR -> "0 ERROR";
            case Sslv2Framing.CLIENT_HELLO -> "1 CLIENT-HELLO";
            case Sslv2Framing.SERVER_HELLO -> "4 SERVER-HELLO";
            default -> String.valueOf(type);
        };
    }

    private static void clientHello(FieldReader record) throws WireException {
        record.number(2, "version", HandshakeFields::version);
        int kinds = record.number(2, "cipher_spec_length", String::valueOf);
        int sessionId = record.number(2, "session_id_length", String::valueOf);
        int challenge = record.number(2, "challenge_length", String::valueOf);
        record.inner(kinds, "cipher_specs").numbers(3, "cipher_kind", HandshakeFields::suite);
        record.opaque(sessionId, "session_id");
        record.opaque(challenge, "challenge");
    }

    private static void serverHello(FieldReader record) throws WireException {
        record.number(1, "session_id_hit", String::valueOf);
        record.number(1, "certificate_type", type -> type == 1 ? "1 X.509" : String.valueOf(type));
        record.number(2, "server_version", HandshakeFields::version);
        int certificate = record.number(2, "certificate_length", String::valueOf);
        int kinds = record.number(2, "cipher_specs_length", String::valueOf);
        int connectionId = record.number(2, "connection_id_length", String::valueOf);
        record.opaque(certificate, "certificate");
        record.inner(kinds, "cipher_specs").numbers(3, "cipher_kind", HandshakeFields::suite);
        record.opaque(connectionId, "connection_id");
    }
}
