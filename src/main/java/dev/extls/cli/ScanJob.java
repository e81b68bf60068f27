package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.inquiry.Handshakes;
import dev.extls.inquiry.RunAnswers;
import dev.extls.inquiry.Sampling;
import dev.extls.journal.Assignment;
import dev.extls.journal.Beginning;
import dev.extls.journal.Header;
import dev.extls.journal.JournalReader;
import dev.extls.journal.JournalWriter;
import dev.extls.journal.NotAJournal;
import dev.extls.journal.StoredJournal;
import dev.extls.net.Conduct;
import dev.extls.net.Descriptors;
import dev.extls.net.Names;
import dev.extls.net.NettyProber;
import dev.extls.net.RunClock;
import dev.extls.policy.Policy;
import dev.extls.report.Format;
import dev.extls.report.RunFacts;
import dev.extls.report.RunFolder;
import dev.extls.report.TerminalReport;
import dev.extls.run.Pacing;
import dev.extls.run.Scan;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.ExitCode;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Judgement;
import dev.extls.verdict.Verification;
import dev.extls.written.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run from endpoints to report and exit code.
 *
 * @param name of the run
 * @param policy to judge by
 * @param options of the command
 * @param out for results
 * @param notes for everything else
 */
record ScanJob(String name, Policy policy, ScanOptions options, PrintWriter out, Notes notes) {
    /** The journal in the folder of a run. */
    static final String JOURNAL = "observations.jsonl";

    /** Two servers with the four services of each. */
    private static final int FEW = 8;

    /** All that a list means. */
    static Assignment assignment(Expanded list) {
        return new Assignment(
                list.endpoints(),
                list.problems().stream().map(Problem::sentence).toList());
    }

    /** What a command makes of a run. */
    interface Purpose {
        /** Begins to show on standard error how far it is. */
        default ProgressShown shown(Notes notes, Supplier<Instant> clock) {
            return ProgressShown.by(notes, clock);
        }

        /** What its reports tell besides the answers. */
        default Optional<Verification> verification(Judged judged) {
            return Optional.empty();
        }

        /** Somebody has ended the run: what follows is what is known by then. May come on another thread. */
        default void interrupted() {}

        /** Says what else there is to say when the reports are written; gives what the run tells the shell. */
        default ExitCode end(Judged judged, Optional<Verification> verification, Path folder) throws IOException {
            return judged.exitCode();
        }
    }

    /** Scans, judges, writes; gives the exit code. */
    int run(Assignment list) throws UserError {
        return run(list, new Purpose() {});
    }

    /** The same for another purpose than the answers. */
    int run(Assignment list, Purpose purpose) throws UserError {
        Pacing pacing = withinTheMachine(options.pacing());
        Conduct conduct = options.conduct();
        boolean pages = options.patience.isPresent() && !options.nodes.noHealthcheck;
        Sampling sampling = pages ? options.nodes.sampling().seeingPages() : options.nodes.sampling();
        RunClock clock = new RunClock();
        Optional<StoredJournal> before = before();
        Instant started = before.map(one -> one.header().started()).orElseGet(clock::now);
        Path folder = options.resume.isPresent() ? options.resume.get() : folder(started);
        Header header = before.isPresent() ? before.get().header() : header(runId(), started);
        CountDownLatch ended = new CountDownLatch(1);
        ProgressShown progress = purpose.shown(notes, clock::now);
        try (NettyProber prober = new NettyProber(options.deadlines(), conduct, clock);
                Names names = options.names.open(notes);
                JournalWriter journal = journal(folder.resolve(JOURNAL), before, new Beginning(header, list));
                Scan scan = new Scan(
                        prober,
                        names,
                        options.depth(policy),
                        pacing,
                        new Random(),
                        clock,
                        new JournalArchive(journal),
                        progress)) {
            options.patience.ifPresent(scan::waiting);
            Handshakes handshakes = handshakes(list);
            if (handshakes != Handshakes.NEVER) {
                prober.expectHandshakes();
            }
            prober.cannotOffer().whenComplete((faults, bug) -> sayWhatCannotBeOffered(faults, bug));
            if (options.deeper(policy)) {
                notes.note("asking for suites too, since rules of " + policy.name()
                        + " are about them; --depth versions asks for less and leaves them unknown");
            }
            notes.note("scanning " + counted(list.endpoints().size()) + "; every observation goes to "
                    + folder.resolve(JOURNAL));
            Thread whenInterrupted = new Thread(
                    () -> {
                        purpose.interrupted();
                        finishEarly(scan, ended);
                    },
                    "interrupted");
            Runtime.getRuntime().addShutdownHook(whenInterrupted);
            try {
                RunAnswers answers = scan.sampling(sampling)
                        .after(before.map(StoredJournal::lastNumber).orElse(0L))
                        .run(list.endpoints(), handshakes)
                        .join();
                progress.end();
                RunFacts facts = JudgedRun.facts(header, Version.tool(), journal.extent(), folder);
                Judged judged = Judgement.of(answers, policy, facts.ended());
                TerminalReport.print(out, facts, judged, Console.style());
                out.flush();
                Optional<Verification> verification = purpose.verification(judged);
                options.report
                        .files()
                        .write(
                                folder,
                                facts,
                                judged,
                                verification,
                                (endpoint, ids) -> journal.of(endpoint.endpoint(), ids));
                ExitCode exitCode = purpose.end(judged, verification, folder);
                journal.close(answers.endpoints());
                return exitCode(exitCode, list);
            } finally {
                ended.countDown();
                forget(whenInterrupted);
            }
        } catch (IOException e) {
            throw notWritten(folder, e);
        } catch (UncheckedIOException e) {
            throw notWritten(folder, Objects.requireNonNull(e.getCause()));
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException full) {
                throw notWritten(folder, Objects.requireNonNull(full.getCause()));
            }
            throw e;
        } finally {
            progress.end();
        }
    }

    /** Tells runs apart and need not be secret: Java's source of secrets takes ten milliseconds to load. */
    private static String runId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        // version 4, variant 2: RFC 9562 section 5.4
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | (1L << 63);
        return new UUID(high, low).toString();
    }

    /** Whoever names a few endpoints waits for them: hellos answer while BouncyCastle is loading. In a list each connection counts. */
    private Handshakes handshakes(Assignment list) {
        return options.helloOnly
                ? Handshakes.NEVER
                : list.endpoints().size() <= FEW ? Handshakes.LATER : Handshakes.FIRST;
    }

    /** The run that this one goes on with; what is damaged in it is said, and its reports are written anew. */
    private Optional<StoredJournal> before() throws UserError {
        if (options.resume.isEmpty()) {
            return Optional.empty();
        }
        Path folder = options.resume.get();
        try {
            StoredJournal journal = JournalReader.open(folder.resolve(JOURNAL));
            journal.problems().forEach(problem -> notes.mistake(folder.resolve(JOURNAL) + ", " + problem));
            for (Format format : Format.values()) {
                Files.deleteIfExists(folder.resolve(format.fileName()));
            }
            return Optional.of(journal);
        } catch (IOException e) {
            throw new UserError("--resume " + folder + ": "
                    + (e instanceof NotAJournal ? String.valueOf(e.getMessage()) : FileTrouble.of(e)));
        }
    }

    private static JournalWriter journal(Path file, Optional<StoredJournal> before, Beginning beginning)
            throws IOException {
        if (before.isEmpty()) {
            return JournalWriter.create(file, beginning);
        }
        try (StoredJournal read = before.get()) {
            return JournalWriter.resume(file, read);
        }
    }

    /** As many connections at once as there are descriptors for. */
    private Pacing withinTheMachine(Pacing wanted) {
        int most = Descriptors.forConnections().orElse(Integer.MAX_VALUE);
        if (most >= wanted.limits().overall()) {
            return wanted;
        }
        notes.note("this process may open few files (ulimit -n): at most " + most + " connections at once in place of "
                + wanted.limits().overall());
        return wanted.withLimits(wanted.limits().overall(most));
    }

    private static UserError notWritten(Path folder, IOException e) {
        return new UserError("cannot write to " + folder + ": " + FileTrouble.of(e));
    }

    private static String counted(int endpoints) {
        return endpoints + (endpoints == 1 ? " endpoint" : " endpoints");
    }

    private Path folder(Instant started) throws UserError {
        try {
            return RunFolder.create(options.report.output, started, name);
        } catch (IOException e) {
            throw new UserError(
                    "cannot make a folder for this run in " + options.report.output + ": " + FileTrouble.of(e));
        }
    }

    /** What cannot be offered after all, the self-test finds out while the scan has begun: it is said, and is an outcome of its own. */
    private Header header(String runId, Instant started) throws UserError {
        Map<String, String> offers = new TreeMap<>();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            offers.put(
                    version.label(), version.before(ProtocolVersion.TLS_1_0) ? "by hello" : "by handshake and hello");
        }
        List<String> again = new ArrayList<>(options.remembered);
        again.removeIf(argument -> argument.startsWith("--depth="));
        again.add(ScanOptions.depthArgument(options.depth(policy)));
        return new Header(
                Version.tool(),
                runId,
                name,
                started,
                List.of(),
                options.recorded(policy),
                offers,
                options.vantage(name),
                again,
                List.of());
    }

    private void sayWhatCannotBeOffered(@Nullable Map<ProtocolVersion, String> faults, @Nullable Throwable bug) {
        if (bug != null) {
            notes.mistake("BouncyCastle does not start on this Java, so no handshake confirms anything: " + bug);
        }
        if (faults != null) {
            faults.forEach((version, fault) ->
                    notes.mistake("this Java cannot offer " + version.label() + " by handshake: " + fault));
        }
    }

    /** Ctrl-C: nothing more is asked, what was measured is written; the JVM ends with 130 when this returns. */
    private static void finishEarly(Scan scan, CountDownLatch ended) {
        scan.stop();
        try {
            if (!ended.await(10, TimeUnit.SECONDS)) {
                System.err.println("extls: interrupted; the report could not be finished");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread whenInterrupted) {
        try {
            Runtime.getRuntime().removeShutdownHook(whenInterrupted);
        } catch (IllegalStateException e) {
            // the JVM is going down: the hook has done its work
            return;
        }
    }

    /** A target that could not be understood was not looked at: what it would have shown is unknown. */
    private int exitCode(ExitCode told, Assignment list) {
        int missed = list.mistakes().size();
        if (missed > 0) {
            notes.mistake((missed == 1 ? "1 mistake" : missed + " mistakes")
                    + " in the targets, named above: what is meant there was not scanned");
        }
        return told == ExitCode.EVERY_RULE_HOLDS && missed > 0 ? ExitCode.SOMETHING_UNKNOWN.number() : told.number();
    }
}
