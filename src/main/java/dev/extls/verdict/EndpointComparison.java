package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.verdict.Change.Direction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One endpoint before and after.
 *
 * @param endpoint the door, as in the later run where it is in both
 * @param changes in the order of their topics; empty if everything is as it was
 */
public record EndpointComparison(Endpoint endpoint, List<Change> changes) {
    /** Copies. */
    public EndpointComparison {
        changes = List.copyOf(changes);
    }

    /**
     * The worst change.
     *
     * @return empty if everything is as it was
     */
    public Optional<Direction> worst() {
        return changes.stream().map(Change::direction).max(Comparator.naturalOrder());
    }
}
