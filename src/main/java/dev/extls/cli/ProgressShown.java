package dev.extls.cli;

import dev.extls.run.Progress;
import java.time.Instant;
import java.util.function.Supplier;

/** How far a run is, said on standard error until it ends. */
interface ProgressShown extends Progress {
    /** A line that changes where somebody watches, lines in a log elsewhere, nothing where notes are not wanted. */
    static ProgressShown by(Notes notes, Supplier<Instant> clock) {
        return notes.status().visible() && !notes.quiet()
                ? LiveProgress.begin(notes, clock)
                : new ProgressLines(notes, clock);
    }

    /** Shows nothing more; may be called again. */
    default void end() {}
}
