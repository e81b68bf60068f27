package dev.extls.offer;

/** How an offer is put on the wire. */
public enum Way {
    /** A complete handshake by BouncyCastle JSSE, one version enabled: the proof. */
    HANDSHAKE,
    /** Our own ClientHello, stopping once the server has chosen. */
    HELLO
}
