package dev.extls.wire;

import java.util.Map;

/** Names the fields of extensions, RFC 8446 section 4.2. */
final class ExtensionFields {
    /** RFC 8446 section 4.2.3; what is not here has the form of RFC 5246 section 7.4.1.4.1. */
    private static final Map<Integer, String> SCHEMES = Map.ofEntries(
            Map.entry(0x0403, "ecdsa_secp256r1_sha256"),
            Map.entry(0x0503, "ecdsa_secp384r1_sha384"),
            Map.entry(0x0603, "ecdsa_secp521r1_sha512"),
            Map.entry(0x0804, "rsa_pss_rsae_sha256"),
            Map.entry(0x0805, "rsa_pss_rsae_sha384"),
            Map.entry(0x0806, "rsa_pss_rsae_sha512"),
            Map.entry(0x0807, "ed25519"),
            Map.entry(0x0808, "ed448"),
            Map.entry(0x0809, "rsa_pss_pss_sha256"),
            Map.entry(0x080a, "rsa_pss_pss_sha384"),
            Map.entry(0x080b, "rsa_pss_pss_sha512"));

    private static final String[] HASHES = {"none", "md5", "sha1", "sha224", "sha256", "sha384", "sha512"};
    private static final String[] SIGNATURES = {"anonymous", "rsa_pkcs1", "dsa", "ecdsa"};

    private ExtensionFields() {}

    /** Which message an extension stands in. */
    enum In {
        CLIENT_HELLO,
        SERVER_HELLO,
        HELLO_RETRY_REQUEST
    }

    static void read(FieldReader block, In in) throws WireException {
        while (block.more()) {
            FieldReader.Typed extension = block.typed(Extensions::label);
            if (extension.content().more()) {
                content(extension.type(), extension.content(), in);
            }
            extension.content().rest("content");
        }
    }

    private static void content(int type, FieldReader content, In in) throws WireException {
        boolean client = in == In.CLIENT_HELLO;
        switch (type) {
            case Extensions.SERVER_NAME -> serverNames(content);
            case Extensions.SUPPORTED_GROUPS ->
                content.inner(2, "named_group_list", "").numbers(2, "group", HandshakeFields::group);
            case Extensions.EC_POINT_FORMATS ->
                content.inner(1, "ec_point_format_list", "").numbers(1, "format", ExtensionFields::pointFormat);
            case Extensions.SIGNATURE_ALGORITHMS ->
                content.inner(2, "supported_signature_algorithms", "")
                        .numbers(2, "scheme", ExtensionFields::signatureScheme);
            case Extensions.ALPN -> protocols(content);
            case Extensions.SUPPORTED_VERSIONS -> {
                if (client) {
                    content.inner(1, "versions", "").numbers(2, "version", HandshakeFields::version);
                } else {
                    content.number(2, "selected_version", HandshakeFields::version);
                }
            }
            case Extensions.KEY_SHARE -> {
                if (in == In.HELLO_RETRY_REQUEST) {
                    content.number(2, "selected_group", HandshakeFields::group);
                } else {
                    shares(client ? content.inner(2, "client_shares", "") : content);
                }
            }
            case Extensions.PSK_KEY_EXCHANGE_MODES ->
                content.inner(1, "ke_modes", "").numbers(1, "mode", ExtensionFields::pskMode);
            case Extensions.RENEGOTIATION_INFO -> content.vector(1, "renegotiated_connection");
            case Extensions.PADDING ->
                content.inner(content.remaining(), "zeros").skip();
            default -> {}
        }
    }

    /** RFC 6066 section 3. */
    private static void serverNames(FieldReader content) throws WireException {
        FieldReader names = content.inner(2, "server_name_list", "");
        while (names.more()) {
            names.number(1, "name_type", type -> type == 0 ? "0 host_name" : String.valueOf(type));
            names.text(2, "name");
        }
    }

    /** RFC 7301 section 3.1. */
    private static void protocols(FieldReader content) throws WireException {
        FieldReader names = content.inner(2, "protocol_name_list", "");
        while (names.more()) {
            names.text(1, "protocol_name");
        }
    }

    /** RFC 8446 section 4.2.8. */
    private static void shares(FieldReader shares) throws WireException {
        while (shares.more()) {
            shares.number(2, "group", HandshakeFields::group);
            shares.vector(2, "key_exchange");
        }
    }

    /** RFC 8422 section 5.1.2. */
    private static String pointFormat(int format) {
        return format == 0 ? "0 uncompressed" : String.valueOf(format);
    }

    /** RFC 8446 section 4.2.9. */
    private static String pskMode(int mode) {
        return mode == 0 ? "0 psk_ke" : mode == 1 ? "1 psk_dhe_ke" : String.valueOf(mode);
    }

    static String signatureScheme(int code) {
        int hash = code >> 8;
        int signature = code & 0xff;
        String name = SCHEMES.containsKey(code)
                ? SCHEMES.get(code)
                : hash < HASHES.length && signature < SIGNATURES.length
                        ? SIGNATURES[signature] + "_" + HASHES[hash]
                        : "";
        return (HandshakeFields.number(code) + " " + name).strip();
    }
}
