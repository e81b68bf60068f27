package dev.extls.net;

import java.time.Duration;
import java.time.Instant;

/** The wall clock read once, carried on by a clock that never steps: instants of one run can be compared. */
public final class RunClock {
    private final Instant begin = Instant.now();
    private final long beginNanos = System.nanoTime();

    /**
     * The time.
     *
     * @return never before an earlier result
     */
    public Instant now() {
        return begin.plus(Duration.ofNanos(System.nanoTime() - beginNanos));
    }
}
