package dev.extls.observation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a run was in time and space, gathered observation by observation. Not for several threads at once. */
public final class Extent {
    private final Set<String> addresses = new TreeSet<>();
    private Optional<Instant> ended = Optional.empty();
    private long connections;

    /**
     * Counts one more.
     *
     * @param observation of the run
     */
    public void add(Observation observation) {
        Instant end = observation.ended();
        ended = Optional.of(ended.filter(end::isBefore).orElse(end));
        String local = observation.localAddress();
        if (!local.isEmpty()) {
            connections++;
            addresses.add(local.substring(0, local.lastIndexOf(':')));
        }
    }

    /**
     * Counts all that another one has counted.
     *
     * @param other of the same run
     */
    public void add(Extent other) {
        other.ended.ifPresent(
                end -> ended = Optional.of(ended.filter(end::isBefore).orElse(end)));
        connections += other.connections;
        addresses.addAll(other.addresses);
    }

    /**
     * When the last observation ended.
     *
     * @return empty if there was none
     */
    public Optional<Instant> ended() {
        return ended;
    }

    /**
     * How many connections were made.
     *
     * @return observations without a connection aside
     */
    public long connections() {
        return connections;
    }

    /**
     * Our numeric addresses.
     *
     * @return each once, sorted
     */
    public List<String> sourceAddresses() {
        return List.copyOf(addresses);
    }
}
