package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Observation;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows somebody who watches how far a run is, in one line that changes, and what hellos have shown of endpoints in lines above it. */
final class LiveProgress implements ProgressShown {
    private static final int EVERY_MILLIS = 200;

    private final StatusLine line;
    private final EarlyAnswers early;
    private final RunProgress run;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread one = new Thread(task, "progress");
        one.setDaemon(true);
        return one;
    });

    private LiveProgress(Notes notes, Supplier<Instant> clock) {
        line = notes.status();
        early = new EarlyAnswers(notes);
        run = new RunProgress(clock);
    }

    /** Begins to show. */
    static LiveProgress begin(Notes notes, Supplier<Instant> clock) {
        LiveProgress progress = new LiveProgress(notes, clock);
        progress.thread.scheduleWithFixedDelay(
                () -> progress.line.show(progress.run.line()), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return progress;
    }

    @Override
    public void known(int endpoints) {
        run.known(endpoints);
    }

    @Override
    public void begun(String id, Endpoint endpoint) {
        run.begun(id, endpoint);
    }

    @Override
    public void putBack(String id) {
        run.putBack(id);
    }

    @Override
    public void observed(Observation observation) {
        run.observed(observation);
    }

    @Override
    public void heard(Endpoint endpoint, EndpointAnswers answers) {
        early.heard(endpoint, answers);
    }

    @Override
    public void answered(Endpoint endpoint, EndpointAnswers answers) {
        run.answered(endpoint, answers);
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
