package dev.extls.run;

import java.time.Duration;
import java.util.Random;

/** Waits that are not all alike, so that what was started together does not come back together. */
final class Jitter {
    private static final int PARTS = 1000;

    private final Random random;

    /** With a seed that is known, the same waits come again. */
    Jitter(Random random) {
        this.random = random;
    }

    /** From the wait itself to one and a half of it. */
    Duration spread(Duration wait) {
        return wait.isZero()
                ? wait
                : wait.plus(
                        wait.dividedBy(2).multipliedBy(random.nextInt(PARTS)).dividedBy(PARTS));
    }
}
