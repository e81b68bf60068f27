package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.tls.ProtocolVersion;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A second opinion on what a port speaks: finished handshakes of the JDK's own client, which shares no code with the scan. */
public final class JdkClient {
    private static final int PATIENCE_MILLIS = 10_000;

    private JdkClient() {}

    /**
     * The versions in which a handshake can be finished, each asked alone.
     *
     * @param server a server
     * @param service one of its services
     * @return some of SSL 3.0 to TLS 1.3
     */
    public static Set<ProtocolVersion> versions(RealServer server, Service service) {
        return versions(server.port(service), service.tlsStart());
    }

    /**
     * The versions in which a handshake can be finished, each asked alone.
     *
     * @param port on 127.0.0.1
     * @param start how TLS starts there
     * @return some of SSL 3.0 to TLS 1.3
     */
    public static Set<ProtocolVersion> versions(int port, TlsStart start) {
        Set<ProtocolVersion> spoken = EnumSet.noneOf(ProtocolVersion.class);
        for (ProtocolVersion version : EnumSet.range(ProtocolVersion.SSL_3_0, ProtocolVersion.TLS_1_3)) {
            if (suite(port, start, version).isPresent()) {
                spoken.add(version);
            }
        }
        return spoken;
    }

    /**
     * The suite of one handshake.
     *
     * @param port on 127.0.0.1
     * @param start how TLS starts there
     * @param version the only one that is offered
     * @param suites the only ones that are offered, in this order; if none, all but anonymous, NULL and EXPORT
     * @return the JDK's name of the suite that was negotiated, or empty if the handshake was refused
     * @throws UncheckedIOException if there is no connection, no go-ahead or no answer
     */
    public static Optional<String> suite(int port, TlsStart start, ProtocolVersion version, String... suites) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            ClearText.upgrade(socket, start);
            return handshake(socket, version, List.of(suites));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<String> handshake(Socket socket, ProtocolVersion version, List<String> suites)
            throws IOException {
        try (SSLSocket tls =
                (SSLSocket) context().getSocketFactory().createSocket(socket, null, socket.getPort(), true)) {
            LaxJsse.enable(tls, List.of(version), suites);
            tls.startHandshake();
            return Optional.of(tls.getSession().getCipherSuite());
        } catch (SSLException | EOFException | SocketException refused) {
            return Optional.empty();
        }
    }

    private static SSLContext context() throws IOException {
        try {
            SSLContext context = LaxJsse.context();
            context.init(null, new TrustManager[] {new TrustsEveryone()}, null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new IOException(failure);
        }
    }

    /** Extended: the JDK checks algorithms and names of its own where a plain one is given. */
    private static final class TrustsEveryone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
