package dev.extls.wire;

import dev.extls.tls.Bytes;

/** Numbers of the IANA registry "TLS HandshakeType" that a server or we may send in the clear. */
final class HandshakeType {
    static final int HELLO_REQUEST = 0;
    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int NEW_SESSION_TICKET = 4;
    static final int CERTIFICATE = 11;
    static final int SERVER_KEY_EXCHANGE = 12;
    static final int CERTIFICATE_REQUEST = 13;
    static final int SERVER_HELLO_DONE = 14;
    static final int CERTIFICATE_STATUS = 22;
    static final int SUPPLEMENTAL_DATA = 23;

    private HandshakeType() {}

    /** The body of exactly one message of one type. */
    static ByteReader body(Bytes message, int type, String what) throws WireException {
        ByteReader reader = new ByteReader(message);
        int found = reader.u8(what + " type");
        if (found != type) {
            throw new WireException(what + " type: " + found + " in place of " + type, 0);
        }
        ByteReader body = reader.vector24(what);
        reader.end(what);
        return body;
    }
}
