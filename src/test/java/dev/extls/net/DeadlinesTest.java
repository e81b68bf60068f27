package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void noStageMayWaitForNoTimeAtAllForThatWouldMeanForEver() {
        for (Duration wait : List.of(Duration.ZERO, Duration.ofNanos(999_999), Duration.ofMillis(-1))) {
            assertThatThrownBy(() -> new Deadlines(wait, SECOND, SECOND, SECOND))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Deadlines(SECOND, wait, SECOND, SECOND))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Deadlines(SECOND, SECOND, wait, SECOND))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Deadlines(SECOND, SECOND, SECOND, wait))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new Deadlines(Duration.ofMillis(1), SECOND, SECOND, SECOND).connect())
                .isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void whatSuitsExchangeOutlastsItsTarpit() {
        assertThat(Deadlines.DEFAULT.greeting()).isEqualTo(Duration.ofSeconds(35));
        assertThat(Deadlines.DEFAULT.reply()).isGreaterThan(Duration.ofSeconds(5));
    }
}
