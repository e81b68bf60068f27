package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows somebody who watches how far a run is, in one line that changes, and what hellos have shown of endpoints in lines above it. */
final class LiveProgress extends PassedOn implements ProgressShown {
    private static final int EVERY_MILLIS = 200;

    private final StatusLine line;
    private final EarlyAnswers early;
    private final RunProgress run;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread one = new Thread(task, "progress");
        one.setDaemon(true);
        return one;
    });

    private LiveProgress(Notes notes, RunProgress run) {
        super(run);
        line = notes.status();
        early = new EarlyAnswers(notes);
        this.run = run;
    }

    /** Begins to show. */
    static LiveProgress begin(Notes notes, Supplier<Instant> clock) {
        LiveProgress progress = new LiveProgress(notes, new RunProgress(clock));
        progress.thread.scheduleWithFixedDelay(
                () -> progress.line.show(progress.run.line()), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return progress;
    }

    @Override
    public void heard(Endpoint endpoint, EndpointAnswers answers) {
        early.heard(endpoint, answers);
    }

    @Override
    public void end() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line.clear();
    }
}
