package dev.extls.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    @Test
    void looksAgainUntilTheConditionHolds() {
        AtomicInteger looks = new AtomicInteger();
        Await.until("a third look", Duration.ofSeconds(10), () -> looks.incrementAndGet() == 3);
        assertThat(looks).hasValue(3);
    }

    @Test
    void looksOnceEvenWithoutTime() {
        assertThat(Await.holds(Duration.ZERO, () -> true)).isTrue();
        assertThat(Await.holds(Duration.ZERO, () -> false)).isFalse();
    }

    @Test
    void saysWhatDidNotHappenInTime() {
        assertThatThrownBy(() -> Await.until("rain", Duration.ofMillis(20), () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not within PT0.02S: rain");
    }
}
