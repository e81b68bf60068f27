package dev.extls.wire;

import dev.extls.tls.Bytes;
import java.util.ArrayList;
import java.util.List;

/** The Certificate message up to TLS 1.2, RFC 5246 section 7.4.2. */
final class CertificateMessage {
    /** No chain needs more. */
    private static final int MOST_CERTIFICATES = 100;

    private static final String NAME = "Certificate";

    private CertificateMessage() {}

    /** The certificates in DER, leaf first; whether they are certificates at all is not asked. */
    static List<Bytes> read(Bytes message) throws WireException {
        ByteReader body = HandshakeType.body(message, HandshakeType.CERTIFICATE, NAME);
        ByteReader list = body.vector24(NAME + " list");
        body.end(NAME);
        List<Bytes> certificates = new ArrayList<>();
        while (list.remaining() > 0) {
            int at = list.offset();
            Bytes certificate = list.vector24(NAME + " entry").rest();
            if (certificate.length() == 0 || certificates.size() == MOST_CERTIFICATES) {
                throw new WireException(NAME + " entry: empty, or more than " + MOST_CERTIFICATES, at);
            }
            certificates.add(certificate);
        }
        return List.copyOf(certificates);
    }
}
