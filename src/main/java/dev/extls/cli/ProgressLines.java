package dev.extls.cli;

import dev.extls.observation.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Says every few seconds how far a run is: a line each, so that it can be read in a log too. Used by the run's one thread. */
final class ProgressLines extends PassedOn implements ProgressShown {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Notes notes;
    private final Supplier<Instant> clock;
    private final RunProgress run;
    private Instant said;

    ProgressLines(Notes notes, Supplier<Instant> clock) {
        this(notes, clock, new RunProgress(clock));
    }

    /** Somebody may watch at a terminal that cannot erase. */
    private ProgressLines(Notes notes, Supplier<Instant> clock, RunProgress run) {
        super(Console.watched() ? new EarlyAnswers(notes, run) : run);
        this.notes = notes;
        this.clock = clock;
        this.run = run;
        said = clock.get();
    }

    @Override
    public void observed(Observation observation) {
        super.observed(observation);
        Instant now = clock.get();
        if (!now.isBefore(said.plus(EVERY))) {
            said = now;
            notes.note(run.sentence());
        }
    }
}
