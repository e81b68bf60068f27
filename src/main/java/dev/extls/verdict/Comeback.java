package dev.extls.verdict;

import dev.extls.observation.Moment;
import dev.extls.observation.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /** Whether nobody listened or the host did not answer, at least once: only that is what a restart looks like. */
    boolean seenDown() {
        return came(Phase.DOWN);
    }

    /** Whether it was seen not to answer, down or not: services start, and a server that has enough of us refuses, too. */
    boolean seenAway() {
        return moments.stream().anyMatch(moment -> moment.phase().away());
    }

    /** When it answered and went on answering until it was steady; empty if it never was, or never was away. */
    Optional<Instant> back() {
        if (!seenAway() || !came(Phase.STEADY)) {
            return Optional.empty();
        }
        Optional<Instant> back = Optional.empty();
        for (Moment moment : moments) {
            back = moment.phase().away() ? Optional.empty() : back.isEmpty() ? Optional.of(moment.at()) : back;
        }
        return back;
    }

    /** How often it went away after it had answered. */
    long lost() {
        long lost = 0;
        for (int i = 1; i < moments.size(); i++) {
            lost += moments.get(i).phase().away() && moments.get(i - 1).phase().answers() ? 1 : 0;
        }
        return lost;
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
