package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/** A server of BouncyCastle's JSSE inside this JVM, for groups that no server of Debian has: post-quantum hybrids. */
public final class BouncyServer implements RealServer {
    private final Connections connections;

    private BouncyServer(Connections connections) {
        this.connections = connections;
    }

    /**
     * Starts one.
     *
     * @param versions TLS 1.0 to 1.3
     * @param groups in the order of its preference
     * @return the server, with one door: {@link Service#HTTPS}
     */
    public static BouncyServer start(List<ProtocolVersion> versions, List<NamedGroup> groups) {
        try {
            BouncyCastleJsseProvider provider = new BouncyCastleJsseProvider(new BouncyCastleProvider());
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX", provider);
            keys.init(TestCertificate.storeOf(List.of(TestCertificates.rsa())), TestCertificate.PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS", provider);
            context.init(keys.getKeyManagers(), null, new SecureRandom());
            return new BouncyServer(
                    Connections.listen((connections, socket, number) -> serve(context, socket, versions, groups)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void serve(
            SSLContext context, Socket socket, List<ProtocolVersion> versions, List<NamedGroup> groups)
            throws IOException {
        try (SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true)) {
            tls.setUseClientMode(false);
            BCSSLSocket bouncy = (BCSSLSocket) tls;
            BCSSLParameters parameters = bouncy.getParameters();
            parameters.setProtocols(versions.stream()
                    .map(version -> version == ProtocolVersion.TLS_1_0 ? "TLSv1" : version.label())
                    .toArray(String[]::new));
            parameters.setNamedGroups(groups.stream().map(NamedGroup::label).toArray(String[]::new));
            bouncy.setParameters(parameters);
            tls.startHandshake();
            tls.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public List<Integer> ports() {
        return List.of(connections.port());
    }

    @Override
    public int port(Service service) {
        if (service != Service.HTTPS) {
            throw new IllegalArgumentException("BouncyCastle's server has no " + service + " here");
        }
        return port();
    }

    @Override
    public String output() {
        return connections.accepted() + " connections";
    }

    @Override
    public void close() {
        connections.close();
    }
}
