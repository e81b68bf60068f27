package dev.extls.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertTest {
    @ParameterizedTest
    @CsvSource({
        "2, 40, fatal handshake_failure(40)",
        "2, 70, fatal protocol_version(70)",
        "2, 71, fatal insufficient_security(71)",
        "1, 112, warning unrecognized_name(112)",
        "1, 0, warning close_notify(0)",
        "2, 121, fatal ech_required(121)",
        "2, 255, fatal unassigned(255)",
        "0, 40, level 0 handshake_failure(40)",
        "255, 1, level 255 unassigned(1)"
    })
    void levelNameAndNumberAreTold(int level, int description, String text) {
        assertThat(new Alert(level, description)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, true", "3, false", "255, false"})
    void onlyLevelTwoIsFatal(int level, boolean fatal) {
        assertThat(new Alert(level, 40).fatal()).isEqualTo(fatal);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "256, 0", "0, -1", "0, 256"})
    void whatIsNoByteIsRefused(int level, int description) {
        assertThatThrownBy(() -> new Alert(level, description)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, close_notify",
        "40, handshake_failure",
        "70, protocol_version",
        "71, insufficient_security",
        "112, unrecognized_name"
    })
    void theConstantsAreTheRegisteredNumbers(int number, String name) {
        assertThat(new Alert(2, number).label()).isEqualTo(name + "(" + number + ")");
        assertThat(List.of(
                        Alert.CLOSE_NOTIFY,
                        Alert.HANDSHAKE_FAILURE,
                        Alert.PROTOCOL_VERSION,
                        Alert.INSUFFICIENT_SECURITY,
                        Alert.UNRECOGNIZED_NAME))
                .contains(number);
    }
}
