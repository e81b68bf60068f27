package dev.extls.wire;

import dev.extls.tls.Bytes;

/** One record, RFC 8446 section 5.1; {@code type} 20 to 23, {@code content} 0 to 2^14 + 2048 bytes, perhaps encrypted. */
record TlsRecord(int type, Bytes content) {
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;
}
