package dev.extls.wire;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A ClientHello of SSL 3.0 to TLS 1.3, RFC 8446 section 4.1.2.
 *
 * <p>{@link #read} gives only hellos whose extensions, as far as there is a view of them here, are well formed. In a hello
 * made by hand a malformed extension counts as absent.
 *
 * @param legacyVersion the version field, 0 to 0xffff
 * @param random 32 bytes
 * @param sessionId 0 to 32 bytes
 * @param suites 1 to 32767, each 0 to 0xffff
 * @param compressions 1 to 255 numbers, each 0 to 0xff
 * @param extensions no type twice; none at all leaves the block out
 */
public record ClientHello(
        int legacyVersion,
        Bytes random,
        Bytes sessionId,
        List<CipherSuite> suites,
        List<Integer> compressions,
        List<Extension> extensions) {
    private static final String NAME = "ClientHello";

    /** Checks and copies. */
    public ClientHello {
        suites = List.copyOf(suites);
        compressions = List.copyOf(compressions);
        extensions = List.copyOf(extensions);
        if (legacyVersion < 0 || legacyVersion > 0xffff || random.length() != 32 || sessionId.length() > 32) {
            throw new IllegalArgumentException("no ClientHello: version, random or session id out of range");
        }
        if (suites.isEmpty() || suites.size() > 0x7fff || suites.stream().anyMatch(suite -> suite.code() > 0xffff)) {
            throw new IllegalArgumentException("no list of suites: " + suites);
        }
        if (compressions.isEmpty()
                || compressions.size() > 0xff
                || compressions.stream().anyMatch(number -> number < 0 || number > 0xff)) {
            throw new IllegalArgumentException("no list of compressions: " + compressions);
        }
        ExtensionBlock.requireDistinct(extensions);
    }

    /**
     * The handshake message.
     *
     * @return header of 4 bytes and body
     * @throws IllegalArgumentException if the extensions are longer than 0xffff bytes together
     */
    public Bytes message() {
        ByteWriter suiteCodes = new ByteWriter();
        suites.forEach(suite -> suiteCodes.u16(suite.code()));
        ByteWriter methods = new ByteWriter();
        compressions.forEach(methods::u8);
        ByteWriter body = new ByteWriter()
                .u16(legacyVersion)
                .bytes(random)
                .vector8(sessionId)
                .vector16(suiteCodes.written())
                .vector8(methods.written());
        ExtensionBlock.write(extensions, body);
        return new ByteWriter()
                .u8(HandshakeType.CLIENT_HELLO)
                .vector24(body.written())
                .written();
    }

    /**
     * The message in as many records as it needs, RFC 8446 section 5.1: 2^14 bytes in each but the last.
     *
     * @param recordVersion the version in the record headers, 0 to 0xffff
     * @return the bytes to send
     */
    public Bytes records(int recordVersion) {
        return TlsRecords.handshake(recordVersion, message());
    }

    /**
     * Reads a handshake message.
     *
     * @param message header and body, nothing behind
     * @return the hello
     * @throws WireException if it is anything else, is cut off, has bytes too many, an extension twice or a malformed one
     */
    public static ClientHello read(Bytes message) throws WireException {
        ByteReader body = HandshakeType.body(message, HandshakeType.CLIENT_HELLO, NAME);
        int version = body.u16(NAME + " version");
        Bytes random = body.bytes(32, NAME + " random");
        Bytes sessionId = sessionId(body, NAME);
        ByteReader suiteCodes = body.vector16(NAME + " cipher suites");
        List<CipherSuite> suites = new ArrayList<>();
        do { // at least one, RFC 8446 section 4.1.2: cipher_suites<2..2^16-2>
            suites.add(new CipherSuite(suiteCodes.u16(NAME + " cipher suite")));
        } while (suiteCodes.remaining() > 0);
        ByteReader methods = body.vector8(NAME + " compression methods");
        List<Integer> compressions = new ArrayList<>();
        do { // at least one: legacy_compression_methods<1..2^8-1>
            compressions.add(methods.u8(NAME + " compression method"));
        } while (methods.remaining() > 0);
        List<Extension> extensions = ExtensionBlock.read(body, NAME);
        ExtensionBlock.check(NAME, extensions, Extensions.SERVER_NAME, ExtensionContents::serverName, message);
        ExtensionBlock.check(NAME, extensions, Extensions.SUPPORTED_GROUPS, ExtensionContents::groups, message);
        ExtensionBlock.check(NAME, extensions, Extensions.SUPPORTED_VERSIONS, ExtensionContents::versions, message);
        ExtensionBlock.check(NAME, extensions, Extensions.ALPN, ExtensionContents::protocols, message);
        ExtensionBlock.check(
                NAME, extensions, Extensions.SIGNATURE_ALGORITHMS, ExtensionContents::signatureSchemes, message);
        ExtensionBlock.check(NAME, extensions, Extensions.KEY_SHARE, ExtensionContents::shares, message);
        return new ClientHello(version, random, sessionId, suites, compressions, extensions);
    }

    /**
     * An extension.
     *
     * @param type its number
     * @return the extension, or empty if there is none of this type
     */
    public Optional<Extension> extension(int type) {
        return ExtensionBlock.find(extensions, type);
    }

    /**
     * The name in server_name, as sent.
     *
     * @return a hostile text of ISO 8859-1 characters, or empty
     */
    public Optional<String> serverName() {
        return ExtensionBlock.view(extensions, Extensions.SERVER_NAME, ExtensionContents::serverName);
    }

    /**
     * The versions that the hello offers: exactly those of supported_versions that are known here, in that order; without
     * it everything from legacy_version, but no more than TLS 1.2, down to SSL 3.0 (RFC 8446 section 4.2.1 and appendix D).
     *
     * @return may be empty; never SSL 2.0
     */
    public List<ProtocolVersion> offeredVersions() {
        Stream<Integer> codes = ExtensionBlock.view(
                        extensions, Extensions.SUPPORTED_VERSIONS, ExtensionContents::versions)
                .map(List::stream)
                .orElseGet(() -> Stream.of(0x0303, 0x0302, 0x0301, 0x0300).filter(code -> code <= legacyVersion));
        return codes.map(ProtocolVersion::of)
                .flatMap(Optional::stream)
                .filter(version -> version != ProtocolVersion.SSL_2_0)
                .toList();
    }

    /**
     * Whether a version is among {@link #offeredVersions()}.
     *
     * @param version the version
     * @return true if so
     */
    public boolean offers(ProtocolVersion version) {
        return offeredVersions().contains(version);
    }

    /**
     * The groups of supported_groups in the order offered.
     *
     * @return may be empty
     */
    public List<NamedGroup> groups() {
        return ExtensionBlock.view(extensions, Extensions.SUPPORTED_GROUPS, ExtensionContents::groups)
                .orElse(List.of());
    }

    /**
     * The application protocols in the order offered.
     *
     * @return hostile texts of ISO 8859-1 characters; may be empty
     */
    public List<String> alpn() {
        return ExtensionBlock.view(extensions, Extensions.ALPN, ExtensionContents::protocols)
                .orElse(List.of());
    }

    /**
     * The numbers in signature_algorithms in the order offered.
     *
     * @return may be empty
     */
    public List<Integer> signatureSchemes() {
        return ExtensionBlock.view(extensions, Extensions.SIGNATURE_ALGORITHMS, ExtensionContents::signatureSchemes)
                .orElse(List.of());
    }

    /**
     * The groups of which there is a key share.
     *
     * @return in the order of the shares; may be empty
     */
    public List<NamedGroup> shares() {
        return ExtensionBlock.view(extensions, Extensions.KEY_SHARE, ExtensionContents::shares)
                .orElse(List.of());
    }

    /**
     * The content of session_ticket.
     *
     * @return a ticket; no bytes, where one is asked for; or empty
     */
    public Optional<Bytes> ticket() {
        return extension(Extensions.SESSION_TICKET).map(Extension::content);
    }

    /**
     * Whether secure renegotiation is signalled, by extension or by suite (RFC 5746 sections 3.2 and 3.3).
     *
     * @return true if either is there
     */
    public boolean secureRenegotiation() {
        return extension(Extensions.RENEGOTIATION_INFO).isPresent()
                || suites.contains(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
    }

    /** RFC 8446 section 4.1.2: legacy_session_id has at most 32 bytes. */
    static Bytes sessionId(ByteReader body, String what) throws WireException {
        int at = body.offset();
        Bytes sessionId = body.vector8(what + " session id").rest();
        if (sessionId.length() > 32) {
            throw new WireException(what + " session id: " + sessionId.length() + " bytes", at);
        }
        return sessionId;
    }
}
