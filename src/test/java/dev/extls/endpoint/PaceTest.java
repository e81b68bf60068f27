package dev.extls.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S, 0, PT0S, 0, PT0S",
        "0, PT0S, 3, PT1S, 3, PT1S",
        "2, PT1S, 3, PT2S, 2, PT2S",
        "3, PT2S, 2, PT0S, 2, PT2S",
    })
    void theStrictestSatisfiesBoth(int a, Duration gapA, int b, Duration gapB, int atOnce, Duration gap) {
        Pace first = new Pace(a, gapA);
        Pace second = new Pace(b, gapB);

        assertThat(first.strictest(second)).isEqualTo(new Pace(atOnce, gap)).isEqualTo(second.strictest(first));
    }

    @Test
    void refusesWhatIsNoPace() {
        assertThatThrownBy(() -> new Pace(-1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace(1, Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
