package dev.extls.cli;

import dev.extls.run.Progress;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** How far a run is, said on standard error until it ends. */
interface ProgressShown extends Progress {
    /** A line that changes where somebody watches, lines in a log elsewhere, nothing where notes are not wanted. */
    static ProgressShown by(Notes notes, Supplier<Instant> clock) {
        if (!notes.watched()) {
            return new ProgressLines(notes, clock);
        }
        RunProgress run = new RunProgress(clock);
        return LiveProgress.begin(notes, new EarlyAnswers(notes, run), () -> List.of(run.line()));
    }

    /** Shows nothing more; may be called again. */
    default void end() {}
}
