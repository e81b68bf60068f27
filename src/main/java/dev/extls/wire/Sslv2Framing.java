package dev.extls.wire;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records of SSL 2.0 with the two-byte header, the only one for messages in the clear: they need no padding (SSL 2.0
 * draft, Hickman 1995, section 1.1).
 */
final class Sslv2Framing {
    /** MSG-ERROR, SSL 2.0 draft, section C.1. */
    static final int ERROR = 0;
    /** MSG-CLIENT-HELLO. */
    static final int CLIENT_HELLO = 1;
    /** MSG-SERVER-HELLO. */
    static final int SERVER_HELLO = 4;

    /** The header has 15 bits for the length. */
    static final int LONGEST = 0x7fff;

    private Sslv2Framing() {}

    /** A message with its header before it. */
    static Bytes framed(Bytes message) {
        if (message.length() > LONGEST) {
            throw new IllegalArgumentException("no SSL 2.0 record holds " + message.length() + " bytes");
        }
        return new ByteWriter().u16(0x8000 | message.length()).bytes(message).written();
    }

    /** The first record with its header, or empty if it has not come whole yet; it must be one of some types. */
    static Optional<Bytes> first(Bytes received, int... types) throws WireException {
        if (received.length() > 0 && received.at(0) < 0x80) {
            throw new WireException("no SSL 2.0 record: " + Printable.start(received, 0), 0);
        }
        if (received.length() < 3) {
            return Optional.empty();
        }
        int end = 2 + ((received.at(0) & 0x7f) << 8 | received.at(1));
        if (end == 2) {
            throw new WireException("empty SSL 2.0 record", 0);
        }
        for (int type : types) {
            if (received.at(2) == type) {
                return received.length() < end ? Optional.empty() : Optional.of(received.slice(0, end));
            }
        }
        throw new WireException("no SSL 2.0 message: " + Printable.start(received, 0), 2);
    }

    /** The message in exactly one record, behind its type. */
    static ByteReader message(Bytes framed, int type, String what) throws WireException {
        ByteReader reader = new ByteReader(framed);
        int header = reader.u16(what + " record header");
        if (header < 0x8000) {
            throw new WireException(what + " record header: " + header, 0);
        }
        ByteReader message = reader.sub(header & 0x7fff, what);
        reader.end(what);
        int found = message.u8(what + " type");
        if (found != type) {
            throw new WireException(what + " type: " + found + " in place of " + type, 2);
        }
        return message;
    }

    static void writeKinds(List<CipherSuite> kinds, ByteWriter message) {
        kinds.forEach(kind -> message.u24(kind.code()));
    }

    static List<CipherSuite> kinds(ByteReader list, String what) throws WireException {
        List<CipherSuite> kinds = new ArrayList<>();
        while (list.remaining() > 0) {
            kinds.add(new CipherSuite(list.u24(what)));
        }
        return kinds;
    }
}
