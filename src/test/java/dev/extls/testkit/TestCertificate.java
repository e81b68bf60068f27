package dev.extls.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A self-signed certificate with its key: as values, as PEM files and as a PKCS#12 file. The files live as long as the JVM. */
public final class TestCertificate {
    /** The password of the PKCS#12 file and of the keys in it. */
    public static final String PASSWORD = "changeit";

    /** The name of the key in the PKCS#12 file. */
    static final String NICKNAME = "server";

    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final TempDirectory FILES = TempDirectory.create();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(FILES::close, "remove-test-certificates"));
    }

    private final X509Certificate certificate;
    private final KeyPair keys;
    private final Path certificateFile;
    private final Path keyFile;
    private final Path pkcs12File;

    private TestCertificate(X509Certificate certificate, KeyPair keys, List<X509Certificate> behind) {
        this.certificate = certificate;
        this.keys = keys;
        String stem = keys.getPublic().getAlgorithm() + "-" + certificate.getSerialNumber() + "-and-" + behind.size();
        try {
            List<String> chain = new ArrayList<>(pem("CERTIFICATE", certificate.getEncoded()));
            for (X509Certificate issuer : behind) {
                chain.addAll(pem("CERTIFICATE", issuer.getEncoded()));
            }
            certificateFile = FILES.write(stem + ".crt", chain);
            keyFile = FILES.write(stem + ".key", pem("PRIVATE KEY", pkcs8(keys)));
            pkcs12File = FILES.path().resolve(stem + ".p12");
            try (OutputStream out = Files.newOutputStream(pkcs12File)) {
                storeOf(List.of(this)).store(out, PASSWORD.toCharArray());
            }
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Makes one with a new key and signs it with that key and SHA-256.
     *
     * @param algorithm {@code RSA} or {@code EC}
     * @param key the size of the RSA modulus, or the curve
     * @param from the first moment at which it is valid
     * @param to the last one
     * @param names DNS names and IPv4 addresses for the subject alternative name; the first is the common name too
     * @return the certificate
     */
    static TestCertificate selfSigned(
            String algorithm, AlgorithmParameterSpec key, Instant from, Instant to, List<String> names) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(key);
            KeyPair keys = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + names.get(0));
            GeneralName[] alternatives = names.stream()
                    .map(name -> new GeneralName(
                            name.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, name))
                    .toArray(GeneralName[]::new);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject,
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(from),
                    Date.from(to),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            String signature = "SHA256with" + (algorithm.equals("EC") ? "ECDSA" : algorithm);
            return new TestCertificate(
                    new JcaX509CertificateConverter()
                            .getCertificate(
                                    builder.build(new JcaContentSignerBuilder(signature).build(keys.getPrivate()))),
                    keys,
                    List.of());
        } catch (GeneralSecurityException | OperatorCreationException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The same with a chain of any length behind it; that none of them has signed another is no matter to a server that sends them.
     *
     * @param other the certificate that follows
     * @param times how often
     * @return the same key and certificate, in other files
     */
    public TestCertificate followedBy(TestCertificate other, int times) {
        return new TestCertificate(certificate, keys, Collections.nCopies(times, other.certificate));
    }

    /**
     * The certificate.
     *
     * @return as a value
     */
    public X509Certificate x509() {
        return certificate;
    }

    /**
     * The certificate in PEM, with its chain.
     *
     * @return a file that exists
     */
    public Path certificateFile() {
        return certificateFile;
    }

    /**
     * The key in PEM, PKCS#8, not encrypted.
     *
     * @return a file that exists
     */
    public Path keyFile() {
        return keyFile;
    }

    /**
     * Certificate and key in PKCS#12, encrypted with {@value #PASSWORD}.
     *
     * @return a file that exists
     */
    public Path pkcs12File() {
        return pkcs12File;
    }

    /**
     * Whether the key is an RSA key.
     *
     * @return false for EC
     */
    boolean rsa() {
        return keys.getPublic().getAlgorithm().equals("RSA");
    }

    /**
     * Certificates and their keys as a key store.
     *
     * @param certificates the content, in order
     * @return a new PKCS#12 key store, its keys encrypted with {@value #PASSWORD}, the first one named {@value #NICKNAME}
     * @throws GeneralSecurityException never on a complete JDK
     */
    static KeyStore storeOf(List<TestCertificate> certificates) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        for (TestCertificate each : certificates) {
            String alias = store.size() == 0 ? NICKNAME : NICKNAME + store.size();
            Certificate[] chain = {each.certificate};
            store.setKeyEntry(alias, each.keys.getPrivate(), PASSWORD.toCharArray(), chain);
        }
        return store;
    }

    /** PKCS #8; of an EC key with the public key in it, RFC 5915 section 3, which the JDK leaves out and GnuTLS insists on. */
    private static byte[] pkcs8(KeyPair keys) throws IOException {
        PrivateKeyInfo key = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded());
        if (!keys.getPublic().getAlgorithm().equals("EC")) {
            return key.getEncoded();
        }
        SubjectPublicKeyInfo publicKey =
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        ECPrivateKey both = new ECPrivateKey(
                ((ECPublicKey) keys.getPublic()).getParams().getOrder().bitLength(),
                ECPrivateKey.getInstance(key.parsePrivateKey()).getKey(),
                publicKey.getPublicKeyData(),
                null);
        return new PrivateKeyInfo(key.getPrivateKeyAlgorithm(), both).getEncoded();
    }

    private static List<String> pem(String label, byte[] der) {
        byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
        return Arrays.asList(
                "-----BEGIN " + label + "-----",
                Base64.getMimeEncoder(64, newline).encodeToString(der),
                "-----END " + label + "-----");
    }
}
