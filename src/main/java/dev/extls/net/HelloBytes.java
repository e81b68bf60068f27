package dev.extls.net;

import dev.extls.endpoint.Endpoint;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.Extension;
import dev.extls.wire.Extensions;
import dev.extls.wire.Sslv2ClientHello;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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

    /** Of a short hello: SHA-256, SHA-384 and SHA-1 with RSA, SHA-256 and SHA-384 with ECDSA, SHA-256 with RSA-PSS. */
    static final List<Integer> FEWEST_SIGNATURE_ALGORITHMS = List.of(0x0401, 0x0403, 0x0804, 0x0501, 0x0503, 0x0201);

    /** RFC 7685 section 1: some boxes do not answer a record of 256 to 511 bytes. */
    private static final int LONG = 0x200;

    private static final int SHORT_BELOW = 0x100;

    private HelloBytes() {}

    /**
     * The records of the hello that an offer asks for.
     *
     * @throws IllegalArgumentException if a name in it cannot be sent
     */
    static Bytes of(Offer offer, Endpoint endpoint) {
        return of(offer, endpoint, hello -> hello);
    }

    /**
     * The same with something behind its extensions.
     *
     * @param last adds it
     */
    static Bytes of(Offer offer, Endpoint endpoint, UnaryOperator<ClientHello> last) {
        ProtocolVersion version = offer.version();
        if (version == ProtocolVersion.SSL_2_0) {
            return new Sslv2ClientHello(version.code(), offer.suites(), Bytes.EMPTY, RandomBytes.of(16)).framed();
        }
        boolean tls13 = version == ProtocolVersion.TLS_1_3;
        int legacyVersion = tls13 ? ProtocolVersion.TLS_1_2.code() : version.code();
        // RFC 5746 section 3.4: the signalling value is understood by servers that choke on extensions
        List<CipherSuite> suites = new ArrayList<>(offer.suites());
        suites.add(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
        if (offer.extras().fallback()) {
            // RFC 7507 section 4: behind all suites that are to be negotiated
            suites.add(CipherSuite.TLS_FALLBACK_SCSV);
        }
        ClientHello hello = inItsShape(
                offer,
                new ClientHello(
                        legacyVersion,
                        RandomBytes.of(32),
                        sessionId(offer),
                        suites,
                        offer.extras().compressions(),
                        extensions(offer, endpoint)));
        // RFC 8446 section 5.1 and RFC 5246 appendix E.1: the first record says 3.1, of SSL 3.0 its own version
        return last.apply(hello)
                .records(version == ProtocolVersion.SSL_3_0 ? version.code() : ProtocolVersion.TLS_1_0.code());
    }

    /** RFC 8446 appendix D.4: TLS 1.3 has one for middleboxes. */
    private static Bytes sessionId(Offer offer) {
        boolean forMiddleboxes = offer.version() == ProtocolVersion.TLS_1_3
                && offer.shape() != Shape.SHORT
                && offer.extras().sessionId().length() == 0;
        return forMiddleboxes ? RandomBytes.of(32) : offer.extras().sessionId();
    }

    private static ClientHello inItsShape(Offer offer, ClientHello hello) {
        int length = hello.message().length();
        return switch (offer.shape()) {
            case PLAIN, WITHOUT_SERVER_NAME ->
                hello.extensions().isEmpty() || length >= LONG ? hello : padded(hello, LONG - length);
            case SHORT -> {
                if (length >= SHORT_BELOW) {
                    throw new IllegalArgumentException("the server name is too long for a short hello");
                }
                yield hello;
            }
            case WITHOUT_EXTENSIONS -> hello;
        };
    }

    /** The padding is not empty: WebSphere 7.0 fails when the last extension is (NSS, ssl3ext.c). */
    private static ClientHello padded(ClientHello hello, int missing) {
        List<Extension> extensions = new ArrayList<>(hello.extensions());
        extensions.add(Extensions.padding(Math.max(1, missing - 4)));
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.sessionId(),
                hello.suites(),
                hello.compressions(),
                extensions);
    }

    private static List<Extension> extensions(Offer offer, Endpoint endpoint) {
        if (offer.version().before(ProtocolVersion.TLS_1_0) || offer.shape() == Shape.WITHOUT_EXTENSIONS) {
            return List.of();
        }
        List<Extension> extensions = new ArrayList<>();
        SniName.of(offer, endpoint).map(Extensions::serverName).ifPresent(extensions::add);
        if (!offer.groups().isEmpty()) {
            extensions.add(Extensions.supportedGroups(offer.groups()));
        }
        extensions.add(Extensions.ecPointFormats());
        if (!offer.version().before(ProtocolVersion.TLS_1_2)) {
            extensions.add(Extensions.signatureAlgorithms(signatureAlgorithms(offer)));
        }
        extensions.add(Extensions.extendedMasterSecret());
        if (offer.version().before(ProtocolVersion.TLS_1_3)) {
            offer.extras().ticket().map(Extensions::sessionTicket).ifPresent(extensions::add);
        }
        if (!offer.alpn().isEmpty()) {
            extensions.add(Extensions.alpn(offer.alpn()));
        }
        if (offer.version() == ProtocolVersion.TLS_1_3) {
            extensions.add(
                    Extensions.supportedVersions(Stream.concat(Stream.of(offer.version()), offer.lower().stream())
                            .toList()));
            extensions.add(Extensions.pskKeyExchangeModes());
            extensions.add(Extensions.keyShares(MadeUpShares.of(offer)));
        }
        return extensions;
    }

    private static List<Integer> signatureAlgorithms(Offer offer) {
        if (!offer.extras().signatureSchemes().isEmpty()) {
            return offer.extras().signatureSchemes();
        }
        return offer.shape() == Shape.SHORT ? FEWEST_SIGNATURE_ALGORITHMS : SIGNATURE_ALGORITHMS;
    }
}
