package dev.extls.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestCertificatesTest {
    @Test
    void nameTheServerByNameAndAddress() throws Exception {
        for (TestCertificate each : List.of(TestCertificates.rsa(), TestCertificates.ecdsa())) {
            each.x509().checkValidity();
            each.x509().verify(each.x509().getPublicKey());
            assertThat(each.x509().getSubjectAlternativeNames())
                    .containsExactly(List.of(2, "mail.contoso.test"), List.of(2, "localhost"), List.of(7, "127.0.0.1"));
        }
    }

    @Test
    void areTheSameInEveryFile() throws Exception {
        TestCertificate certificate = TestCertificates.ecdsa();
        try (var pem = Files.newInputStream(certificate.certificateFile())) {
            assertThat(CertificateFactory.getInstance("X.509").generateCertificate(pem))
                    .isEqualTo(certificate.x509());
        }
        KeyStore store =
                KeyStore.getInstance(certificate.pkcs12File().toFile(), TestCertificate.PASSWORD.toCharArray());
        assertThat(store.getCertificate(TestCertificate.NICKNAME)).isEqualTo(certificate.x509());
        assertThat(certificate.keyFile()).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    @Test
    void canBeExpiredOrSmall() {
        assertThatThrownBy(() -> TestCertificates.expired().x509().checkValidity())
                .isInstanceOf(CertificateExpiredException.class);
        TestCertificate small = TestCertificates.rsa(1024, "old.contoso.test");
        assertThat(((RSAPublicKey) small.x509().getPublicKey()).getModulus().bitLength())
                .isEqualTo(1024);
    }
}
