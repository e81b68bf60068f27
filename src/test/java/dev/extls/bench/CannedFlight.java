package dev.extls.bench;

import dev.extls.testkit.TestCertificates;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateEncodingException;

/** The clear-text flight of a TLS 1.2 server with an RSA certificate: what a hello is answered with. RFC 5246 section 7.4, RFC 8422 section 5.4. */
final class CannedFlight {
    private static final int TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 = 0xc030;
    private static final int SECP256R1 = 23;

    private CannedFlight() {}

    static byte[] bytes() {
        try {
            byte[] certificate = TestCertificates.rsa().x509().getEncoded();
            ByteArrayOutputStream messages = new ByteArrayOutputStream();
            message(messages, 2, out -> {
                out.writeShort(0x0303);
                out.write(new byte[32]);
                out.writeByte(0);
                out.writeShort(TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384);
                out.writeByte(0);
            });
            message(messages, 11, out -> {
                length24(out, certificate.length + 3);
                length24(out, certificate.length);
                out.write(certificate);
            });
            message(messages, 12, out -> {
                out.writeByte(3);
                out.writeShort(SECP256R1);
                out.writeByte(65);
                out.writeByte(4);
                out.write(new byte[64]);
                out.writeShort(0x0401);
                out.writeShort(256);
                out.write(new byte[256]);
            });
            message(messages, 14, out -> {});
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(record);
            out.writeByte(22);
            out.writeShort(0x0303);
            out.writeShort(messages.size());
            messages.writeTo(out);
            return record.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private static void message(ByteArrayOutputStream messages, int type, Body body) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        body.write(new DataOutputStream(content));
        DataOutputStream out = new DataOutputStream(messages);
        out.writeByte(type);
        length24(out, content.size());
        content.writeTo(out);
    }

    private static void length24(DataOutputStream out, int length) throws IOException {
        out.writeByte(length >> 16);
        out.writeShort(length & 0xffff);
    }
}
