package dev.extls.wire;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import java.math.BigInteger;

/**
 * The parameters in a ServerKeyExchange up to TLS 1.2, whose form depends on the suite.
 *
 * @param groupCode the named curve, -1 without one
 * @param primeBits the bits of the prime, 0 without one
 */
record KeyExchange(int groupCode, int primeBits) {
    static final KeyExchange UNKNOWN = new KeyExchange(-1, 0);

    private static final String NAME = "ServerKeyExchange";

    /** named_curve of ECCurveType, RFC 8422 section 5.4. */
    private static final int NAMED_CURVE = 3;

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
            return body.u8(NAME + " curve type") == NAMED_CURVE
                    ? new KeyExchange(body.u16(NAME + " named curve"), 0)
                    : UNKNOWN;
        }
        if (prime) {
            Bytes p = body.vector16(NAME + " dh_p").rest(); // RFC 5246 section 7.4.3: ServerDHParams
            return new KeyExchange(-1, new BigInteger(1, p.toArray()).bitLength());
        }
        return UNKNOWN;
    }
}
