package dev.extls.cli;

import dev.extls.run.Progress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows somebody who watches how far a run is, in lines that change. */
final class LiveProgress extends PassedOn implements ProgressShown {
    private static final int EVERY_MILLIS = 200;

    private final StatusLine status;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread one = new Thread(task, "progress");
        one.setDaemon(true);
        return one;
    });

    private LiveProgress(Notes notes, Progress run) {
        super(run);
        status = notes.status();
    }

    /**
     * Begins to show.
     *
     * @param run is told everything
     * @param lines how far the run is now
     */
    static LiveProgress begin(Notes notes, Progress run, Supplier<List<String>> lines) {
        LiveProgress progress = new LiveProgress(notes, run);
        progress.thread.scheduleWithFixedDelay(
                () -> progress.status.show(lines.get()), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return progress;
    }

    @Override
    public void end() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        status.clear();
    }
}
