package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.offer.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * All lanes, and those that may start something in the order of their turns. Used by the run's one thread only.
 *
 * <p>Each step takes the same time however many lanes there are: a lane that waits for its own connections, for its time to come, or for
 * room among the handshakes of all, is not looked at. What has begun goes before what has not, so that few endpoints are under way
 * however long the list.
 */
final class Lanes {
    private static final Duration SHORTEST_BREATH = Duration.ofMillis(100);
    private static final Duration LONGEST_BREATH = Duration.ofSeconds(5);

    private final Pacing pacing;
    private final Jitter jitter;
    private final Map<String, Lane> byKey = new HashMap<>();
    private final Set<Lane> handshakesReady = new LinkedHashSet<>();
    private final Set<Lane> hellosReady = new LinkedHashSet<>();
    private final Set<Lane> beginners = new LinkedHashSet<>();
    private final PriorityQueue<Rest> resting = new PriorityQueue<>(Comparator.comparing(Rest::until));
    private int open;
    private int handshakes;
    private Way turn = Way.HANDSHAKE;
    private int overall;
    private int wellMade;
    private Instant notBefore = Instant.MIN;
    private Duration breath = SHORTEST_BREATH;

    private record Rest(Instant until, Lane lane) {}

    Lanes(Pacing pacing, Jitter jitter) {
        this.pacing = pacing;
        this.jitter = jitter;
        this.overall = pacing.limits().overall();
    }

    /** An endpoint that is to be begun when its turn comes. */
    void add(Visit visit, Instant now) {
        Lane lane = byKey.computeIfAbsent(
                key(visit.endpoint()), unknown -> new Lane(pacing.limits().perAddress(), pacing.gap()));
        lane.add(visit);
        line(lane, now);
    }

    /** A connection that is to be made when its turn comes, to an endpoint that has begun. */
    void add(Job job, Instant now) {
        Lane lane = lane(job);
        lane.add(job);
        line(lane, now);
    }

    /** A connection that follows on one that is over, while others of its endpoint are under way. */
    void goOn(Job job, Instant now) {
        Lane lane = lane(job);
        lane.goOn(job);
        line(lane, now);
    }

    /** Takes the job whose turn it is, which counts as open from now on; empty if the limits have no room or nothing waits. */
    Optional<Job> start(Instant now) {
        wake(now);
        if (open >= overall || now.isBefore(notBefore)) {
            return Optional.empty();
        }
        Optional<Job> job = start(turn, now).or(() -> start(other(turn), now));
        turn = other(turn);
        return job;
    }

    /**
     * Takes the endpoint whose turn it is to begin; empty if there is no room for its connection, or enough that began before it waits for
     * room among the handshakes. To be called when nothing can be started.
     */
    Optional<Visit> begin(Instant now) {
        if (open >= overall
                || now.isBefore(notBefore)
                || handshakesReady.size() >= pacing.limits().handshakes()) {
            return Optional.empty();
        }
        Iterator<Lane> inLine = beginners.iterator();
        while (inLine.hasNext()) {
            Lane lane = inLine.next();
            inLine.remove();
            if (lane.mayBegin(now)) {
                Visit visit = lane.begin();
                line(lane, now);
                return Optional.of(visit);
            }
        }
        return Optional.empty();
    }

    /** A connection is over, whatever it showed. */
    void ended(Job job, Instant now) {
        free(job);
        wellMade++;
        breath = SHORTEST_BREATH;
        if (overall < pacing.limits().overall() && wellMade >= overall) {
            overall++;
            wellMade = 0;
        }
        settle(job, now);
    }

    /** The server has enough of us: its lane rests, then gets half as many at once. The job, if any, is tried again after that. */
    void throttled(Job job, boolean again, Instant now) {
        Lane lane = lane(job);
        lane.throttled(now, jitter.spread(pacing.backOff()));
        if (again) {
            lane.putBack(job);
        }
        settle(job, now);
    }

    /** No port was left for this address: it rests, and the job is tried again. */
    void outOfPorts(Job job, Instant now) {
        free(job);
        Duration wait = Duration.ofSeconds(1L << Math.min(job.putBack(), 6));
        Lane lane = lane(job);
        lane.rest(now.plus(jitter.spread(wait)));
        lane.putBack(job.again());
        settle(job, now);
    }

    /**
     * This machine had no descriptor left: nothing is started for a moment, then fewer at once than are open now. Each time as many were
     * made as are allowed, one more is allowed again.
     */
    void outOfDescriptors(Job job, Instant now) {
        free(job);
        overall = Math.max(1, Math.min(overall, open) - 1);
        wellMade = 0;
        if (!now.isBefore(notBefore)) {
            notBefore = now.plus(jitter.spread(breath));
            Duration longer = breath.multipliedBy(2);
            breath = longer.compareTo(LONGEST_BREATH) < 0 ? longer : LONGEST_BREATH;
        }
        lane(job).putBack(job.again());
        settle(job, now);
    }

    /** When something may be started that may not be started now: empty if only the end of a connection can bring that about. */
    Optional<Instant> nextTime(Instant now) {
        if (now.isBefore(notBefore)) {
            return Optional.of(notBefore);
        }
        return Optional.ofNullable(resting.peek()).map(Rest::until);
    }

    /** How many connections are open. */
    int open() {
        return open;
    }

    private Optional<Job> start(Way way, Instant now) {
        boolean room = way == Way.HELLO || handshakes < pacing.limits().handshakes();
        Iterator<Lane> inLine = ready(way).iterator();
        while (room && inLine.hasNext()) {
            Lane lane = inLine.next();
            inLine.remove();
            if (lane.ready(way, now)) {
                Job job = lane.start(way);
                open++;
                handshakes += way == Way.HANDSHAKE ? 1 : 0;
                if (!lane.gap().isZero()) {
                    lane.rest(now.plus(jitter.spread(lane.gap())));
                }
                line(lane, now);
                return Optional.of(job);
            }
        }
        return Optional.empty();
    }

    private void free(Job job) {
        open--;
        handshakes -= job.offer().way() == Way.HANDSHAKE ? 1 : 0;
        lane(job).ended();
    }

    private void settle(Job job, Instant now) {
        Lane lane = lane(job);
        line(lane, now);
        if (lane.over(now)) {
            byKey.remove(key(job.course().endpoint()));
        }
    }

    /** At the end of each line where it may start something, unless it stands there already; or to bed, if its time has not come. */
    private void line(Lane lane, Instant now) {
        if (now.isBefore(lane.notBefore())) {
            if (lane.wants() && !lane.asleep()) {
                lane.asleep(true);
                resting.add(new Rest(lane.notBefore(), lane));
            }
            return;
        }
        for (Way way : Way.values()) {
            if (lane.ready(way, now)) {
                ready(way).add(lane);
            }
        }
        if (lane.mayBegin(now)) {
            beginners.add(lane);
        }
    }

    private void wake(Instant now) {
        while (!resting.isEmpty() && !now.isBefore(resting.peek().until())) {
            Lane lane = resting.remove().lane();
            lane.asleep(false);
            line(lane, now);
        }
    }

    private Lane lane(Job job) {
        return byKey.computeIfAbsent(
                key(job.course().endpoint()),
                unknown -> new Lane(pacing.limits().perAddress(), pacing.gap()));
    }

    private String key(Endpoint endpoint) {
        return switch (pacing.lane()) {
            case ADDRESS -> endpoint.address();
            case DOOR -> endpoint.address() + " " + endpoint.port();
        };
    }

    private Set<Lane> ready(Way way) {
        return way == Way.HANDSHAKE ? handshakesReady : hellosReady;
    }

    private static Way other(Way way) {
        return way == Way.HANDSHAKE ? Way.HELLO : Way.HANDSHAKE;
    }
}
