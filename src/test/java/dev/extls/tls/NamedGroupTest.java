package dev.extls.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedGroupTest {
    @ParameterizedTest
    @CsvSource({
        "0x0001, sect163k1",
        "0x0017, secp256r1",
        "0x0018, secp384r1",
        "0x0019, secp521r1",
        "0x001D, x25519",
        "0x001E, x448",
        "0x0100, ffdhe2048",
        "0x11EC, X25519MLKEM768",
        "0xFF02, arbitrary_explicit_char2_curves"
    })
    void aRegisteredNumberHasItsName(String number, String name) {
        assertThat(new NamedGroup(Integer.decode(number)))
                .hasToString(name)
                .extracting(NamedGroup::label)
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x0000", "0x0A0A", "0xFFFF"})
    void anUnknownNumberIsKept(String number) {
        assertThat(new NamedGroup(Integer.decode(number)).label()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x10000})
    void aNumberOutOfRangeIsRefused(int code) {
        assertThatThrownBy(() -> new NamedGroup(code)).isInstanceOf(IllegalArgumentException.class);
    }
}
