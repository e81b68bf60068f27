package dev.extls.net;

import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.NamedGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Key shares of hellos that go no further than the ServerHello: valid public keys, whose private keys are never needed.
 *
 * <p>Any 32 or 56 bytes are a public key of X25519 or X448 (RFC 7748 section 5). The base point of a NIST curve, in the form of RFC 8446 section
 * 4.2.8.2, is the public key of the private key 1 (SEC 2 version 2, sections 2.4.2, 2.5.1 and 2.6.1).
 */
final class MadeUpShares {
    private static final Map<NamedGroup, Bytes> BASE_POINTS = Map.of(
            NamedGroup.SECP256R1,
                    Bytes.fromHex("04"
                            + "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                            + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
            NamedGroup.SECP384R1,
                    Bytes.fromHex(
                            "04"
                                    + "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7"
                                    + "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f"),
            NamedGroup.SECP521R1,
                    Bytes.fromHex("04"
                            + "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d"
                            + "3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66"
                            + "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e"
                            + "662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650"));

    private MadeUpShares() {}

    /** The shares that an offer asks for, in the order of its groups; RFC 8446 section 4.2.8: only of groups that it lists. */
    static Map<NamedGroup, Bytes> of(Offer offer) {
        Map<NamedGroup, Bytes> shares = new LinkedHashMap<>();
        for (NamedGroup group : wanted(offer)) {
            key(group).ifPresent(key -> shares.put(group, key));
        }
        return shares;
    }

    private static List<NamedGroup> wanted(Offer offer) {
        return switch (offer.extras().keyShares()) {
            case NONE -> List.of();
            case EVERY_CURVE -> offer.groups();
            case USUAL ->
                offer.groups().stream().filter(NamedGroup.X25519::equals).toList();
        };
    }

    private static Optional<Bytes> key(NamedGroup group) {
        if (group.equals(NamedGroup.X25519)) {
            return Optional.of(RandomBytes.of(32));
        }
        return group.equals(NamedGroup.X448)
                ? Optional.of(RandomBytes.of(56))
                : Optional.ofNullable(BASE_POINTS.get(group));
    }
}
