package dev.extls.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CipherSuiteTest {
    @ParameterizedTest
    @CsvSource({
        "0x0000, TLS_NULL_WITH_NULL_NULL",
        "0x0005, TLS_RSA_WITH_RC4_128_SHA",
        "0x000A, TLS_RSA_WITH_3DES_EDE_CBC_SHA",
        "0x002F, TLS_RSA_WITH_AES_128_CBC_SHA",
        "0x009C, TLS_RSA_WITH_AES_128_GCM_SHA256",
        "0x00FF, TLS_EMPTY_RENEGOTIATION_INFO_SCSV",
        "0x1301, TLS_AES_128_GCM_SHA256",
        "0x5600, TLS_FALLBACK_SCSV",
        "0xC02F, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "0xCCA8, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        "0xCC13, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256_OLD",
        "0x0081, TLS_GOSTR341001_WITH_28147_CNT_IMIT",
        "0x1306, TLS_AEGIS_256_SHA512",
        "0xC103, TLS_GOSTR341112_256_WITH_KUZNYECHIK_MGM_L",
        "0xE051, TLS_ECDHE_ECDSA_WITH_SM4_GCM_SM3",
        "0xFEFF, TLS_RSA_FIPS_WITH_3DES_EDE_CBC_SHA",
        "0x010080, SSL_CK_RC4_128_WITH_MD5",
        "0x0700C0, SSL_CK_DES_192_EDE3_CBC_WITH_MD5"
    })
    void aRegisteredNumberHasItsName(String number, String name) {
        CipherSuite suite = new CipherSuite(Integer.decode(number));

        assertThat(suite.label()).isEqualTo(name);
        assertThat(suite).hasToString(name);
        assertThat(CipherSuite.named(name)).contains(suite);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x0A0A", "0x13FF", "0xFFFF", "0x010081", "0xFFFFFF"})
    void anUnknownNumberIsKeptAsANumber(String number) {
        CipherSuite suite = new CipherSuite(Integer.decode(number));

        assertThat(suite.label()).isEqualTo(number);
        assertThat(CipherSuite.named(number)).contains(suite);
        assertThat(CipherSuite.registered()).doesNotContain(suite);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tls_rsa_with_aes_128_cbc_sha",
                "TLS_RSA_WITH_AES_128_CBC_SHA ",
                "0x",
                "0x123",
                "0x1234567",
                "1305"
            })
    void whatIsNoNameNamesNothing(String name) {
        assertThat(CipherSuite.named(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x1000000, Integer.MIN_VALUE})
    void aNumberOutOfRangeIsRefused(int code) {
        assertThatThrownBy(() -> new CipherSuite(code)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTableIsSortedWholeAndImmutable() {
        List<CipherSuite> registered = CipherSuite.registered();

        assertThat(registered)
                .isSortedAccordingTo(Comparator.comparingInt(CipherSuite::code))
                .hasSize(351 + 26 + 7); // IANA's, those of drafts and libraries, SSL 2.0
        assertThat(registered.get(0)).isEqualTo(new CipherSuite(0));
        assertThat(registered.stream().map(CipherSuite::label))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[A-Z][A-Za-z0-9_]+"));
        assertThatThrownBy(() -> registered.add(new CipherSuite(1))).isInstanceOf(UnsupportedOperationException.class);
    }
}
