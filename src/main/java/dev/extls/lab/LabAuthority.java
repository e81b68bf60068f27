package dev.extls.lab;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Signs the certificates of one lab. Its key lives as long as the object. */
final class LabAuthority {
    /** Stands in every certificate, so that nobody takes one for real. */
    static final String ORGANISATION = "extls lab - a simulation";

    /** A key is shared by a few servers: certificates differ all the same, and making keys is what takes time. */
    private static final int LEAF_KEYS = 2;

    private static final int RSA_BITS = 2048;
    private static final Duration VALIDITY = Duration.ofDays(365);

    private final Instant now;
    private final X509Certificate certificate;
    private final PrivateKey key;
    private final List<KeyPair> leafKeys;
    private final AtomicInteger leaves = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();

    /**
     * A server's key and its chain.
     *
     * @param key the private key
     * @param leaf its certificate
     * @param authority the certificate of the lab that signed it
     */
    record Credentials(PrivateKey key, X509Certificate leaf, X509Certificate authority) {
        /** A context of its own for one door, so that sessions are not shared between doors. */
        SSLContext context() throws GeneralSecurityException {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new OneKey(key, leaf, authority)}, null, null);
            return context;
        }
    }

    /** Makes its keys, all at once; certificates count from {@code now}. */
    LabAuthority(Instant now) throws GeneralSecurityException {
        this.now = now;
        List<KeyPair> made = IntStream.rangeClosed(0, LEAF_KEYS)
                .parallel()
                .mapToObj(number -> rsa())
                .toList();
        this.leafKeys = made.subList(1, made.size());
        this.key = made.get(0).getPrivate();
        this.certificate = sign(
                builder(name("extls lab authority"), made.get(0), now.minus(Duration.ofDays(1)), now.plus(VALIDITY)),
                KeyUsage.keyCertSign | KeyUsage.cRLSign,
                null);
    }

    /** The certificate that clients of the lab may trust. */
    X509Certificate certificate() {
        return certificate;
    }

    /** A certificate in its year, the first name its common name, all names its alternative names. */
    Credentials valid(List<String> names) throws GeneralSecurityException {
        return leaf(names, now.minus(Duration.ofDays(1)), now.plus(VALIDITY));
    }

    /** One that ended a month ago. */
    Credentials expired(List<String> names) throws GeneralSecurityException {
        return leaf(names, now.minus(VALIDITY), now.minus(Duration.ofDays(30)));
    }

    private Credentials leaf(List<String> names, Instant from, Instant until) throws GeneralSecurityException {
        KeyPair pair = leafKeys.get(Math.floorMod(leaves.getAndIncrement(), LEAF_KEYS));
        X509Certificate leaf = sign(
                builder(name(names.get(0)), pair, from, until),
                KeyUsage.digitalSignature | KeyUsage.keyEncipherment,
                new GeneralNames(names.stream().map(LabAuthority::generalName).toArray(GeneralName[]::new)));
        return new Credentials(pair.getPrivate(), leaf, certificate);
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair pair, Instant from, Instant until) {
        return new JcaX509v3CertificateBuilder(
                name("extls lab authority"),
                new BigInteger(127, random).setBit(126),
                Date.from(from),
                Date.from(until),
                subject,
                pair.getPublic());
    }

    private X509Certificate sign(JcaX509v3CertificateBuilder builder, int usage, @Nullable GeneralNames names)
            throws GeneralSecurityException {
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(names == null));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            if (names != null) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key)));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, ORGANISATION)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static GeneralName generalName(String name) {
        boolean literal = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
        return new GeneralName(literal ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM makes no RSA keys", e);
        }
    }
}
