package dev.extls.run;

import dev.extls.net.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The agenda of a real run: a thread, and the clock of this machine. */
final class RunThread implements Agenda {
    private final RunClock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> daemon(task, "scan"));

    /** Only hands over: most steps are taken at once, for which a queue by time is too dear. */
    private final ScheduledThreadPoolExecutor later =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, "scan later"));

    RunThread(RunClock clock) {
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public void take(Runnable step) {
        thread.execute(step);
    }

    @Override
    public void takeAt(Instant when, Runnable step) {
        // rounded up: a step that comes a moment early would find that its time has not come
        long nanos = Math.max(0, Duration.between(now(), when).toNanos());
        later.schedule(() -> handOver(step), nanos, TimeUnit.NANOSECONDS);
    }

    private void handOver(Runnable step) {
        try {
            thread.execute(step);
        } catch (RejectedExecutionException closed) {
            // nothing is taken any more
            return;
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        thread.shutdownNow();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
