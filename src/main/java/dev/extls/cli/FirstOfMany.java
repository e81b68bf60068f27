package dev.extls.cli;

import dev.extls.verdict.ExitCode;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The purpose of a verification after which a vigil begins. */
final class FirstOfMany implements ScanJob.Purpose {
    private final ChangeWindow window;
    private final Function<Path, Vigil> vigils;
    private Optional<Vigil> vigil = Optional.empty();

    /**
     * A verification.
     *
     * @param window the same without a vigil
     * @param vigils makes one for the folder of the run
     */
    FirstOfMany(ChangeWindow window, Function<Path, Vigil> vigils) {
        this.window = window;
        this.vigils = vigils;
    }

    @Override
    public ProgressShown shown(Notes notes, Supplier<Instant> clock) {
        return window.shown(notes, clock);
    }

    @Override
    public Optional<Verification> verification(Judged judged) {
        return window.verification(judged);
    }

    @Override
    public ExitCode end(Judged judged, Optional<Verification> verification, Path folder) throws IOException {
        ExitCode told = window.end(judged, verification, folder);
        Vigil begun = vigils.apply(folder);
        begun.begin(judged, verification.orElseThrow(), folder);
        vigil = Optional.of(begun);
        return told;
    }

    /** What begins with it, once the verification has ended. */
    Vigil vigil() {
        return vigil.orElseThrow();
    }
}
