package dev.extls.cli;

import dev.extls.inquiry.RunAnswers;
import dev.extls.journal.Assignment;
import dev.extls.policy.Policy;
import dev.extls.report.Escaped;
import dev.extls.report.Format;
import dev.extls.verdict.ExitCode;
import dev.extls.verdict.Glance;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Verification;
import dev.extls.verdict.VerifiedEndpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Goes on verifying after the first time: every so often all is asked again, and a line says what is not as it was. Of each endpoint a {@link
 * Glance} is kept in memory, and of each time a folder on disk only if something had changed, the last hundred of them.
 */
final class Vigil {
    /** Folders of earlier rounds that are kept. */
    private static final int MOST_KEPT = 100;

    private static final int LONGEST = 1000;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final RunAnswers before;
    private final Path metrics;
    private final PrintWriter out;
    private final Notes notes;
    private final Supplier<Instant> clock;
    private Map<String, Glance> glances = Map.of();
    private final KeptFolders kept = new KeptFolders(MOST_KEPT);

    /**
     * A vigil that has seen nothing yet.
     *
     * @param before the answers of the run from before the change
     * @param metrics the file that is written anew each time
     * @param out for lines about changes
     * @param notes for trouble
     * @param clock the time
     */
    Vigil(RunAnswers before, Path metrics, PrintWriter out, Notes notes, Supplier<Instant> clock) {
        this.before = before;
        this.metrics = metrics;
        this.out = out;
        this.notes = notes;
        this.clock = clock;
    }

    /** The first verification is what the first round is held against. */
    void begin(Judged judged, Verification verification, Path folder) throws IOException {
        remember(judged, verification);
        publish(folder);
    }

    /**
     * Asks again and again.
     *
     * @param name of the runs
     * @param policy what is expected
     * @param options of the command, for a run that does not wait
     * @param list what is asked
     * @param every from the begin of one round to the begin of the next, unless it takes longer
     * @param rounds how many
     * @return what the last round tells the shell
     */
    int keep(String name, Policy policy, ScanOptions options, Assignment list, Duration every, long rounds)
            throws InterruptedException {
        Notes silent = new Notes(notes.err(), true);
        int told = ExitCode.SOMETHING_UNKNOWN.number();
        Instant next = clock.get().plus(every);
        for (long round = 1; round <= rounds; round++) {
            until(next);
            next = clock.get().plus(every);
            Round purpose = new Round();
            try {
                told = new ScanJob(name, policy, options, new PrintWriter(Writer.nullWriter()), silent)
                        .run(list, purpose);
                purpose.tidy();
            } catch (UserError | IOException e) {
                notes.mistake(CLOCK.format(clock.get()) + "  this round is lost: " + e.getMessage());
            }
        }
        return told;
    }

    /** What is pending ends with the process. */
    private void until(Instant next) throws InterruptedException {
        long nanos = Math.max(0, Duration.between(clock.get(), next).toNanos());
        boolean ended = new CountDownLatch(1).await(nanos, TimeUnit.NANOSECONDS);
        if (ended) {
            throw new IllegalStateException("nobody ends a wait");
        }
    }

    /** What is not as it was the last time, a line an endpoint. */
    private List<String> remember(Judged judged, Verification verification) {
        List<String> lines = new ArrayList<>();
        Map<String, Glance> known = new HashMap<>();
        int place = 0;
        for (var endpoint : judged.endpoints()) {
            VerifiedEndpoint verified = verification.endpoints().get(place);
            place++;
            Glance seen = Glance.of(endpoint.answers(), verified.answer());
            String key = verified.endpoint().key();
            Glance earlier = glances.get(key);
            Glance now = earlier == null ? seen : seen.after(earlier);
            List<String> changes = earlier == null
                    ? List.of("it was not among the endpoints the last time, and is "
                            + seen.answer().words())
                    : now.since(earlier);
            if (!changes.isEmpty()) {
                lines.add(verified.place() + ": " + String.join(". ", changes) + ".");
            }
            known.put(key, now);
        }
        glances = known;
        return lines;
    }

    /** The metrics of a round take the place of those before in one step: a collector never reads half a file. */
    private void publish(Path folder) throws IOException {
        Path written = folder.resolve(Format.PROMETHEUS.fileName());
        if (written.equals(metrics)) {
            return;
        }
        Path unfinished = metrics.resolveSibling(metrics.getFileName() + ".new");
        Files.copy(written, unfinished, StandardCopyOption.REPLACE_EXISTING);
        try {
            Files.move(unfinished, metrics, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, metrics, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** One time that all is asked again. */
    private final class Round implements ScanJob.Purpose {
        private Optional<Path> wanted = Optional.empty();
        private Optional<Path> unwanted = Optional.empty();
        private volatile boolean interrupted;

        @Override
        public Optional<Verification> verification(Judged judged) {
            return Optional.of(Verification.of(before, judged, Map.of()));
        }

        @Override
        public void interrupted() {
            interrupted = true;
        }

        @Override
        public ExitCode end(Judged judged, Optional<Verification> verification, Path folder) throws IOException {
            Verification known = verification.orElseThrow();
            if (interrupted) {
                // what was not asked any more is no change; what was measured stays written, as always
                return known.exitCode();
            }
            List<String> lines = remember(judged, known);
            try {
                publish(folder);
            } catch (IOException e) {
                notes.mistake(CLOCK.format(clock.get()) + "  cannot write " + metrics + ": " + FileTrouble.of(e));
            }
            for (String line : lines) {
                out.println(CLOCK.format(clock.get()) + "  " + Escaped.forTerminal(line, LONGEST, Console.unicode()));
            }
            out.flush();
            if (lines.isEmpty()) {
                unwanted = Optional.of(folder);
            } else {
                wanted = Optional.of(folder);
            }
            return known.exitCode();
        }

        /** What the folder is worth is known when the run has closed its journal. */
        void tidy() throws IOException {
            if (unwanted.isPresent()) {
                KeptFolders.remove(unwanted.get());
            }
            if (wanted.isPresent()) {
                kept.keep(wanted.get());
            }
        }
    }
}
