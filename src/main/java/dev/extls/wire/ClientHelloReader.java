package dev.extls.wire;

import dev.extls.tls.Bytes;
import java.util.Optional;

/** Finds the first ClientHello in what a client has sent so far, framed as TLS or as SSL 2.0. */
public final class ClientHelloReader {
    /** Above what the fields of a ClientHello can hold together (RFC 8446 section 4.1.2), about 131,400 bytes. */
    private static final int LONGEST_HELLO = 0x20200;

    private ClientHelloReader() {}

    /** What was found. */
    public sealed interface Reading {
        /** No fault so far, but the hello has not come whole yet. */
        record Incomplete() implements Reading {}

        /**
         * A ClientHello in TLS records.
         *
         * @param hello the hello
         * @param consumed how many of the received bytes its records took
         */
        record Whole(ClientHello hello, int consumed) implements Reading {}

        /**
         * A CLIENT-HELLO framed as SSL 2.0, which may offer later versions (RFC 5246 appendix E.2).
         *
         * @param hello the hello
         * @param consumed how many of the received bytes it took
         */
        record Sslv2(Sslv2ClientHello hello, int consumed) implements Reading {}

        /**
         * Anything else.
         *
         * @param why what is wrong with it, in one line
         */
        record NotTls(String why) implements Reading {}
    }

    /**
     * Reads the first ClientHello.
     *
     * @param received all bytes of the client so far
     * @return what was found; never fails
     */
    public static Reading read(Bytes received) {
        try {
            // RFC 5246 appendix E.2: the highest bit of the first byte is set in the SSL 2.0 framing, never in a TLS
            // record.
            return received.length() > 0 && received.at(0) >= 0x80 ? sslv2(received) : tls(received);
        } catch (WireException e) {
            return new Reading.NotTls(e.sentence());
        }
    }

    private static Reading sslv2(Bytes received) throws WireException {
        Optional<Bytes> framed = Sslv2Framing.first(received, Sslv2Framing.CLIENT_HELLO);
        return framed.isEmpty()
                ? new Reading.Incomplete()
                : new Reading.Sslv2(
                        Sslv2ClientHello.read(framed.get()), framed.get().length());
    }

    private static Reading tls(Bytes received) throws WireException {
        TlsRecords records = new TlsRecords(received);
        HandshakeMessages messages = new HandshakeMessages();
        for (Optional<TlsRecord> record = records.next(); record.isPresent(); record = records.next()) {
            if (record.get().type() != TlsRecord.HANDSHAKE) {
                throw new WireException(
                        "a record of type " + record.get().type() + " before the ClientHello", records.consumed());
            }
            messages.add(record.get().content());
            if (messages.type().orElse(HandshakeType.CLIENT_HELLO) != HandshakeType.CLIENT_HELLO) {
                throw new WireException("no ClientHello in the first record", records.consumed());
            }
            Optional<Bytes> message = messages.next(LONGEST_HELLO);
            if (message.isPresent()) {
                if (!messages.isEmpty()) {
                    throw new WireException("bytes behind the ClientHello in its record", records.consumed());
                }
                return new Reading.Whole(ClientHello.read(message.get()), records.consumed());
            }
        }
        return new Reading.Incomplete();
    }
}
