package dev.extls.net;

import dev.extls.testkit.TestCertificate;
import dev.extls.testkit.TestCertificates;
import dev.extls.tls.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server for one connection that tells how the client ended it: what a scripted server does not look at. */
final class Witness implements AutoCloseable {
    private static final int RECORD_HEADER = 5;

    private final ServerSocket listener;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    /** How the client ended the connection, and the text that it sent last, inside TLS where that was spoken. */
    record End(boolean reset, String text) {}

    private interface Talk {
        End with(Socket socket) throws IOException;
    }

    private Witness(Talk talk) {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(
                () -> {
                    try (Socket socket = listener.accept()) {
                        end.complete(talk.with(socket));
                    } catch (IOException | RuntimeException e) {
                        end.completeExceptionally(e);
                    }
                },
                "witness");
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads one record, answers with bytes, and waits for the end. */
    static Witness answering(Bytes answer) {
        return new Witness(socket -> {
            readRecord(socket.getInputStream());
            socket.getOutputStream().write(answer.toArray());
            return readToEnd(socket.getInputStream());
        });
    }

    /** A finished handshake of the JDK's TLS, a greeting or nothing inside, and the wait for the end. */
    static Witness speakingTls(String greeting) {
        return new Witness(socket -> {
            try (SSLSocket tls = (SSLSocket) context().getSocketFactory().createSocket(socket, null, true)) {
                tls.setUseClientMode(false);
                tls.startHandshake();
                tls.getOutputStream().write(Flights.text(greeting).toArray());
                return readToEnd(tls.getInputStream());
            }
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Waits for the end of the connection. */
    End end() {
        return end.join();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readRecord(InputStream in) throws IOException {
        byte[] header = in.readNBytes(RECORD_HEADER);
        int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
        if (in.readNBytes(length).length < length) {
            throw new EOFException("closed in a record");
        }
    }

    private static End readToEnd(InputStream in) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.write(next);
            }
            return new End(false, text.toString(StandardCharsets.ISO_8859_1));
        } catch (SocketException reset) {
            return new End(true, text.toString(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext context() {
        char[] password = TestCertificate.PASSWORD.toCharArray();
        try (InputStream in = Files.newInputStream(TestCertificates.rsa().pkcs12File())) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509", "SunJSSE");
            factory.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
