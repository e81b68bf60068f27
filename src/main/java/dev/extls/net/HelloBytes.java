package dev.extls.net;

import dev.extls.endpoint.Endpoint;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.Extension;
import dev.extls.wire.Extensions;
import dev.extls.wire.Sslv2ClientHello;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The bytes of our own hellos: what each extension is there for is said in {@code EXCHANGE}'s terms of old Windows. */
final class HelloBytes {
    /**
     * SHA-256 with RSA first, SHA-1 still there: Windows before 2016 refuses a hello without them (Microsoft, "TLS (Schannel SSP)
     * changes in Windows 10 and Windows Server 2016"). Numbers: IANA, TLS SignatureScheme.
     */
    private static final List<Integer> SIGNATURE_ALGORITHMS = List.of(
            0x0401, 0x0403, 0x0804, 0x0501, 0x0503, 0x0805, 0x0601, 0x0603, 0x0806, 0x0809, 0x080a, 0x080b, 0x0807,
            0x0808, 0x0201, 0x0203, 0x0202, 0x0402, 0x0301, 0x0303, 0x0302, 0x081a, 0x081b, 0x081c);

    private static final SecureRandom RANDOM = new SecureRandom();

    private HelloBytes() {}

    /**
     * The records of the hello that an offer asks for.
     *
     * @throws IllegalArgumentException if a name in it cannot be sent
     */
    static Bytes of(Offer offer, Endpoint endpoint) {
        ProtocolVersion version = offer.version();
        if (version == ProtocolVersion.SSL_2_0) {
            return new Sslv2ClientHello(version.code(), offer.suites(), Bytes.EMPTY, random(16)).framed();
        }
        boolean tls13 = version == ProtocolVersion.TLS_1_3;
        int legacyVersion = tls13 ? ProtocolVersion.TLS_1_2.code() : version.code();
        // RFC 5746 section 3.4: the signalling value is understood by servers that choke on extensions
        List<CipherSuite> suites = new ArrayList<>(offer.suites());
        suites.add(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
        ClientHello hello = new ClientHello(
                legacyVersion,
                random(32),
                tls13 ? random(32) : Bytes.EMPTY, // RFC 8446 appendix D.4, for middleboxes
                suites,
                List.of(0),
                version == ProtocolVersion.SSL_3_0 ? List.of() : extensions(offer, endpoint));
        // RFC 8446 section 5.1 and RFC 5246 appendix E.1: the first record says 3.1, of SSL 3.0 its own version
        return hello.records(version == ProtocolVersion.SSL_3_0 ? version.code() : ProtocolVersion.TLS_1_0.code());
    }

    private static List<Extension> extensions(Offer offer, Endpoint endpoint) {
        List<Extension> extensions = new ArrayList<>();
        SniName.of(offer, endpoint).map(Extensions::serverName).ifPresent(extensions::add);
        if (!offer.groups().isEmpty()) {
            extensions.add(Extensions.supportedGroups(offer.groups()));
        }
        extensions.add(Extensions.ecPointFormats());
        if (!offer.version().before(ProtocolVersion.TLS_1_2)) {
            extensions.add(Extensions.signatureAlgorithms(SIGNATURE_ALGORITHMS));
        }
        extensions.add(Extensions.extendedMasterSecret());
        if (!offer.alpn().isEmpty()) {
            extensions.add(Extensions.alpn(offer.alpn()));
        }
        if (offer.version() == ProtocolVersion.TLS_1_3) {
            extensions.add(
                    Extensions.supportedVersions(Stream.concat(Stream.of(offer.version()), offer.lower().stream())
                            .toList()));
            extensions.add(Extensions.pskKeyExchangeModes());
            extensions.add(keyShare(offer));
        }
        return extensions;
    }

    /**
     * Any 32 bytes are a valid X25519 share (RFC 7748 section 5); the shared secret is never needed. RFC 8446 section 4.2.8: only for a
     * group that supported_groups lists.
     */
    private static Extension keyShare(Offer offer) {
        return offer.groups().contains(NamedGroup.X25519)
                ? Extensions.keyShare(NamedGroup.X25519, random(32))
                : Extensions.emptyKeyShare();
    }

    private static Bytes random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
