package dev.extls.testkit;

import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.util.Optional;

/**
 * What a server chose, read without the code under test.
 *
 * @param version the number of the version, RFC 8446 section 4.1.3 for TLS 1.3
 * @param suite the suite
 * @param group of the key share or HelloRetryRequest in TLS 1.3 and of the named curve of a ServerKeyExchange before, RFC 8422 section 5.4,
 *     where it was read; else empty
 */
record OracleReply(int version, CipherSuite suite, Optional<NamedGroup> group) {
    private static final int ALERT = 21;
    private static final int SERVER_HELLO = 2;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int FATAL = 2;
    private static final int NAMED_CURVE = 3;
    private static final int MOST_BYTES = 0xffff;

    /**
     * Reads what follows a hello.
     *
     * @param in what the server sends
     * @param toTheCurve whether to read on to the ServerKeyExchange, which must be one of ECDHE
     * @return the choice; empty if the server closed, reset or sent a fatal alert instead
     * @throws IOException if the server says nothing in time, or something that is no TLS: neither is an answer
     */
    static Optional<OracleReply> read(InputStream in, boolean toTheCurve) throws IOException {
        Messages messages = new Messages(new DataInputStream(in));
        try {
            Message hello = messages.next();
            if (hello.type != SERVER_HELLO) {
                throw new IOException("handshake message " + hello.type + " where a ServerHello is due");
            }
            OracleReply reply = ofHello(hello.body);
            return Optional.of(
                    toTheCurve && reply.version < ProtocolVersion.TLS_1_3.code() ? reply.withCurve(messages) : reply);
        } catch (Refused | EOFException | SocketException refused) {
            return Optional.empty();
        }
    }

    private static OracleReply ofHello(byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        int version = in.readUnsignedShort();
        in.skipNBytes(32);
        in.skipNBytes(in.readUnsignedByte());
        CipherSuite suite = new CipherSuite(in.readUnsignedShort());
        in.skipNBytes(1);
        Optional<NamedGroup> group = Optional.empty();
        if (in.available() > 0) {
            in.skipNBytes(2);
        }
        while (in.available() > 0) {
            int type = in.readUnsignedShort();
            byte[] content = new byte[in.readUnsignedShort()];
            in.readFully(content);
            switch (type) {
                case 0x002b -> version = number(content, 0);
                case 0x0033 -> group = Optional.of(new NamedGroup(number(content, 0)));
                default -> {}
            }
        }
        return new OracleReply(version, suite, group);
    }

    private OracleReply withCurve(Messages messages) throws IOException {
        Message message = messages.next();
        while (message.type != SERVER_KEY_EXCHANGE) {
            if (message.type == SERVER_HELLO_DONE) {
                throw new IOException(suite + " without a ServerKeyExchange");
            }
            message = messages.next();
        }
        if (message.body[0] != NAMED_CURVE) {
            throw new IOException(suite + " with a curve of kind " + message.body[0]);
        }
        return new OracleReply(version, suite, Optional.of(new NamedGroup(number(message.body, 1))));
    }

    private static int number(byte[] content, int at) {
        return ((content[at] & 0xff) << 8) | (content[at + 1] & 0xff);
    }

    /** A fatal alert. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(int description) {
            super("alert " + description);
        }
    }

    private static final class Message {
        final int type;
        final byte[] body;

        Message(int type, byte[] body) {
            this.type = type;
            this.body = body;
        }
    }

    /** Handshake messages, however they are cut into records. */
    private static final class Messages {
        private final DataInputStream records;
        private InputStream unread = InputStream.nullInputStream();
        private int read;

        Messages(DataInputStream records) {
            this.records = records;
        }

        Message next() throws IOException {
            int type = one();
            int length = one() << 16 | one() << 8 | one();
            if (length > MOST_BYTES) {
                throw new IOException("a handshake message of " + length + " bytes");
            }
            byte[] body = new byte[length];
            for (int at = 0; at < length; at++) {
                body[at] = (byte) one();
            }
            return new Message(type, body);
        }

        private int one() throws IOException {
            int next = unread.read();
            while (next < 0) {
                unread = new SequenceInputStream(unread, record());
                next = unread.read();
            }
            return next;
        }

        private InputStream record() throws IOException {
            int type = records.readUnsignedByte();
            int version = records.readUnsignedShort();
            byte[] content = new byte[records.readUnsignedShort()];
            if (version >> 8 != 3 || (read += content.length) > MOST_BYTES) {
                throw new IOException(
                        "no TLS record: type " + type + ", version " + version + ", length " + content.length);
            }
            records.readFully(content);
            if (type == OfferedHello.HANDSHAKE) {
                return new ByteArrayInputStream(content);
            }
            if (type != ALERT || content.length != 2) {
                throw new IOException("a record of type " + type + " where an answer is due");
            }
            if (content[0] == FATAL) {
                throw new Refused(content[1]);
            }
            return InputStream.nullInputStream();
        }
    }
}
