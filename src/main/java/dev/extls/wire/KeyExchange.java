package dev.extls.wire;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.DhPrime;
import dev.extls.tls.NamedGroup;

/**
 * The parameters in a ServerKeyExchange up to TLS 1.2, whose form depends on the suite.
 *
 * @param groupCode the named curve, the number for curves that are spelled out, or the finite field of RFC 7919 with this prime; -1 without one
 * @param prime of a finite field; no bytes without one
 */
record KeyExchange(int groupCode, DhPrime prime) {
    static final KeyExchange UNKNOWN = new KeyExchange(-1, DhPrime.NONE);

    private static final String NAME = "ServerKeyExchange";

    /** ECCurveType, RFC 8422 section 5.4. */
    private static final int EXPLICIT_PRIME = 1;

    private static final int EXPLICIT_CHAR2 = 2;
    static final int NAMED_CURVE = 3;

    /** What can be told; the signature is not read, as its form depends on the version too. */
    static KeyExchange read(Bytes message, CipherSuite suite) throws WireException {
        ByteReader body = HandshakeType.body(message, HandshakeType.SERVER_KEY_EXCHANGE, NAME);
        String name = suite.label();
        boolean curve = name.startsWith("TLS_ECDHE_") || name.startsWith("TLS_ECDH_anon_");
        boolean prime =
                name.startsWith("TLS_DHE_") || name.startsWith("TLS_DH_anon_") || name.startsWith("TLS_PSK_DHE_");
        if ((curve || prime) && name.contains("_PSK_")) {
            body.vector16(NAME + " identity hint"); // RFC 4279 section 3, RFC 5489 section 2: before the parameters
        }
        if (curve) {
            return new KeyExchange(curve(body), DhPrime.NONE);
        }
        if (prime) {
            DhPrime p = new DhPrime(body.vector16(NAME + " dh_p").rest()); // RFC 5246 section 7.4.3: ServerDHParams
            return new KeyExchange(p.group().map(NamedGroup::code).orElse(-1), p);
        }
        return UNKNOWN;
    }

    private static int curve(ByteReader body) throws WireException {
        return switch (body.u8(NAME + " curve type")) {
            case EXPLICIT_PRIME -> NamedGroup.EXPLICIT_PRIME_CURVE.code();
            case EXPLICIT_CHAR2 -> NamedGroup.EXPLICIT_BINARY_CURVE.code();
            case NAMED_CURVE -> body.u16(NAME + " named curve");
            default -> -1;
        };
    }
}
