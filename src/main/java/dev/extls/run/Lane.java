package dev.extls.run;

import dev.extls.offer.Way;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;

/**
 * The connections that wait for, or are open to, one address. Used by the run's one thread only.
 *
 * <p>Handshakes and hellos wait apart: while there is no room for a handshake, the hellos behind it go on.
 */
final class Lane {
    private final Map<Way, Queue<Job>> waiting =
            Map.of(Way.HANDSHAKE, new ArrayDeque<>(), Way.HELLO, new ArrayDeque<>());
    private int limit;
    private int open;

    Lane(int limit) {
        this.limit = limit;
    }

    void add(Job job) {
        waiting(job.offer().way()).add(job);
    }

    /** Whether a connection of this kind may be started: {@code 0 <= open <= limit}, but for a limit that was halved. */
    boolean ready(Way way) {
        return open < limit && !waiting(way).isEmpty();
    }

    /** The next job; only when {@link #ready}. */
    Job start(Way way) {
        open++;
        return waiting(way).remove();
    }

    void ended() {
        open--;
    }

    /** The server has enough of us: half as many at once from now on. */
    void throttled() {
        limit = Math.max(1, limit / 2);
    }

    private Queue<Job> waiting(Way way) {
        return Objects.requireNonNull(waiting.get(way));
    }
}
