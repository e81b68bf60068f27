package dev.extls.wire;

import dev.extls.tls.Bytes;

/** The NewSessionTicket message up to TLS 1.2, RFC 5077 section 3.3. */
final class NewSessionTicket {
    private static final String NAME = "NewSessionTicket";

    private NewSessionTicket() {}

    /** The ticket; no bytes where the server keeps its promise of one by none (RFC 5077 section 3.3). */
    static Bytes read(Bytes message) throws WireException {
        ByteReader body = HandshakeType.body(message, HandshakeType.NEW_SESSION_TICKET, NAME);
        body.bytes(4, NAME + " lifetime hint");
        Bytes ticket = body.vector16(NAME + " ticket").rest();
        body.end(NAME);
        return ticket;
    }
}
