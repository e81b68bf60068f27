package dev.extls.cli;

import dev.extls.inquiry.RunAnswers;
import dev.extls.report.VerificationPaper;
import dev.extls.run.Progress;
import dev.extls.verdict.ExitCode;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The purpose of a run that waits for servers and holds them against what they were. */
final class ChangeWindow implements ScanJob.Purpose {
    private static final String FILE = "verification.json";

    private final RunAnswers before;
    private final Duration wait;
    private final PrintWriter out;
    private Optional<Timelines> timelines = Optional.empty();

    /**
     * A change window.
     *
     * @param before the answers of the run from before the change
     * @param wait how long a service is waited for at most
     * @param out for results
     */
    ChangeWindow(RunAnswers before, Duration wait, PrintWriter out) {
        this.before = before;
        this.wait = wait;
        this.out = out;
    }

    @Override
    public ProgressShown shown(Notes notes, Supplier<Instant> clock) {
        if (!notes.watched()) {
            Timelines kept = new Timelines(new ComebackLines(notes, new ProgressLines(notes, clock)), clock);
            timelines = Optional.of(kept);
            return kept;
        }
        Timelines kept = new Timelines(Progress.NONE, clock);
        timelines = Optional.of(kept);
        ComebackView view = new ComebackView(clock.get(), wait, Console.unicode());
        return LiveProgress.begin(
                notes,
                kept,
                () -> view.lines(kept.all(), clock.get(), notes.status().most()));
    }

    @Override
    public Optional<Verification> verification(Judged judged) {
        return Optional.of(Verification.of(
                before, judged, timelines.map(Timelines::comebacks).orElse(Map.of())));
    }

    @Override
    public ExitCode end(Judged judged, Optional<Verification> verification, Path folder) throws IOException {
        Verification known = verification.orElseThrow();
        try (Writer json = Files.newBufferedWriter(
                folder.resolve(FILE), StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW)) {
            VerificationPaper.write(json, known);
        }
        out.println();
        VerificationPaper.print(out, known, Console.style());
        out.flush();
        return known.exitCode();
    }
}
