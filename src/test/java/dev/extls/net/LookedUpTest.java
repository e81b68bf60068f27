package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LookedUpTest {
    @Test
    void somethingWasFoundOrThereIsAReason() {
        assertThat(LookedUp.of(List.of("10.0.0.1")).failure()).isEmpty();
        assertThat(LookedUp.nothing("none").found()).isEmpty();
        assertThatThrownBy(() -> LookedUp.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LookedUp<>(
                        List.of("10.0.0.1"),
                        Optional.of(LookedUp.nothing("x").failure().orElseThrow())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsCertainOnlyWhereItWasAnswered() {
        assertThat(LookedUp.nothing("no such name").certainlyNothing()).isTrue();
        assertThat(LookedUp.unanswered("silence").certainlyNothing()).isFalse();
        assertThat(LookedUp.of(List.of("10.0.0.1")).certainlyNothing()).isFalse();
    }

    @Test
    void moreAddressesThanWantedAreLeftOutAndSaid() {
        List<String> notes = new ArrayList<>();
        Names three =
                host -> CompletableFuture.completedFuture(LookedUp.of(List.of("10.0.0.1", "10.0.0.2", "fd00::3")));

        assertThat(three.atMost(2, notes::add).addresses("mail.test").join().found())
                .containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(three.atMost(1, notes::add).addresses("mail.test").join().found())
                .containsExactly("10.0.0.1");
        assertThat(three.atMost(3, notes::add).addresses("mail.test").join().found())
                .hasSize(3);
        assertThat(notes)
                .containsExactly(
                        "mail.test has 3 addresses: the first 2 of them are used",
                        "mail.test has 3 addresses: the first of them is used");
    }
}
