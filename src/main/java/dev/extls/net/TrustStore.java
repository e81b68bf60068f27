package dev.extls.net;

import dev.extls.observation.Trust;
import dev.extls.tls.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whether chains lead to a root of this Java. Revocation is not looked up: that would contact strangers. */
final class TrustStore {
    private final Map<List<Bytes>, Trust> judged = new ConcurrentHashMap<>();
    private volatile Optional<KeyStore> roots = Optional.empty();
    private final RunClock clock;

    TrustStore(RunClock clock) {
        this.clock = clock;
    }

    /** The fact for a chain as sent, leaf first; each distinct chain is looked at once. */
    Trust judge(List<Bytes> chain) {
        return chain.isEmpty() ? Trust.NOT_ASKED : judged.computeIfAbsent(chain, this::build);
    }

    private Trust build(List<Bytes> chain) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509", "SUN");
            List<X509Certificate> certificates = new ArrayList<>();
            for (Bytes der : chain) {
                certificates.add(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toArray())));
            }
            X509CertSelector leaf = new X509CertSelector();
            leaf.setCertificate(certificates.get(0));
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(roots(), leaf);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.now()));
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates)));
            CertPathBuilder.getInstance("PKIX", "SUN").build(parameters);
            return new Trust(Trust.Kind.TRUSTED, "");
        } catch (GeneralSecurityException e) {
            return new Trust(Trust.Kind.NOT_TRUSTED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Trust(Trust.Kind.NOT_ASKED, "the roots of this Java cannot be read: " + e.getMessage());
        }
    }

    private KeyStore roots() throws GeneralSecurityException, IOException {
        Optional<KeyStore> loaded = roots;
        if (loaded.isPresent()) {
            return loaded.get();
        }
        Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, null);
        }
        roots = Optional.of(store);
        return store;
    }
}
