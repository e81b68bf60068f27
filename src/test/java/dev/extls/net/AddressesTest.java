package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.observation.Trouble;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    void thereAreAddressesOrAReason() {
        assertThat(Addresses.of(List.of("10.0.0.1")).failure()).isEmpty();
        assertThat(Addresses.none(Trouble.NAME_NOT_RESOLVED, "none").found()).isEmpty();
        assertThatThrownBy(() -> Addresses.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Addresses(
                        List.of("10.0.0.1"),
                        Optional.of(
                                Addresses.none(Trouble.OUR_FAULT, "x").failure().orElseThrow())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
