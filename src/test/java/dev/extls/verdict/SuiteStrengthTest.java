package dev.extls.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.tls.CipherSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteStrengthTest {
    @ParameterizedTest
    @CsvSource({
        "TLS_AES_128_GCM_SHA256, STRONG",
        "TLS_CHACHA20_POLY1305_SHA256, STRONG",
        "TLS_AES_128_CCM_SHA256, STRONG",
        "TLS_AES_128_CCM_8_SHA256, DATED",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, STRONG",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, STRONG",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CCM, STRONG",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8, DATED",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, DATED",
        "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384, DATED",
        "TLS_ECDH_RSA_WITH_AES_256_GCM_SHA384, DATED",
        "TLS_RSA_WITH_AES_256_GCM_SHA384, DATED",
        "TLS_RSA_WITH_3DES_EDE_CBC_SHA, WEAK",
        "TLS_RSA_WITH_RC4_128_SHA, WEAK",
        "TLS_ECDHE_RSA_WITH_NULL_SHA, WEAK",
        "TLS_ECDH_anon_WITH_AES_256_CBC_SHA, WEAK",
        "TLS_SHA256_SHA256, WEAK",
        "SSL_CK_DES_192_EDE3_CBC_WITH_MD5, WEAK",
    })
    void aSuiteHasTheStrengthThatRfc9325GivesIt(String name, SuiteStrength strength) {
        assertThat(SuiteStrength.of(CipherSuite.named(name).orElseThrow())).isEqualTo(strength);
    }

    @Test
    void ofANumberWithoutANameNothingIsKnown() {
        assertThat(SuiteStrength.of(new CipherSuite(0xeeee))).isEqualTo(SuiteStrength.UNKNOWN);
    }

    @Test
    void aWeakSuiteIsOneThatIsMarkedEverywhere() {
        assertThat(CipherSuite.registered())
                .allMatch(suite -> (SuiteStrength.of(suite) == SuiteStrength.WEAK) == WeakSuites.contain(suite));
    }
}
