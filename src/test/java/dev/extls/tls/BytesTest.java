package dev.extls.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    private static final Bytes SOME = Bytes.fromHex("160301ff80");

    @Test
    void laterChangesOfTheArrayDoNotReachThem() {
        byte[] array = {1, 2, 3};
        Bytes bytes = Bytes.of(array);

        array[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes).isEqualTo(Bytes.of((byte) 1, (byte) 2, (byte) 3));
    }

    @Test
    void theyAreReadAsUnsignedNumbers() {
        assertThat(SOME.length()).isEqualTo(5);
        assertThat(SOME.at(3)).isEqualTo(0xff);
        assertThat(SOME.at(4)).isEqualTo(0x80);
        assertThatThrownBy(() -> SOME.at(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> SOME.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 160301ff80", "0, 0, ''", "5, 5, ''", "1, 3, 0301", "4, 5, 80"})
    void aPartIsWhatLiesBetween(int from, int to, String hex) {
        assertThat(SOME.slice(from, to)).isEqualTo(Bytes.fromHex(hex));
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "3, 2", "0, 6", "6, 6"})
    void aPartOutsideIsRefused(int from, int to) {
        assertThatThrownBy(() -> SOME.slice(from, to)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void oneBehindTheOther() {
        assertThat(SOME.slice(0, 2).plus(SOME.slice(2, 5))).isEqualTo(SOME);
        assertThat(SOME.plus(Bytes.EMPTY)).isEqualTo(SOME);
        assertThat(Bytes.EMPTY.plus(SOME)).isEqualTo(SOME);
    }

    @Test
    void hexadecimalDigitsGoThereAndBack() {
        assertThat(SOME.hex()).isEqualTo("160301ff80");
        assertThat(SOME).hasToString("160301ff80");
        assertThat(Bytes.fromHex("160301FF80")).isEqualTo(SOME).hasSameHashCodeAs(SOME);
        assertThat(Bytes.fromHex("")).isEqualTo(Bytes.EMPTY);
        assertThat(SOME).isNotEqualTo(Bytes.fromHex("160301ff81")).isNotEqualTo(Bytes.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1g", "16 03", "0x16"})
    void whatIsNoHexadecimalIsRefused(String digits) {
        assertThatThrownBy(() -> Bytes.fromHex(digits)).isInstanceOf(IllegalArgumentException.class);
    }
}
