package dev.extls.lab;

import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import dev.extls.tls.ProtocolVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A client of the lab made of nothing but the JDK: one connection, its deadline, its lines, its TLS. */
final class Visitor implements AutoCloseable {
    static final int DEADLINE_MILLIS = 10_000;

    private Socket socket;

    private Visitor(Socket socket) {
        this.socket = socket;
    }

    /** One server outside any pool, on any port. */
    static LabServer server(String profile, Service service) {
        return new LabServer("ex01.contoso.test", profile, service, 0, "", Role.STANDALONE);
    }

    /** A lab with one door. */
    static Lab lab(String profile, Service service) throws IOException {
        return Lab.start(List.of(server(profile, service)));
    }

    static Visitor connect(LabDoor door) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(DEADLINE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), door.port()),
                DEADLINE_MILLIS);
        return new Visitor(socket);
    }

    /** Connected, and at the point where TLS begins. */
    static Visitor beforeTls(LabDoor door) throws IOException {
        Visitor visitor = connect(door);
        TlsStart start = door.server().service().tlsStart();
        if (start == TlsStart.SMTP_STARTTLS) {
            visitor.line();
            visitor.ask("EHLO visitor.test");
            visitor.ask("STARTTLS");
        } else if (start == TlsStart.IMAP_STARTTLS) {
            visitor.line();
            visitor.ask("a STARTTLS");
        } else if (start == TlsStart.POP3_STLS) {
            visitor.line();
            visitor.ask("STLS");
        }
        return visitor;
    }

    /** Starts TLS with exactly one version and every suite that the JDK has, or with the suites given. */
    SSLSocket tls(ProtocolVersion version, String... suites) throws IOException {
        SSLSocket tls = (SSLSocket)
                trusting().getSocketFactory().createSocket(socket, "ex01.contoso.test", socket.getPort(), true);
        socket = tls;
        tls.setEnabledProtocols(new String[] {version == ProtocolVersion.TLS_1_0 ? "TLSv1" : version.label()});
        tls.setEnabledCipherSuites(suites.length == 0 ? withoutAnonymous(tls) : suites);
        tls.startHandshake();
        return tls;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends a line and gives what is said to it: all lines of a reply that says itself where it ends. */
    String ask(String line) throws IOException {
        send((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder reply = new StringBuilder(line());
        while (reply.substring(reply.lastIndexOf("\n") + 1).matches("(?s)\\d{3}-.*|\\* (?!BYE).*")) {
            reply.append('\n').append(line());
        }
        return reply.toString();
    }

    /** One line without its end; empty at the end of the stream. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in().read(); octet != -1 && octet != '\n'; octet = in().read()) {
            line.write(octet);
        }
        return line.toString(StandardCharsets.US_ASCII).stripTrailing();
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String[] withoutAnonymous(SSLSocket socket) {
        return List.of(socket.getSupportedCipherSuites()).stream()
                .filter(suite -> !suite.contains("_anon_") && !suite.contains("_NULL_") && !suite.contains("EXPORT"))
                .toArray(String[]::new);
    }

    /** A fresh one each time, so that no session is resumed. */
    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class TrustsAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
