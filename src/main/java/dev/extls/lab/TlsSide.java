package dev.extls.lab;

import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The TLS of one door: makes a JDK engine for a hello that was admitted. */
final class TlsSide {
    private final SSLContext context;
    private final List<String> protocols;
    private final Set<String> supported;
    private final boolean http;
    private final Bytes certificate;

    /** A door that shows some credentials and enables some versions; over HTTP it agrees on http/1.1 by ALPN. */
    TlsSide(LabAuthority.Credentials credentials, List<ProtocolVersion> enabled, boolean v2Framing, boolean http)
            throws GeneralSecurityException {
        this.context = credentials.context();
        this.certificate = Bytes.of(credentials.leaf().getEncoded());
        this.supported =
                new HashSet<>(List.of(context.getSupportedSSLParameters().getCipherSuites()));
        this.http = http;
        this.protocols = new ArrayList<>();
        enabled.stream()
                .filter(version -> version != ProtocolVersion.SSL_2_0)
                .map(TlsSide::jdkName)
                .forEach(protocols::add);
        if (v2Framing) {
            protocols.add("SSLv2Hello");
        }
    }

    /** The certificate in DER, as SSL 2.0 sends it. */
    Bytes certificate() {
        return certificate;
    }

    /** A server engine that chooses from these suites, in this order, and from these groups. */
    SSLEngine engine(HouseRules.Ruling.Admit admitted) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(protocols.toArray(String[]::new));
        engine.setEnabledCipherSuites(
                admitted.suites().stream().map(this::jdkName).toArray(String[]::new));
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setUseCipherSuitesOrder(true);
        parameters.setAlgorithmConstraints(new OnlyGroups(admitted.groups()));
        engine.setSSLParameters(parameters);
        if (http) {
            // An empty name goes on without ALPN, as IIS does for protocols that it does not know.
            engine.setHandshakeApplicationProtocolSelector(
                    (asked, names) -> names.contains("http/1.1") ? "http/1.1" : "");
        }
        return engine;
    }

    private String jdkName(CipherSuite suite) {
        String name = suite.label();
        String older = name.replaceFirst("^TLS_", "SSL_");
        if (!supported.contains(name) && !supported.contains(older)) {
            throw new IllegalStateException("this JVM has no " + name);
        }
        return supported.contains(name) ? name : older;
    }

    private static String jdkName(ProtocolVersion version) {
        return version == ProtocolVersion.TLS_1_0 ? "TLSv1" : version.label();
    }

    /** Forbids every elliptic curve but some; there is no other way on Java 17 to choose groups for one connection. */
    private record OnlyGroups(Set<String> names) implements AlgorithmConstraints {
        OnlyGroups(List<NamedGroup> groups) {
            this(new HashSet<>(groups.stream().map(NamedGroup::label).toList()));
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
            boolean curve = algorithm.matches("(sec[pt]|brainpool).*|[xX](25519|448)");
            return !curve || names.contains(algorithm);
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return true;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
            return true;
        }
    }
}
