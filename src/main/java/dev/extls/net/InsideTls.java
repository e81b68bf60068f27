package dev.extls.net;

import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.observation.Selection;
import dev.extls.tls.Bytes;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What there is to see and to say once a handshake has finished. */
final class InsideTls {
    private InsideTls() {}

    /** The protocol whose greeting the server sends first thing inside TLS, if it does. */
    static Optional<TlsStart> greeting(Service service) {
        return switch (service) {
            case IMAPS, BACKEND_IMAPS -> Optional.of(TlsStart.IMAP_STARTTLS);
            case POP3S, BACKEND_POP3S -> Optional.of(TlsStart.POP3_STLS);
            case SMTP, SUBMISSION, HTTPS, IMAP, POP3, BACKEND_HTTPS, CLIENT_PROXY, OUTBOUND_PROXY, TRANSPORT, TLS ->
                Optional.empty();
        };
    }

    /** Leaves a clean line in the server's protocol log: the goodbye with its line end, or nothing where there is none. */
    static String goodbye(Service service) {
        return switch (greeting(service).orElse(service.tlsStart())) {
            case SMTP_STARTTLS, POP3_STLS -> "QUIT\r\n";
            case IMAP_STARTTLS -> "a9 LOGOUT\r\n";
            case AT_ONCE -> "";
        };
    }

    /** The chain of the server as sent, leaf first; empty if it sent none. */
    static List<Bytes> certificates(SSLEngine engine) {
        try {
            List<Bytes> chain = new ArrayList<>();
            for (Certificate certificate : engine.getSession().getPeerCertificates()) {
                chain.add(Bytes.of(certificate.getEncoded()));
            }
            return chain;
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return List.of();
        }
    }

    /** A choice with what TLS 1.3 says about it in secret: the application protocol. */
    static Selection withAlpn(Selection chosen, SSLEngine engine) {
        String alpn = Optional.ofNullable(engine.getApplicationProtocol()).orElse("");
        return new Selection(chosen.version(), chosen.suite(), chosen.groupCode(), alpn, chosen.retried());
    }
}
