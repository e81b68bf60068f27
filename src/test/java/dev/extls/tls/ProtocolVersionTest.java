package dev.extls.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolVersionTest {
    @ParameterizedTest
    @CsvSource({
        "SSL_2_0, 0x0002, SSLv2",
        "SSL_3_0, 0x0300, SSLv3",
        "TLS_1_0, 0x0301, TLSv1.0",
        "TLS_1_1, 0x0302, TLSv1.1",
        "TLS_1_2, 0x0303, TLSv1.2",
        "TLS_1_3, 0x0304, TLSv1.3"
    })
    void aVersionHasItsNumberAndName(ProtocolVersion version, String code, String label) {
        assertThat(version.code()).isEqualTo(Integer.decode(code));
        assertThat(version.label()).isEqualTo(label);
        assertThat(ProtocolVersion.of(version.code())).contains(version);
        assertThat(ProtocolVersion.named(label)).contains(version);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x0200, 0x0305, 0x7f1c, 0xfefd, 0xffff})
    void anotherNumberNamesNone(int code) {
        assertThat(ProtocolVersion.of(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TLSv1", "tlsv1.2", "TLS_1_2"})
    void anotherNameNamesNone(String label) {
        assertThat(ProtocolVersion.named(label)).isEmpty();
    }

    @Test
    void theyAreInTheOrderOfTheirAge() {
        assertThat(List.of(ProtocolVersion.values()))
                .isSortedAccordingTo(Comparator.comparingInt(ProtocolVersion::code));
        assertThat(ProtocolVersion.SSL_2_0.before(ProtocolVersion.SSL_3_0)).isTrue();
        assertThat(ProtocolVersion.TLS_1_2.before(ProtocolVersion.TLS_1_2)).isFalse();
        assertThat(ProtocolVersion.TLS_1_3.before(ProtocolVersion.TLS_1_2)).isFalse();
    }
}
