package dev.extls.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something to become true: looked at every few milliseconds, never longer than a limit. */
public final class Await {
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private Await() {}

    /**
     * Waits until a condition holds.
     *
     * @param what names the condition in the failure, such as "nginx accepts connections"
     * @param limit the longest wait
     * @param condition looked at again and again; must return soon
     * @throws AssertionError if it does not hold within the limit
     */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        if (!holds(limit, condition)) {
            throw new AssertionError("not within " + limit + ": " + what);
        }
    }

    /**
     * Waits until a condition holds or the limit is reached.
     *
     * @param limit the longest wait
     * @param condition looked at at least once; must return soon
     * @return whether it held
     * @throws IllegalStateException if the thread is interrupted; it stays interrupted
     */
    public static boolean holds(Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start >= limit.toNanos()) {
                return false;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while waiting");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }
}
