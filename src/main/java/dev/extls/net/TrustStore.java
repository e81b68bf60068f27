package dev.extls.net;

import dev.extls.observation.Trust;
import dev.extls.tls.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    /**
     * More than any honest chain has. What is behind is not looked at: a path is searched through all certificates of one name, and their
     * number is the server's to choose (90 that have signed each other take seconds).
     */
    static final int MOST_CERTIFICATES = 10;

    /** By the SHA-256 of the chain: a long run meets many. */
    private final Map<Bytes, Trust> judged = new ConcurrentHashMap<>();

    private static Optional<KeyStore> ofThisJava = Optional.empty();

    private final Optional<KeyStore> roots;
    private final RunClock clock;

    /** With the roots of this Java, read when they are first needed. */
    TrustStore(RunClock clock) {
        this.clock = clock;
        this.roots = Optional.empty();
    }

    TrustStore(RunClock clock, KeyStore roots) {
        this.clock = clock;
        this.roots = Optional.of(roots);
    }

    /** Reads the roots of this Java, while the first chain is still on its way. */
    static void prepare() {
        try {
            rootsOfThisJava();
        } catch (GeneralSecurityException | IOException e) {
            // tried again, and told, when there is a chain to be judged
            return;
        }
    }

    /** The fact for a chain as sent, leaf first; each distinct chain is looked at once. */
    Trust judge(List<Bytes> chain) {
        if (chain.isEmpty()) {
            return Trust.NOT_ASKED;
        }
        List<Bytes> looked = chain.subList(0, Math.min(chain.size(), MOST_CERTIFICATES));
        return judged.computeIfAbsent(digest(looked), key -> build(looked));
    }

    private static Bytes digest(List<Bytes> chain) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Bytes der : chain) {
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(der.length()).array());
                digest.update(der.toArray());
            }
            return Bytes.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
        } catch (GeneralSecurityException | RuntimeException e) {
            // hostile DER is not always told by a checked exception
            return new Trust(Trust.Kind.NOT_TRUSTED, Ending.words(e));
        } catch (IOException e) {
            return new Trust(Trust.Kind.NOT_ASKED, "the roots of this Java cannot be read: " + e.getMessage());
        }
    }

    private KeyStore roots() throws GeneralSecurityException, IOException {
        return roots.isPresent() ? roots.get() : rootsOfThisJava();
    }

    private static synchronized KeyStore rootsOfThisJava() throws GeneralSecurityException, IOException {
        Optional<KeyStore> read = ofThisJava;
        if (read.isPresent()) {
            return read.get();
        }
        JvmSettings.apply();
        Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, null);
        }
        ofThisJava = Optional.of(store);
        return store;
    }
}
