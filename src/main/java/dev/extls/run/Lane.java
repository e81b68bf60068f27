package dev.extls.run;

import dev.extls.endpoint.Pace;
import dev.extls.offer.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One address: the endpoints there that have not begun, the connections that wait for it, and how many are open to it. Used by the run's one
 * thread only.
 *
 * <p>Handshakes and hellos wait apart: while there is no room for a handshake, the hellos behind it go on.
 */
final class Lane {
    private static final int FEW = 2;

    private final Deque<Visit> toBegin = new ArrayDeque<>(FEW);
    private final List<Job> handshakes = new ArrayList<>(FEW);
    private final List<Job> hellos = new ArrayList<>(FEW);
    private final int limitOfTheRun;
    private final Duration gapOfTheRun;
    private Pace pace = Pace.OF_THE_RUN;
    private int halved;
    private int open;
    private Instant notBefore = Instant.MIN;
    private Instant throttledUntil = Instant.MIN;
    private boolean asleep;

    Lane(int limit, Duration gap) {
        this.limitOfTheRun = limit;
        this.gapOfTheRun = gap;
    }

    /** An endpoint at this address. What the lists ask for goes before what the run is told; the strictest holds. */
    void add(Visit visit) {
        pace = pace.strictest(visit.endpoint().pace());
        toBegin.add(visit);
    }

    void add(Job job) {
        waiting(job.offer().way()).add(job);
    }

    /** A job that was started and not done: it goes first. */
    void putBack(Job job) {
        waiting(job.offer().way()).add(0, job);
    }

    /**
     * A job that follows on one that is over, while others of its endpoint are under way. It goes before what waits, but for longer lists of the same
     * endpoint: of these most is left to be chosen, and what takes longest is not to be begun last.
     */
    void goOn(Job job) {
        List<Job> waiting = waiting(job.offer().way());
        int place = 0;
        while (place < waiting.size() && notAfter(job, waiting.get(place))) {
            place++;
        }
        waiting.add(place, job);
    }

    private static boolean notAfter(Job job, Job waiting) {
        return waiting.course() == job.course()
                && waiting.offer().suites().size() >= job.offer().suites().size();
    }

    /** Whether a connection of this kind may be started: {@code 0 <= open <= limit}, but for a limit that was halved. */
    boolean ready(Way way, Instant now) {
        return free(now) && !waiting(way).isEmpty();
    }

    /** Whether it has room for one more endpoint: what has begun goes first. */
    boolean mayBegin(Instant now) {
        return free(now) && hellos.isEmpty() && handshakes.isEmpty() && !toBegin.isEmpty();
    }

    private boolean free(Instant now) {
        return open < limit() && !now.isBefore(notBefore);
    }

    private int limit() {
        int wanted = pace.atOnce() > 0 ? pace.atOnce() : limitOfTheRun;
        return Math.max(1, wanted >> Math.min(halved, Integer.SIZE - 2));
    }

    /** From the start of one connection to the start of the next. */
    Duration gap() {
        return pace.gap().isZero() ? gapOfTheRun : pace.gap();
    }

    /** The next endpoint to begin with; only when {@link #mayBegin}. */
    Visit begin() {
        return toBegin.remove();
    }

    /** The next job; only when {@link #ready}. */
    Job start(Way way) {
        open++;
        return waiting(way).remove(0);
    }

    void ended() {
        open--;
    }

    /** Starts nothing before. */
    void rest(Instant until) {
        notBefore = notBefore.isAfter(until) ? notBefore : until;
    }

    /** The server has enough of us: it is left alone, and then half as many at once. Several at the same time are one. */
    void throttled(Instant now, Duration backOff) {
        if (now.isBefore(throttledUntil)) {
            return;
        }
        halved++;
        throttledUntil = now.plus(backOff);
        rest(throttledUntil);
    }

    /** The time before which nothing is started. */
    Instant notBefore() {
        return notBefore;
    }

    /** Whether there is something to start, now or later. */
    boolean wants() {
        return !hellos.isEmpty() || !handshakes.isEmpty() || !toBegin.isEmpty();
    }

    /** Whether there is nothing to remember of it. */
    boolean over(Instant now) {
        return open == 0 && halved == 0 && pace.ofTheRun() && !wants() && !now.isBefore(notBefore);
    }

    /** Whether it is among those that are looked at again when their time has come. */
    boolean asleep() {
        return asleep;
    }

    void asleep(boolean yes) {
        asleep = yes;
    }

    private List<Job> waiting(Way way) {
        return way == Way.HANDSHAKE ? handshakes : hellos;
    }
}
