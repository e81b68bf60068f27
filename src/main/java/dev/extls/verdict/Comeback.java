package dev.extls.verdict;

import dev.extls.observation.Moment;
import dev.extls.observation.Phase;
import java.util.List;

/**
 * How a service came back that was waited for.
 *
 * @param moments when it came into each phase, in the order of time; none for one that was not waited for
 */
public record Comeback(List<Moment> moments) {
    /** Of a service that was not waited for. */
    public static final Comeback NOT_WAITED_FOR = new Comeback(List.of());

    /** Copies. */
    public Comeback {
        moments = List.copyOf(moments);
    }

    /**
     * Whether it was seen not to answer.
     *
     * @return true if it was, at least once
     */
    public boolean seenDown() {
        return moments.stream().anyMatch(moment -> moment.phase().away());
    }

    /** Whether it was waited for and answered each time. */
    boolean neverSeenDown() {
        return !moments.isEmpty() && !seenDown();
    }

    /** Whether it was not steady when the time for waiting was over. */
    boolean overdue() {
        return came(Phase.OVERDUE);
    }

    /**
     * Whether the wait for it has not ended.
     *
     * @return false too for one that was not waited for
     */
    public boolean waitedFor() {
        return !moments.isEmpty() && !came(Phase.STEADY) && !came(Phase.OVERDUE);
    }

    /**
     * Whether it came into a phase.
     *
     * @param phase the phase
     * @return true if it did, at any time
     */
    public boolean came(Phase phase) {
        return moments.stream().anyMatch(moment -> moment.phase() == phase);
    }
}
