package dev.extls.run;

import dev.extls.offer.Offer;
import java.util.ArrayDeque;
import java.util.Queue;

/** The connections that wait for, or are open to, one address. Used by the run's one thread only. */
final class Lane {
    private final Queue<Job> waiting = new ArrayDeque<>();
    private int limit;
    private int open;

    Lane(int limit) {
        this.limit = limit;
    }

    void add(Job job) {
        waiting.add(job);
    }

    /** Whether a connection may be started: {@code 0 <= open <= limit}. */
    boolean ready() {
        return open < limit && !waiting.isEmpty();
    }

    /** The offer of the next job; only when {@link #ready()}. */
    Offer next() {
        return waiting.element().offer();
    }

    Job start() {
        open++;
        return waiting.remove();
    }

    void ended() {
        open--;
    }

    /** The server has enough of us: half as many at once from now on. */
    void throttled() {
        limit = Math.max(1, limit / 2);
    }
}
