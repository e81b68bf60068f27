package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Trust;
import dev.extls.testkit.TestCertificates;
import dev.extls.tls.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class TrustStoreTest {
    private static final X500Name ROOT = new X500Name("CN=Contoso Root");
    private static final X500Name ISSUING = new X500Name("CN=Contoso Issuing");
    private static final X500Name LEAF = new X500Name("CN=mail.contoso.test");

    private final TrustStore ofThisJava = new TrustStore(new RunClock());

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate signed(X500Name subject, KeyPair of, X500Name issuer, KeyPair by, int serial)
            throws Exception {
        return signed(subject, of, issuer, by, serial, Instant.parse("2049-01-01T00:00:00Z"));
    }

    private static X509Certificate signed(
            X500Name subject, KeyPair of, X500Name issuer, KeyPair by, int serial, Instant end) throws Exception {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(serial),
                Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                Date.from(end),
                subject,
                of.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(!subject.equals(LEAF)));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    }

    private static Bytes der(X509Certificate certificate) throws GeneralSecurityException {
        return Bytes.of(certificate.getEncoded());
    }

    private static TrustStore trusting(X509Certificate root) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("root", root);
        return new TrustStore(new RunClock(), roots);
    }

    @Test
    void noChainIsNoQuestion() {
        assertThat(ofThisJava.judge(List.of())).isEqualTo(Trust.NOT_ASKED);
    }

    @Test
    void aCertificateThatSignedItselfIsNotTrusted() throws GeneralSecurityException {
        Trust trust = ofThisJava.judge(List.of(der(TestCertificates.rsa().x509())));

        assertThat(trust.kind()).isEqualTo(Trust.Kind.NOT_TRUSTED);
        assertThat(trust.detail()).isNotEmpty();
    }

    @Test
    void aChainLeadsToItsRootInWhateverOrderItWasSent() throws Exception {
        KeyPair root = keys();
        KeyPair issuing = keys();
        X509Certificate rootCertificate = signed(ROOT, root, ROOT, root, 1);
        TrustStore store = trusting(rootCertificate);
        Bytes leaf = der(signed(LEAF, keys(), ISSUING, issuing, 3));
        Bytes intermediate = der(signed(ISSUING, issuing, ROOT, root, 2));

        assertThat(store.judge(List.of(leaf, intermediate)).kind()).isEqualTo(Trust.Kind.TRUSTED);
        assertThat(store.judge(List.of(leaf, der(rootCertificate), intermediate))
                        .kind())
                .isEqualTo(Trust.Kind.TRUSTED);
        assertThat(store.judge(List.of(leaf)).kind())
                .as("the issuer is missing")
                .isEqualTo(Trust.Kind.NOT_TRUSTED);
        assertThat(store.judge(List.of(leaf, intermediate)).kind())
                .as("what was judged before stays so")
                .isEqualTo(Trust.Kind.TRUSTED);
        assertThat(ofThisJava.judge(List.of(leaf, intermediate)).kind()).isEqualTo(Trust.Kind.NOT_TRUSTED);
    }

    @Test
    void anExpiredChainIsNotTrusted() throws Exception {
        KeyPair root = keys();
        TrustStore store = trusting(signed(ROOT, root, ROOT, root, 1));
        Instant past = Instant.parse("2021-01-01T00:00:00Z");

        assertThat(store.judge(List.of(der(signed(LEAF, keys(), ROOT, root, 2))))
                        .kind())
                .isEqualTo(Trust.Kind.TRUSTED);
        assertThat(store.judge(List.of(der(signed(LEAF, keys(), ROOT, root, 3, past))))
                        .kind())
                .isEqualTo(Trust.Kind.NOT_TRUSTED);
    }

    @Test
    void whatIsNoCertificateIsAFactAndNoException() throws GeneralSecurityException {
        Bytes good = der(TestCertificates.rsa().x509());
        List<List<Bytes>> chains = new ArrayList<>(List.of(
                List.of(Bytes.EMPTY),
                List.of(Bytes.fromHex("00")),
                List.of(Bytes.fromHex("3000")),
                List.of(Bytes.fromHex("30847fffffff")),
                List.of(Flights.text("-----BEGIN CERTIFICATE-----\n")),
                List.of(good.slice(0, good.length() / 2)),
                List.of(good, Bytes.fromHex("3082"))));
        long seed = Long.getLong("extls.seed", new Random().nextLong());
        System.out.println("TrustStoreTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] mutant = good.toArray();
            for (int j = 0; j <= random.nextInt(4); j++) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            }
            chains.add(List.of(Bytes.of(mutant)));
        }

        assertThat(chains)
                .allSatisfy(chain -> assertThat(ofThisJava.judge(chain).kind()).isEqualTo(Trust.Kind.NOT_TRUSTED));
    }

    @Test
    void onlySoManyCertificatesAreSearched() throws Exception {
        KeyPair root = keys();
        KeyPair issuing = keys();
        TrustStore store = trusting(signed(ROOT, root, ROOT, root, 1));
        List<Bytes> chain = new ArrayList<>(List.of(der(signed(LEAF, keys(), ISSUING, issuing, 3))));
        while (chain.size() < TrustStore.MOST_CERTIFICATES - 1) {
            chain.add(der(signed(ISSUING, keys(), ISSUING, keys(), 10 + chain.size())));
        }
        Bytes intermediate = der(signed(ISSUING, issuing, ROOT, root, 2));
        List<Bytes> last = new ArrayList<>(chain);
        last.add(intermediate);
        List<Bytes> behind = new ArrayList<>(chain);
        behind.add(der(TestCertificates.rsa().x509()));
        behind.add(intermediate);

        assertThat(store.judge(last).kind()).isEqualTo(Trust.Kind.TRUSTED);
        assertThat(store.judge(behind).kind()).isEqualTo(Trust.Kind.NOT_TRUSTED);
    }
}
