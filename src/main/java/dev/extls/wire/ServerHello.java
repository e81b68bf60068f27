package dev.extls.wire;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Optional;

/**
 * A ServerHello of SSL 3.0 to TLS 1.3, or a HelloRetryRequest, which has its form (RFC 8446 sections 4.1.3 and 4.1.4).
 *
 * <p>{@link #read} gives only hellos whose extensions, as far as there is a view of them here, are well formed. In a hello
 * made by hand a malformed extension counts as absent.
 *
 * @param legacyVersion the version field, 0 to 0xffff
 * @param random 32 bytes
 * @param sessionId 0 to 32 bytes
 * @param suite the suite chosen, 0 to 0xffff
 * @param compression the compression chosen, 0 to 0xff
 * @param extensions no type twice; none at all leaves the block out
 */
public record ServerHello(
        int legacyVersion,
        Bytes random,
        Bytes sessionId,
        CipherSuite suite,
        int compression,
        List<Extension> extensions) {
    /** The random of every HelloRetryRequest, SHA-256 of "HelloRetryRequest", RFC 8446 section 4.1.3. */
    public static final Bytes RETRY_RANDOM =
            Bytes.fromHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private static final String NAME = "ServerHello";

    /** RFC 8446 section 4.1.3: "DOWNGRD" and 01 for TLS 1.2, 00 below. */
    private static final Bytes DOWNGRADE_TO_TLS_1_2 = Bytes.fromHex("444f574e47524401");

    private static final Bytes DOWNGRADE_BELOW = Bytes.fromHex("444f574e47524400");

    /** Checks and copies. */
    public ServerHello {
        extensions = List.copyOf(extensions);
        if (legacyVersion < 0 || legacyVersion > 0xffff || random.length() != 32 || sessionId.length() > 32) {
            throw new IllegalArgumentException("no ServerHello: version, random or session id out of range");
        }
        if (suite.code() > 0xffff || compression < 0 || compression > 0xff) {
            throw new IllegalArgumentException("no ServerHello: suite or compression out of range");
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
        ByteWriter body = new ByteWriter()
                .u16(legacyVersion)
                .bytes(random)
                .vector8(sessionId)
                .u16(suite.code())
                .u8(compression);
        ExtensionBlock.write(extensions, body);
        return new ByteWriter()
                .u8(HandshakeType.SERVER_HELLO)
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
    public static ServerHello read(Bytes message) throws WireException {
        ByteReader body = HandshakeType.body(message, HandshakeType.SERVER_HELLO, NAME);
        int version = body.u16(NAME + " version");
        Bytes random = body.bytes(32, NAME + " random");
        Bytes sessionId = ClientHello.sessionId(body, NAME);
        CipherSuite suite = new CipherSuite(body.u16(NAME + " cipher suite"));
        int compression = body.u8(NAME + " compression method");
        List<Extension> extensions = ExtensionBlock.read(body, NAME);
        ServerHello hello = new ServerHello(version, random, sessionId, suite, compression, extensions);
        ExtensionBlock.check(
                NAME, extensions, Extensions.SUPPORTED_VERSIONS, ExtensionContents::selectedVersion, message);
        ExtensionBlock.check(NAME, extensions, Extensions.KEY_SHARE, hello.share(), message);
        ExtensionBlock.check(NAME, extensions, Extensions.ALPN, ExtensionContents::selectedProtocol, message);
        return hello;
    }

    /**
     * The number of the version chosen: selected_version of supported_versions, else legacy_version (RFC 8446 section
     * 4.2.1).
     *
     * @return 0 to 0xffff
     */
    public int versionCode() {
        return selectedVersion().orElse(legacyVersion);
    }

    /**
     * The version chosen.
     *
     * <p>Empty where the server broke the rules, so that nothing is proven by it: TLS 1.3 is chosen by supported_versions
     * only, nothing older is (RFC 8446 section 4.2.1), a HelloRetryRequest belongs to TLS 1.3 (section 4.1.4), and SSL 2.0
     * has a ServerHello of its own.
     *
     * @return SSL 3.0 to TLS 1.3, or empty
     */
    public Optional<ProtocolVersion> version() {
        boolean byExtension = selectedVersion().isPresent();
        return ProtocolVersion.of(versionCode())
                .filter(version -> version != ProtocolVersion.SSL_2_0)
                .filter(version -> byExtension == (version == ProtocolVersion.TLS_1_3))
                .filter(version -> byExtension || !helloRetryRequest());
    }

    /**
     * The group in key_share: of the server's key, or asked for by a HelloRetryRequest.
     *
     * @return the group, or empty
     */
    public Optional<NamedGroup> group() {
        return ExtensionBlock.view(extensions, Extensions.KEY_SHARE, share());
    }

    /**
     * The application protocol chosen.
     *
     * @return a hostile text of ISO 8859-1 characters, or empty
     */
    public Optional<String> alpn() {
        return ExtensionBlock.view(extensions, Extensions.ALPN, ExtensionContents::selectedProtocol);
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
     * Whether its random says that the server speaks a later version than it chose (RFC 8446 section 4.1.3).
     *
     * @param version the one in question
     * @return true where the random ends so as servers of that version write it for a client that seems not to speak it
     */
    public boolean downgradedFrom(ProtocolVersion version) {
        Bytes end = random.slice(24, 32);
        return switch (version) {
            case SSL_2_0, SSL_3_0, TLS_1_0, TLS_1_1 -> false;
            case TLS_1_2 -> end.equals(DOWNGRADE_BELOW);
            case TLS_1_3 -> end.equals(DOWNGRADE_TO_TLS_1_2);
        };
    }

    /**
     * Whether it is a HelloRetryRequest, told by its random (RFC 8446 section 4.1.3).
     *
     * @return true if so
     */
    public boolean helloRetryRequest() {
        return random.equals(RETRY_RANDOM);
    }

    /**
     * Whether the random ends with the mark of a server that has a later version than it chose (RFC 8446 section 4.1.3).
     *
     * @return true if so
     */
    public boolean downgradeSentinel() {
        Bytes tail = random.slice(24, 32);
        return tail.equals(DOWNGRADE_TO_TLS_1_2) || tail.equals(DOWNGRADE_BELOW);
    }

    /** Whether all that follows is encrypted: TLS 1.3, in whichever draft. */
    boolean beginsEncryption() {
        return selectedVersion().isPresent() && !helloRetryRequest();
    }

    private Optional<Integer> selectedVersion() {
        return ExtensionBlock.view(extensions, Extensions.SUPPORTED_VERSIONS, ExtensionContents::selectedVersion);
    }

    private ExtensionBlock.Content<NamedGroup> share() {
        return helloRetryRequest() ? ExtensionContents::retryGroup : ExtensionContents::selectedShare;
    }
}
