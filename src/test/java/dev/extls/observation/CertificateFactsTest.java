package dev.extls.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.tls.Bytes;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateFactsTest {
    private static final String HOSTILE = "<script>\u001b[31m\u202e\u0007%s=cmd|";

    @Test
    void everyFactOfAnOrdinaryCertificateIsRead() {
        CertificateFacts facts = CertificateFacts.of(TestCertificates.file("ex01.der"));

        assertThat(facts.readable()).isTrue();
        assertThat(facts.subject()).isEqualTo("O=Contoso,CN=ex01.contoso.test");
        assertThat(facts.issuer()).isEqualTo("O=Contoso,CN=Contoso Test Root");
        assertThat(facts.serial()).isEqualTo("1001");
        assertThat(facts.commonName()).isEqualTo("ex01.contoso.test");
        assertThat(facts.subjectAlternativeNames())
                .containsExactly(
                        "ex01.contoso.test",
                        "mail.contoso.test",
                        "*.branch.contoso.test",
                        "10.0.0.11",
                        "fd00:0:0:0:0:0:0:11");
        assertThat(facts.notBefore()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(facts.notAfter()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(facts.keyAlgorithm()).isEqualTo("RSA");
        assertThat(facts.keyBits()).isEqualTo(2048);
        assertThat(facts.signatureAlgorithm()).isEqualTo("SHA256withRSA");
        assertThat(facts.sha256()).hasSize(64);
        assertThat(facts.selfSigned()).isFalse();
    }

    @Test
    void oldAndEllipticKeysAreMeasured() {
        CertificateFacts old = CertificateFacts.of(TestCertificates.file("old.der"));
        CertificateFacts ec = CertificateFacts.of(TestCertificates.file("ec.der"));

        assertThat(old.keyBits()).isEqualTo(1024);
        assertThat(old.signatureAlgorithm()).isEqualTo("SHA1withRSA");
        assertThat(old.selfSigned()).isTrue();
        assertThat(ec.keyAlgorithm()).isEqualTo("EC");
        assertThat(ec.keyBits()).isEqualTo(256);
    }

    @ParameterizedTest
    @CsvSource({
        "ex01.contoso.test, true",
        "EX01.Contoso.Test, true",
        "ex01.contoso.test., true",
        "a.branch.contoso.test, true",
        "a.b.branch.contoso.test, false",
        "branch.contoso.test, false",
        "ex02.contoso.test, false",
        "10.0.0.11, true",
        "10.0.0.12, false",
        "fd00::11, true",
        "FD00:0::0011, true",
        "fd00::12, false",
    })
    void aServerNameMatchesOnlyWhatSubjectAltNameSays(String serverName, boolean matches) {
        assertThat(CertificateFacts.of(TestCertificates.file("ex01.der")).matches(serverName))
                .isEqualTo(matches);
    }

    @Test
    void aMatchOfTheCommonNameAloneIsToldAndIsNoMatch() {
        CertificateFacts old = CertificateFacts.of(TestCertificates.file("old.der"));

        assertThat(old.matches("ex03.contoso.test")).isFalse();
        assertThat(old.commonNameOnly("ex03.contoso.test")).isTrue();
        assertThat(old.commonNameOnly("ex04.contoso.test")).isFalse();
        assertThat(CertificateFacts.of(TestCertificates.file("ex01.der")).commonNameOnly("ex01.contoso.test"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*.contoso.test, ex01.contoso.test, true",
        "ex*.contoso.test, ex01.contoso.test, false",
        "*.*.test, ex01.contoso.test, false",
        "*, contoso, false",
        "*.contoso.test, .contoso.test, false",
        "ex01.*.test, ex01.contoso.test, false",
    })
    void aWildcardStandsForOneWholeLeftMostLabel(String presented, String serverName, boolean matches) {
        assertThat(CertificateFacts.of(TestCertificates.named("x", presented)).matches(serverName))
                .isEqualTo(matches);
    }

    @Test
    void aNameInUnicodeMatchesItsAsciiForm() {
        assertThat(CertificateFacts.of(TestCertificates.named("x", "xn--mnchen-3ya.contoso.test"))
                        .matches("münchen.contoso.test"))
                .isTrue();
    }

    @Test
    void aNameThatGoesOnBehindANulDoesNotMatch() {
        CertificateFacts facts = CertificateFacts.of(TestCertificates.named("x", "ex01.contoso.test\u0000.evil.test"));

        assertThat(facts.matches("ex01.contoso.test")).isFalse();
    }

    @Test
    void hostileAndHugeNamesAreKeptWithinBounds() {
        String huge = HOSTILE.repeat(20_000);
        CertificateFacts facts = CertificateFacts.of(TestCertificates.named(huge, "a".repeat(100_000)));

        assertThat(facts.readable()).isTrue();
        assertThat(facts.subject()).hasSizeLessThanOrEqualTo(CertificateFacts.LONGEST_NAME + 1);
        assertThat(facts.commonName())
                .as("a name that would take seconds to take apart")
                .isEmpty();
        assertThat(facts.dnsNames()).allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(256));
        assertThat(CertificateFacts.of(TestCertificates.named(HOSTILE)).commonName())
                .isEqualTo(HOSTILE);
    }

    @Test
    void whatIsNoCertificateIsAProblemWithAFingerprint() {
        for (Bytes bytes : new Bytes[] {Bytes.EMPTY, Bytes.fromHex("3000"), Bytes.fromHex("deadbeef")}) {
            CertificateFacts facts = CertificateFacts.of(bytes);
            assertThat(facts.readable()).isFalse();
            assertThat(facts.problem()).isNotBlank();
            assertThat(facts.sha256()).hasSize(64);
            assertThat(facts.matches("ex01.contoso.test")).isFalse();
        }
    }

    @Test
    void everyPrefixIsAProblemAndEveryDamageIsSurvived() {
        Bytes whole = TestCertificates.file("ex01.der");
        for (int end = 0; end < whole.length(); end++) {
            assertThat(CertificateFacts.of(whole.slice(0, end)).readable())
                    .as("the first %d bytes", end)
                    .isFalse();
        }
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.toArray();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            CertificateFacts facts = CertificateFacts.of(Bytes.of(damaged));
            assertThat(facts.sha256()).as("seed %d, round %d", seed, i).hasSize(64);
            facts.commonNameOnly("ex01.contoso.test");
        }
    }

    @Test
    void theOrderOfSecurityProvidersDoesNotMatter() {
        Provider first = new Provider("First", "1", "claims every X.509 factory") {
            private static final long serialVersionUID = 1L;

            {
                put("CertificateFactory.X.509", "does.not.Exist");
            }
        };
        Security.insertProviderAt(first, 1);
        try {
            assertThat(CertificateFacts.of(TestCertificates.file("ex01.der")).readable())
                    .isTrue();
        } finally {
            Security.removeProvider("First");
        }
    }
}
