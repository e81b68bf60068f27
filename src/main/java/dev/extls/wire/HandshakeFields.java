package dev.extls.wire;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Names the fields of handshake messages in the clear, of one side of a connection. */
final class HandshakeFields {
    private static final HexFormat HEX = HexFormat.of();

    /** IANA registry "TLS HandshakeType". */
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(HandshakeType.HELLO_REQUEST, "hello_request"),
            Map.entry(HandshakeType.CLIENT_HELLO, "client_hello"),
            Map.entry(HandshakeType.SERVER_HELLO, "server_hello"),
            Map.entry(HandshakeType.NEW_SESSION_TICKET, "new_session_ticket"),
            Map.entry(8, "encrypted_extensions"),
            Map.entry(HandshakeType.CERTIFICATE, "certificate"),
            Map.entry(HandshakeType.SERVER_KEY_EXCHANGE, "server_key_exchange"),
            Map.entry(HandshakeType.CERTIFICATE_REQUEST, "certificate_request"),
            Map.entry(HandshakeType.SERVER_HELLO_DONE, "server_hello_done"),
            Map.entry(15, "certificate_verify"),
            Map.entry(16, "client_key_exchange"),
            Map.entry(20, "finished"),
            Map.entry(HandshakeType.CERTIFICATE_STATUS, "certificate_status"),
            Map.entry(HandshakeType.SUPPLEMENTAL_DATA, "supplemental_data"));

    /** What the server chose last; it decides the form of what follows. */
    private Optional<ServerHello> chosen = Optional.empty();

    /** The name and number of a message. */
    static String label(int type) {
        return NAMES.getOrDefault(type, "handshake message") + "(" + type + ")";
    }

    /** The fields of one message behind its header. */
    void read(int type, Bytes message, FieldReader body) throws WireException {
        switch (type) {
            case HandshakeType.CLIENT_HELLO -> clientHello(body);
            case HandshakeType.SERVER_HELLO -> serverHello(message, body);
            case HandshakeType.CERTIFICATE -> certificates(body);
            case HandshakeType.SERVER_KEY_EXCHANGE -> keyExchange(body);
            case HandshakeType.CERTIFICATE_REQUEST -> certificateRequest(body);
            case HandshakeType.NEW_SESSION_TICKET -> {
                body.number(4, "ticket_lifetime_hint", seconds -> Integer.toUnsignedString(seconds) + " s");
                body.vector(2, "ticket");
            }
            default -> {}
        }
        body.rest(type == 16 ? "exchange_keys" : "content");
    }

    /** A number of two bytes. */
    static String number(int code) {
        return "0x" + HEX.toHexDigits((short) code);
    }

    static String version(int code) {
        return number(code)
                + ProtocolVersion.of(code).map(version -> " " + version.title()).orElse("");
    }

    static String suite(int code) {
        String label = new CipherSuite(code).label();
        return code > 0xffff || label.startsWith("0x") ? label : number(code) + " " + label;
    }

    static String group(int code) {
        String label = new NamedGroup(code).label();
        return label.startsWith("0x") ? label : number(code) + " " + label;
    }

    /** RFC 8446 section 4.1.2. */
    private static void clientHello(FieldReader body) throws WireException {
        body.number(2, "legacy_version", HandshakeFields::version);
        body.opaque(32, "random");
        body.vector(1, "legacy_session_id");
        body.inner(2, "cipher_suites", "").numbers(2, "cipher_suite", HandshakeFields::suite);
        body.inner(1, "legacy_compression_methods", "").numbers(1, "compression_method", HandshakeFields::compression);
        if (body.more()) {
            ExtensionFields.read(body.inner(2, "extensions", ""), ExtensionFields.In.CLIENT_HELLO);
        }
    }

    /** RFC 8446 sections 4.1.3 and 4.1.4. */
    private void serverHello(Bytes message, FieldReader body) throws WireException {
        body.number(2, "legacy_version", HandshakeFields::version);
        boolean retry = body.opaque(32, "random").equals(ServerHello.RETRY_RANDOM);
        body.vector(1, "legacy_session_id_echo");
        body.number(2, "cipher_suite", HandshakeFields::suite);
        body.number(1, "legacy_compression_method", HandshakeFields::compression);
        if (body.more()) {
            ExtensionFields.read(
                    body.inner(2, "extensions", retry ? "of a HelloRetryRequest" : ""),
                    retry ? ExtensionFields.In.HELLO_RETRY_REQUEST : ExtensionFields.In.SERVER_HELLO);
        }
        chosen = Optional.of(ServerHello.read(message));
    }

    /** RFC 3749 section 2: 1 is DEFLATE. */
    private static String compression(int method) {
        return method == 0 ? "0 null" : method == 1 ? "1 DEFLATE" : String.valueOf(method);
    }

    /** RFC 5246 section 7.4.2. */
    private static void certificates(FieldReader body) throws WireException {
        FieldReader list = body.inner(3, "certificate_list", "");
        while (list.more()) {
            list.vector(3, "certificate");
        }
    }

    /** RFC 5246 section 7.4.3, RFC 8422 section 5.4; the identity hint of RFC 4279 section 3 stands before the parameters. */
    private void keyExchange(FieldReader body) throws WireException {
        String suite = chosen.map(hello -> hello.suite().label()).orElse("");
        boolean curve = suite.startsWith("TLS_ECDHE_") || suite.startsWith("TLS_ECDH_anon_");
        boolean prime =
                suite.startsWith("TLS_DHE_") || suite.startsWith("TLS_DH_anon_") || suite.startsWith("TLS_PSK_DHE_");
        if ((curve || prime) && suite.contains("_PSK_")) {
            body.vector(2, "psk_identity_hint");
        }
        if (prime) {
            body.vector(2, "dh_p");
            body.vector(2, "dh_g");
            body.vector(2, "dh_Ys");
        } else if (curve && body.number(1, "curve_type", HandshakeFields::curveType) == KeyExchange.NAMED_CURVE) {
            body.number(2, "namedcurve", HandshakeFields::group);
            body.vector(1, "public");
        } else {
            return;
        }
        boolean signed = !suite.contains("_anon_") && !suite.contains("_PSK_");
        if (signed && chosen.flatMap(ServerHello::version).equals(Optional.of(ProtocolVersion.TLS_1_2))) {
            body.number(2, "signature algorithm", ExtensionFields::signatureScheme);
        }
        if (signed) {
            body.vector(2, "signature");
        }
    }

    private static String curveType(int type) {
        return type == KeyExchange.NAMED_CURVE ? "3 named_curve" : String.valueOf(type);
    }

    /** RFC 5246 section 7.4.4; before TLS 1.2 without signature algorithms. */
    private void certificateRequest(FieldReader body) throws WireException {
        body.inner(1, "certificate_types", "").numbers(1, "certificate_type", String::valueOf);
        if (chosen.flatMap(ServerHello::version).equals(Optional.of(ProtocolVersion.TLS_1_2))) {
            body.inner(2, "supported_signature_algorithms", "").numbers(2, "scheme", ExtensionFields::signatureScheme);
        }
        FieldReader names = body.inner(2, "certificate_authorities", "");
        while (names.more()) {
            names.vector(2, "distinguished_name");
        }
    }
}
