package dev.extls.offer;

/** Which key shares a hello of TLS 1.3 carries (RFC 8446 section 4.2.8). */
public enum KeyShares {
    /** One of X25519 where that is listed, else none. */
    USUAL,
    /** None: the server names the group that it wants in a HelloRetryRequest. */
    NONE,
    /** One of each elliptic curve listed of which a share can be made up, for servers that do not ask for another share. */
    EVERY_CURVE
}
