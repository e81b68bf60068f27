package dev.extls.run;

import dev.extls.offer.Way;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All lanes, and those that may start a connection in the order of their turns. Used by the run's one thread only.
 *
 * <p>Each step takes the same time however many lanes there are: a lane that waits for its own connections, or for room among the
 * handshakes of all, is not looked at.
 */
final class Lanes {
    private final Limits limits;
    private final Map<String, Lane> byAddress = new HashMap<>();
    private final Set<Lane> handshakesReady = new LinkedHashSet<>();
    private final Set<Lane> hellosReady = new LinkedHashSet<>();
    private int open;
    private int handshakes;
    private Way turn = Way.HANDSHAKE;

    Lanes(Limits limits) {
        this.limits = limits;
    }

    void add(String address, Job job) {
        Lane lane = byAddress.computeIfAbsent(address, unknown -> new Lane(limits.perAddress()));
        lane.add(job);
        line(lane);
    }

    /** Takes the job whose turn it is, which counts as open from now on; empty if the limits have no room or nothing waits. */
    Optional<Job> start() {
        Optional<Job> job = start(turn).or(() -> start(other(turn)));
        turn = other(turn);
        return job;
    }

    void ended(String address, Way way) {
        open--;
        handshakes -= way == Way.HANDSHAKE ? 1 : 0;
        lane(address).ifPresent(lane -> {
            lane.ended();
            line(lane);
        });
    }

    void throttled(String address) {
        lane(address).ifPresent(Lane::throttled);
    }

    private Optional<Job> start(Way way) {
        boolean room = open < limits.overall() && (way == Way.HELLO || handshakes < limits.handshakes());
        Iterator<Lane> inLine = ready(way).iterator();
        while (room && inLine.hasNext()) {
            Lane lane = inLine.next();
            inLine.remove();
            if (lane.ready(way)) {
                Job job = lane.start(way);
                open++;
                handshakes += way == Way.HANDSHAKE ? 1 : 0;
                line(lane);
                return Optional.of(job);
            }
        }
        return Optional.empty();
    }

    /** At the end of the line, unless it stands there already or has nothing to start. */
    private void line(Lane lane) {
        for (Way way : Way.values()) {
            if (lane.ready(way)) {
                ready(way).add(lane);
            }
        }
    }

    private Optional<Lane> lane(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    private Set<Lane> ready(Way way) {
        return way == Way.HANDSHAKE ? handshakesReady : hellosReady;
    }

    private static Way other(Way way) {
        return way == Way.HANDSHAKE ? Way.HELLO : Way.HANDSHAKE;
    }
}
