package dev.extls.observation;

import dev.extls.tls.Bytes;
import dev.extls.tls.NamedGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The named curve of the key in a certificate: a server of up to TLS 1.2 uses an ECDSA certificate only for clients that list its curve (RFC
 * 8422 section 5.1).
 */
public final class CertificateCurve {
    /** AlgorithmIdentifier begins with id-ecPublicKey, 1.2.840.10045.2.1, and the tag of the curve's identifier (RFC 5480 section 2.1.1). */
    private static final Bytes EC_PUBLIC_KEY = Bytes.fromHex("06072a8648ce3d020106");

    /** Object identifiers in DER without tag and length: RFC 5480 section 2.1.1.1, RFC 5639 section 4.1, SEC 2 version 2 appendix A.2.1. */
    private static final Map<String, Integer> CURVES = Map.of(
            "2a8648ce3d030101", 0x0013,
            "2b81040021", 0x0015,
            "2a8648ce3d030107", 0x0017,
            "2b81040022", 0x0018,
            "2b81040023", 0x0019,
            "2b8104000a", 0x0016,
            "2b2403030208010107", 0x001a,
            "2b240303020801010b", 0x001b,
            "2b240303020801010d", 0x001c);

    private CertificateCurve() {}

    /**
     * Finds the curve of the leaf.
     *
     * @param certificates the chain, leaf first, each in DER or anything
     * @return one of the curves that certificates are made with; empty for another kind of key or another curve
     */
    public static Optional<NamedGroup> ofLeaf(List<Bytes> certificates) {
        return certificates.stream().findFirst().flatMap(CertificateCurve::find);
    }

    private static Optional<NamedGroup> find(Bytes der) {
        String hex = der.hex();
        int at = hex.indexOf(EC_PUBLIC_KEY.hex());
        while (at >= 0 && at % 2 != 0) {
            at = hex.indexOf(EC_PUBLIC_KEY.hex(), at + 1);
        }
        int length = at < 0 ? der.length() : at / 2 + EC_PUBLIC_KEY.length();
        if (length >= der.length() || length + 1 + der.at(length) > der.length()) {
            return Optional.empty();
        }
        String identifier = der.slice(length + 1, length + 1 + der.at(length)).hex();
        return Optional.ofNullable(CURVES.get(identifier)).map(NamedGroup::new);
    }
}
