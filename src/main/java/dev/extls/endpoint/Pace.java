package dev.extls.endpoint;

import java.time.Duration;

/**
 * How gently the list wants the address of an endpoint to be treated. A limit is of the address, not of the endpoint: where several
 * endpoints share an address, the {@link #strictest} of their paces holds for it.
 *
 * @param atOnce connections at once to the address, 1 or more; 0 where the list says nothing and the run decides
 * @param gap from the start of one connection to the address to the start of the next; zero where the list says nothing
 */
public record Pace(int atOnce, Duration gap) {
    /** The list says nothing: as the run decides for all. */
    public static final Pace OF_THE_RUN = new Pace(0, Duration.ZERO);

    /** Checks. */
    public Pace {
        if (atOnce < 0 || gap.isNegative()) {
            throw new IllegalArgumentException("no pace: " + atOnce + " at once, gap " + gap);
        }
    }

    /**
     * Whether the list says nothing.
     *
     * @return true if it equals {@link #OF_THE_RUN}
     */
    public boolean ofTheRun() {
        return atOnce == 0 && gap.isZero();
    }

    /**
     * What satisfies both.
     *
     * @param other of another endpoint at the same address
     * @return the fewer at once and the longer gap
     */
    public Pace strictest(Pace other) {
        int fewer = atOnce == 0 || other.atOnce == 0 ? Math.max(atOnce, other.atOnce) : Math.min(atOnce, other.atOnce);
        return new Pace(fewer, gap.compareTo(other.gap) >= 0 ? gap : other.gap);
    }
}
