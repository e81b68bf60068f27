package dev.extls.testkit;

import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A server of the JDK's own TLS inside this JVM, where nothing is disabled: SSL 3.0, RC4, DES, EXPORT, NULL and anonymous suites too. */
public final class JsseServer implements RealServer {
    private final Connections connections;

    /** What is said to a request; its end is the end of the connection. */
    public interface Page {
        /**
         * Answers.
         *
         * @param request all that was sent, up to an empty line
         * @param out inside TLS
         * @throws IOException if the client has gone
         */
        void answer(String request, OutputStream out) throws IOException;
    }

    private JsseServer(Connections connections) {
        this.connections = connections;
    }

    /**
     * With just these versions.
     *
     * @param versions one or more of SSL 3.0 to TLS 1.3
     * @return what can be set further and started
     */
    public static Setting speaking(ProtocolVersion... versions) {
        return new Setting(List.of(versions));
    }

    @Override
    public List<Integer> ports() {
        return List.of(connections.port());
    }

    @Override
    public int port(Service service) {
        if (service != Service.HTTPS) {
            throw new IllegalArgumentException("the JDK's server has no " + service + " here");
        }
        return port();
    }

    /**
     * How many connections were accepted.
     *
     * @return 0 or more
     */
    public int connections() {
        return connections.accepted();
    }

    @Override
    public String output() {
        return connections() + " connections";
    }

    @Override
    public void close() {
        connections.close();
    }

    /** What can be set before the start. */
    public static final class Setting {
        private final List<ProtocolVersion> versions;
        private List<TestCertificate> certificates = List.of(TestCertificates.rsa());
        private List<String> suites = List.of();
        private boolean serverOrder;
        private Optional<Page> page = Optional.empty();
        private boolean clientCertificate;
        private boolean again;

        private Setting(List<ProtocolVersion> versions) {
            if (versions.isEmpty() || versions.contains(ProtocolVersion.SSL_2_0)) {
                throw new IllegalArgumentException("the JDK can be told some of SSL 3.0 to TLS 1.3, not " + versions);
            }
            this.versions = List.copyOf(EnumSet.copyOf(versions));
        }

        /**
         * With just these suites, in this order; else with all that are not anonymous, NULL or EXPORT.
         *
         * @param names IANA names, such as {@code TLS_RSA_WITH_RC4_128_SHA}
         * @return this
         */
        public Setting suites(String... names) {
            suites = List.of(names);
            return this;
        }

        /**
         * With every suite of the JDK, anonymous, NULL and EXPORT ones too.
         *
         * @return this
         */
        public Setting everySuite() {
            return suites(LaxJsse.everySuite());
        }

        /**
         * Choosing in its own order and not in the client's.
         *
         * @return this
         */
        public Setting choosing() {
            serverOrder = true;
            return this;
        }

        /**
         * Demanding a certificate of the client, and trusting none.
         *
         * @return this
         */
        public Setting demandingClientCertificate() {
            clientCertificate = true;
            return this;
        }

        /**
         * With other certificates than the RSA one.
         *
         * @param others one of each kind of key
         * @return this
         */
        public Setting certificates(TestCertificate... others) {
            certificates = List.of(others);
            return this;
        }

        /**
         * With something to say inside TLS to whoever asks.
         *
         * @param other what is said, and how
         * @return this
         */
        public Setting answering(Page other) {
            page = Optional.of(other);
            return this;
        }

        /**
         * Asks for a second handshake (HelloRequest) once a request has come, in place of answering it.
         *
         * @return this
         */
        public Setting shakingHandsAgain() {
            again = true;
            return this;
        }

        /**
         * Starts it.
         *
         * @return the server, with one door: {@link Service#HTTPS}
         * @throws IllegalStateException if this JVM has disabled algorithms
         */
        public JsseServer start() {
            return startAt(0);
        }

        /**
         * Starts it where a client expects it.
         *
         * @param port a free one, or 0 for any
         * @return listening
         */
        public JsseServer startAt(int port) {
            try {
                SSLContext context = context();
                return new JsseServer(
                        Connections.listen(port, (connections, socket, number) -> serve(context, socket)));
            } catch (GeneralSecurityException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private void serve(SSLContext context, Socket socket) throws IOException {
            try (SSLSocket tls =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true)) {
                tls.setUseClientMode(false);
                LaxJsse.enable(tls, versions, suites);
                tls.setNeedClientAuth(clientCertificate);
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setUseCipherSuitesOrder(serverOrder);
                tls.setSSLParameters(parameters);
                tls.startHandshake();
                if (again && !request(tls.getInputStream()).isEmpty()) {
                    tls.startHandshake();
                }
                if (page.isPresent()) {
                    String request = request(tls.getInputStream());
                    if (!request.isEmpty()) {
                        page.get().answer(request, tls.getOutputStream());
                        return;
                    }
                }
                tls.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        }

        /** Up to the empty line; empty if the client says nothing. */
        private static String request(InputStream in) throws IOException {
            StringBuilder request = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                request.append((char) next);
                if (request.toString().endsWith("\r\n\r\n")) {
                    break;
                }
            }
            return request.toString();
        }

        private SSLContext context() throws GeneralSecurityException {
            KeyStore keys = TestCertificate.storeOf(certificates);
            KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509", LaxJsse.PROVIDER);
            factory.init(keys, TestCertificate.PASSWORD.toCharArray());
            SSLContext context = LaxJsse.context();
            context.init(factory.getKeyManagers(), null, null);
            return context;
        }
    }
}
