package dev.extls.wire;

import static java.util.Map.entry;

import dev.extls.tls.Bytes;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The extensions that we send: numbers of the IANA registry "TLS ExtensionType Values", and contents. */
public final class Extensions {
    /** RFC 6066 section 3. */
    public static final int SERVER_NAME = 0;
    /** RFC 8422 section 5.1.1, RFC 8446 section 4.2.7. */
    public static final int SUPPORTED_GROUPS = 10;
    /** RFC 8422 section 5.1.2. */
    public static final int EC_POINT_FORMATS = 11;
    /** RFC 8446 section 4.2.3. */
    public static final int SIGNATURE_ALGORITHMS = 13;
    /** RFC 7301. */
    public static final int ALPN = 16;
    /** RFC 7685. */
    public static final int PADDING = 21;
    /** RFC 7627. */
    public static final int EXTENDED_MASTER_SECRET = 23;
    /** RFC 5077 section 3.2. */
    public static final int SESSION_TICKET = 35;
    /** RFC 8446 section 4.2.11. */
    public static final int PRE_SHARED_KEY = 41;
    /** RFC 8446 section 4.2.1. */
    public static final int SUPPORTED_VERSIONS = 43;
    /** RFC 8446 section 4.2.9. */
    public static final int PSK_KEY_EXCHANGE_MODES = 45;
    /** RFC 8446 section 4.2.8. */
    public static final int KEY_SHARE = 51;
    /** RFC 5746 section 3.2. */
    public static final int RENEGOTIATION_INFO = 0xff01;

    /** What servers send and clients of other kinds offer is named too. */
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            entry(1, "max_fragment_length"),
            entry(5, "status_request"),
            entry(15, "heartbeat"),
            entry(18, "signed_certificate_timestamp"),
            entry(22, "encrypt_then_mac"),
            entry(27, "compress_certificate"),
            entry(28, "record_size_limit"),
            entry(42, "early_data"),
            entry(44, "cookie"),
            entry(47, "certificate_authorities"),
            entry(49, "post_handshake_auth"),
            entry(50, "signature_algorithms_cert"),
            entry(SERVER_NAME, "server_name"),
            entry(SUPPORTED_GROUPS, "supported_groups"),
            entry(EC_POINT_FORMATS, "ec_point_formats"),
            entry(SIGNATURE_ALGORITHMS, "signature_algorithms"),
            entry(ALPN, "application_layer_protocol_negotiation"),
            entry(PADDING, "padding"),
            entry(EXTENDED_MASTER_SECRET, "extended_master_secret"),
            entry(SESSION_TICKET, "session_ticket"),
            entry(PRE_SHARED_KEY, "pre_shared_key"),
            entry(SUPPORTED_VERSIONS, "supported_versions"),
            entry(PSK_KEY_EXCHANGE_MODES, "psk_key_exchange_modes"),
            entry(KEY_SHARE, "key_share"),
            entry(RENEGOTIATION_INFO, "renegotiation_info"));

    private Extensions() {}

    /**
     * The registered name and the number, such as {@code key_share(51)}.
     *
     * @param type 0 to 0xffff
     * @return {@code extension(31354)} for a type without a name here
     */
    public static String label(int type) {
        return NAMES.getOrDefault(type, "extension") + "(" + type + ")";
    }

    /**
     * The name of the server, RFC 6066 section 3: ASCII, without a trailing dot.
     *
     * @param hostName a DNS name in its ASCII form, no literal address; 1 to 0xff00 characters
     * @return the extension
     * @throws IllegalArgumentException if the name is empty or not ASCII
     */
    public static Extension serverName(String hostName) {
        String name = hostName.endsWith(".") ? hostName.substring(0, hostName.length() - 1) : hostName;
        if (name.isEmpty() || name.length() > 0xff00 || !name.chars().allMatch(c -> c > 0 && c < 0x80)) {
            throw new IllegalArgumentException("no host name in ASCII: " + hostName);
        }
        Bytes ascii = Bytes.of(name.getBytes(StandardCharsets.US_ASCII));
        Bytes entry = new ByteWriter().u8(0).vector16(ascii).written(); // name_type host_name(0)
        return new Extension(SERVER_NAME, new ByteWriter().vector16(entry).written());
    }

    /**
     * The groups, RFC 8446 section 4.2.7.
     *
     * @param groups at least one, in the order of preference
     * @return the extension
     */
    public static Extension supportedGroups(List<NamedGroup> groups) {
        return numbers(SUPPORTED_GROUPS, groups.stream().map(NamedGroup::code).toList());
    }

    /**
     * Uncompressed points, the only format still in use, RFC 8422 section 5.1.2.
     *
     * @return the extension
     */
    public static Extension ecPointFormats() {
        return new Extension(EC_POINT_FORMATS, Bytes.of((byte) 1, (byte) 0));
    }

    /**
     * The signature schemes, RFC 8446 section 4.2.3; the hash and signature pairs of TLS 1.2 have the same form.
     *
     * @param schemes at least one number, 0 to 0xffff, in the order of preference
     * @return the extension
     */
    public static Extension signatureAlgorithms(List<Integer> schemes) {
        return numbers(SIGNATURE_ALGORITHMS, schemes);
    }

    /**
     * The extended master secret, RFC 7627 section 5.1: empty.
     *
     * @return the extension
     */
    public static Extension extendedMasterSecret() {
        return new Extension(EXTENDED_MASTER_SECRET, Bytes.EMPTY);
    }

    /**
     * Zeros that make a hello longer, RFC 7685 section 3.
     *
     * @param zeros how many, 0 to 0xffff
     * @return the extension, 4 bytes longer than its zeros
     */
    public static Extension padding(int zeros) {
        return new Extension(PADDING, Bytes.of(new byte[zeros]));
    }

    /**
     * Secure renegotiation in a first handshake, RFC 5746 section 3.4: no renegotiated connection.
     *
     * @return the extension
     */
    public static Extension renegotiationInfo() {
        return new Extension(RENEGOTIATION_INFO, Bytes.of((byte) 0));
    }

    /**
     * A ticket to be taken up, RFC 5077 section 3.2.
     *
     * @param ticket as the server gave it; no bytes ask for a ticket, and are a server's promise of one
     * @return the extension
     */
    public static Extension sessionTicket(Bytes ticket) {
        return new Extension(SESSION_TICKET, ticket);
    }

    /**
     * The versions of a ClientHello, RFC 8446 section 4.2.1.
     *
     * @param versions 1 to 127, in the order of preference
     * @return the extension
     */
    public static Extension supportedVersions(List<ProtocolVersion> versions) {
        ByteWriter list = new ByteWriter();
        versions.forEach(version -> list.u16(version.code()));
        return new Extension(
                SUPPORTED_VERSIONS, new ByteWriter().vector8(list.written()).written());
    }

    /**
     * The version of a ServerHello or HelloRetryRequest, RFC 8446 section 4.2.1.
     *
     * @param version the version chosen
     * @return the extension
     */
    public static Extension selectedVersion(ProtocolVersion version) {
        return new Extension(
                SUPPORTED_VERSIONS, new ByteWriter().u16(version.code()).written());
    }

    /**
     * One key share of a ClientHello, RFC 8446 section 4.2.8.
     *
     * @param group a group that supported_groups lists too
     * @param key the public key in the form of the group
     * @return the extension
     */
    public static Extension keyShare(NamedGroup group, Bytes key) {
        return keyShares(Map.of(group, key));
    }

    /**
     * Key shares of a ClientHello, RFC 8446 section 4.2.8.
     *
     * @param keys public keys in the form of their groups, in the order of supported_groups; none ask for a HelloRetryRequest
     * @return the extension
     */
    public static Extension keyShares(Map<NamedGroup, Bytes> keys) {
        ByteWriter entries = new ByteWriter();
        keys.forEach((group, key) -> entries.u16(group.code()).vector16(key));
        return new Extension(
                KEY_SHARE, new ByteWriter().vector16(entries.written()).written());
    }

    /**
     * A key share without a key: the client asks for a HelloRetryRequest, RFC 8446 section 4.2.8.
     *
     * @return the extension
     */
    public static Extension emptyKeyShare() {
        return new Extension(KEY_SHARE, Bytes.of((byte) 0, (byte) 0));
    }

    /**
     * The key share of a ServerHello, RFC 8446 section 4.2.8.
     *
     * @param group the group chosen
     * @param key the public key in the form of the group
     * @return the extension
     */
    public static Extension selectedKeyShare(NamedGroup group, Bytes key) {
        return new Extension(
                KEY_SHARE, new ByteWriter().u16(group.code()).vector16(key).written());
    }

    /**
     * The group that a HelloRetryRequest asks for, RFC 8446 section 4.2.8.
     *
     * @param group the group chosen
     * @return the extension
     */
    public static Extension retryGroup(NamedGroup group) {
        return new Extension(KEY_SHARE, new ByteWriter().u16(group.code()).written());
    }

    /**
     * The application protocols, RFC 7301 section 3.1; a ServerHello has exactly one.
     *
     * @param names at least one of 1 to 255 characters, a character being one byte (ISO 8859-1)
     * @return the extension
     * @throws IllegalArgumentException if a name is empty, too long or has other characters
     */
    public static Extension alpn(List<String> names) {
        ByteWriter list = new ByteWriter();
        for (String name : names) {
            if (name.isEmpty() || name.chars().anyMatch(c -> c > 0xff)) {
                throw new IllegalArgumentException("no protocol name: " + name);
            }
            list.vector8(Bytes.of(name.getBytes(StandardCharsets.ISO_8859_1)));
        }
        return new Extension(ALPN, new ByteWriter().vector16(list.written()).written());
    }

    /**
     * The one mode in use, psk_dhe_ke(1), RFC 8446 section 4.2.9.
     *
     * @return the extension
     */
    public static Extension pskKeyExchangeModes() {
        return new Extension(PSK_KEY_EXCHANGE_MODES, Bytes.of((byte) 1, (byte) 1));
    }

    /**
     * One pre-shared key of a ClientHello, RFC 8446 section 4.2.11: the last extension.
     *
     * @param identity a ticket, 1 to 0xffff bytes
     * @param obfuscatedAge in milliseconds, with ticket_age_add; what does not fit into 32 bits is cut off
     * @param binder 32 to 255 bytes
     * @return the extension
     */
    public static Extension preSharedKey(Bytes identity, long obfuscatedAge, Bytes binder) {
        Bytes identities = new ByteWriter()
                .vector16(identity)
                .u16((int) (obfuscatedAge >> 16) & 0xffff)
                .u16((int) obfuscatedAge & 0xffff)
                .written();
        return new Extension(
                PRE_SHARED_KEY,
                new ByteWriter()
                        .vector16(identities)
                        .vector16(new ByteWriter().vector8(binder).written())
                        .written());
    }

    private static Extension numbers(int type, List<Integer> numbers) {
        ByteWriter list = new ByteWriter();
        numbers.forEach(list::u16);
        return new Extension(type, new ByteWriter().vector16(list.written()).written());
    }
}
