package dev.extls.lab;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts connections of each source address within the last minute. */
final class Throttle {
    private static final long MINUTE_IN_NANOS = Duration.ofMinutes(1).toNanos();

    private final int limit;
    private final LongSupplier nanoClock;
    private final Map<InetAddress, Deque<Long>> admitted = new HashMap<>();

    /** Admits {@code limit} connections a minute and source; the clock counts nanoseconds from anywhere. */
    Throttle(int limit, LongSupplier nanoClock) {
        this.limit = limit;
        this.nanoClock = nanoClock;
    }

    /** Whether one more connection from a source is below the limit; one that is not does not count. */
    synchronized boolean admits(InetAddress source) {
        if (limit == Integer.MAX_VALUE) {
            return true;
        }
        long now = nanoClock.getAsLong();
        Deque<Long> recent = admitted.computeIfAbsent(source, address -> new ArrayDeque<>());
        while (!recent.isEmpty() && now - recent.getFirst() >= MINUTE_IN_NANOS) {
            recent.removeFirst();
        }
        if (recent.size() >= limit) {
            return false;
        }
        recent.addLast(now);
        return true;
    }
}
