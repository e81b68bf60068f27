package dev.extls.run;

import dev.extls.net.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The agenda of a real run: a thread, and the clock of this machine. */
final class RunThread implements Agenda {
    private final RunClock clock;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread one = new Thread(task, "scan");
        one.setDaemon(true);
        return one;
    });

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
        thread.schedule(step, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
