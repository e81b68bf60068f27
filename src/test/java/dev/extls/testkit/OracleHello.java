package dev.extls.testkit;

import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A ClientHello that asks for one version, RFC 6101 section 5.6.1.2 to RFC 8446 section 4.1.2, written without the code under test.
 *
 * <p>It differs from the product's where it may: the extension of RFC 5746 instead of the signalling suite, and in TLS 1.3 no key share at
 * all, so that the server names its suite and group in a HelloRetryRequest.
 *
 * @param version SSL 3.0 to TLS 1.3
 * @param suites one or more
 * @param groups for supported_groups; not sent in SSL 3.0
 */
record OracleHello(ProtocolVersion version, List<CipherSuite> suites, List<NamedGroup> groups) {
    private static final int[] SIGNATURES = {
        0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601,
        0x0303, 0x0301, 0x0302, 0x0402, 0x0502, 0x0602, 0x0203, 0x0201, 0x0202
    };

    OracleHello {
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
    }

    /** The whole record. */
    byte[] bytes() {
        boolean ssl = version == ProtocolVersion.SSL_3_0;
        Block body = new Block();
        body.number(2, Math.min(version.code(), ProtocolVersion.TLS_1_2.code()));
        body.bytes(new byte[32]); // the random: nobody finishes a handshake with it
        body.vector(1, new Block().bytes(new byte[ssl ? 0 : 32]));
        Block codes = new Block();
        suites.forEach(suite -> codes.number(2, suite.code()));
        body.vector(2, codes);
        body.vector(1, new Block().number(1, 0));
        if (!ssl) {
            body.vector(2, extensions());
        }
        Block message = new Block().number(1, 1).vector(3, body);
        return new Block()
                .number(1, OfferedHello.HANDSHAKE)
                .number(2, ssl ? version.code() : ProtocolVersion.TLS_1_0.code())
                .vector(2, message)
                .all();
    }

    private Block extensions() {
        Block extensions = new Block();
        byte[] name = TestCertificates.NAME.getBytes(StandardCharsets.US_ASCII);
        Block serverName = new Block().number(1, 0).vector(2, new Block().bytes(name));
        extensions.extension(0x0000, new Block().vector(2, serverName));
        Block codes = new Block();
        groups.forEach(group -> codes.number(2, group.code()));
        extensions.extension(0x000a, new Block().vector(2, codes));
        if (!version.before(ProtocolVersion.TLS_1_2)) {
            Block signatures = new Block();
            for (int signature : SIGNATURES) {
                signatures.number(2, signature);
            }
            extensions.extension(0x000d, new Block().vector(2, signatures));
        }
        if (version == ProtocolVersion.TLS_1_3) {
            extensions.extension(0x002b, new Block().vector(1, new Block().number(2, version.code())));
            extensions.extension(0x0033, new Block().vector(2, new Block()));
        } else {
            extensions.extension(0x000b, new Block().vector(1, new Block().number(1, 0)));
            extensions.extension(0x0017, new Block());
            extensions.extension(0xff01, new Block().vector(1, new Block()));
        }
        return extensions;
    }

    /** Bytes that grow. */
    private static final class Block {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        Block number(int width, int value) {
            for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
                content.write(value >> shift);
            }
            return this;
        }

        Block bytes(byte[] more) {
            content.writeBytes(more);
            return this;
        }

        Block vector(int width, Block inner) {
            return number(width, inner.content.size()).bytes(inner.all());
        }

        Block extension(int type, Block inner) {
            return number(2, type).vector(2, inner);
        }

        byte[] all() {
            return content.toByteArray();
        }
    }
}
