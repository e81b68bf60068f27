package dev.extls.testkit;

import dev.extls.tls.ProtocolVersion;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The JDK's own TLS with everything enabled that it still has. */
final class LaxJsse {
    static final String PROVIDER = "SunJSSE";

    private LaxJsse() {}

    /**
     * A context of the JDK's provider.
     *
     * @return not initialised
     * @throws GeneralSecurityException if this JVM has no such provider
     * @throws IllegalStateException if this JVM has disabled algorithms: the JDK reads that once, before any test runs
     */
    static SSLContext context() throws GeneralSecurityException {
        if (!"".equals(Security.getProperty("jdk.tls.disabledAlgorithms"))) {
            throw new IllegalStateException(
                    "start this JVM with -Djava.security.properties=src/test/resources/lax.security");
        }
        return SSLContext.getInstance("TLS", PROVIDER);
    }

    /**
     * Enables versions and suites.
     *
     * @param socket not connected by TLS yet
     * @param versions SSL 3.0 to TLS 1.3
     * @param suites IANA names; if none, all but anonymous, NULL and EXPORT
     */
    static void enable(SSLSocket socket, Collection<ProtocolVersion> versions, List<String> suites) {
        socket.setEnabledProtocols(versions.stream().map(LaxJsse::name).toArray(String[]::new));
        socket.setEnabledCipherSuites(
                suites.isEmpty()
                        ? Arrays.stream(socket.getSupportedCipherSuites())
                                .filter(suite -> !suite.matches(".*(_anon_|_NULL_|_EXPORT_).*"))
                                .toArray(String[]::new)
                        : suites.toArray(String[]::new));
    }

    /**
     * Every suite.
     *
     * @return the JDK's names, in its order
     */
    static String[] everySuite() {
        try {
            SSLContext context = context();
            context.init(null, null, null);
            return context.getSupportedSSLParameters().getCipherSuites();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String name(ProtocolVersion version) {
        return version == ProtocolVersion.TLS_1_0 ? "TLSv1" : version.label();
    }
}
