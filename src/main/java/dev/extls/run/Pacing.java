package dev.extls.run;

import java.time.Duration;
import java.util.Optional;

/**
 * How gently a run goes about its work, and how long it tries.
 *
 * @param limits how many connections at once
 * @param lane whose connections are counted together
 * @param gap from the start of one connection to a lane to the start of the next, at least; zero for none
 * @param backOff how long a lane is left alone when a server there has enough of us, at least
 * @param retries how often what stayed UNKNOWN for a passing reason is asked again at the end of the run; 0 or more
 * @param pause how long an endpoint is left alone before that, at least
 * @param budget when this much time is over nothing more is started; empty for no bound
 */
public record Pacing(
        Limits limits,
        LaneOf lane,
        Duration gap,
        Duration backOff,
        int retries,
        Duration pause,
        Optional<Duration> budget) {
    /** What suits Exchange: 421 is left alone for a minute, what is unknown is asked once more. */
    public static final Pacing DEFAULT = new Pacing(
            Limits.DEFAULT,
            LaneOf.ADDRESS,
            Duration.ZERO,
            Duration.ofSeconds(60),
            1,
            Duration.ofSeconds(5),
            Optional.empty());

    /** How often in a row a door that has enough of us is tried again, each time after a {@link #backOff}. */
    static final int TRIES_AFTER_THROTTLING = 3;

    /** How often in all, where it answers in between. */
    static final int TRIES_IN_ALL = 12;

    /** Checks. */
    public Pacing {
        if (gap.isNegative() || backOff.isNegative() || pause.isNegative() || retries < 0) {
            throw new IllegalArgumentException("less than nothing");
        }
    }

    /** Whose connections are counted together. */
    public enum LaneOf {
        /** All services of an address. */
        ADDRESS,
        /** Each door alone: where many servers share one address and differ in the port, as those of the lab do. */
        DOOR
    }

    /**
     * The same with other limits.
     *
     * @param other how many connections at once
     * @return a copy
     */
    public Pacing withLimits(Limits other) {
        return new Pacing(other, lane, gap, backOff, retries, pause, budget);
    }
}
