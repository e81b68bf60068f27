package dev.extls.cli;

import dev.extls.journal.Assignment;
import dev.extls.net.JvmSettings;
import dev.extls.net.RunClock;
import dev.extls.policy.Policy;
import dev.extls.report.Format;
import dev.extls.report.RunFolder;
import dev.extls.run.Depth;
import dev.extls.run.Patience;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code extls verify}. */
@Command(
        name = VerifyCommand.NAME,
        mixinStandardHelpOptions = true,
        description = {
            "Waits for servers that are restarted, scans each service as soon as it is steady, and holds what is seen against a run"
                    + " from before and against what is expected.",
            "Steady is three answers in a row over at least ten seconds. A service is looked at two seconds after the first look,"
                    + " then seldomer, fifteen seconds apart at most."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every endpoint is confirmed, and nothing is worse than before",
            "1:one is not confirmed, is worse than before or never came back",
            "2:usage or input",
            "3:none of that, but something stayed unknown",
            "130:interrupted, which is how --watch ends; what is known is written"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  extls scan --name before -f targets/servers.yaml      before the change",
            "  extls verify --before reports/20260601T080000Z-before",
            "  extls verify --before reports/20260601T080000Z-before --wait 30m --expect exchange-recommended ex01.contoso.test",
            "  extls verify --before reports/20260601T080000Z-before --watch --metrics /var/lib/prometheus/node-exporter/extls.prom"
        })
final class VerifyCommand implements Callable<Integer> {
    /** What the command is called. */
    static final String NAME = "verify";

    /** A server of Exchange counts connections. */
    private static final Duration LEAST_EVERY = Duration.ofSeconds(10);

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(
            names = "--before",
            paramLabel = "RUN",
            required = true,
            description =
                    "The folder of the run from before the change; its targets are scanned where no others are given.")
    private String before = "";

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "20m",
            description = "How long a service is waited for at most. Default: ${DEFAULT-VALUE}")
    private Duration wait = Patience.DEFAULT.atMost();

    @Option(
            names = "--restart-pending",
            description =
                    "The servers are still to be restarted: one that answers is waited for until it was down and came back. Without"
                            + " this, one that answers is taken for one that was restarted already.")
    private boolean restartPending;

    @Option(
            names = "--expect",
            paramLabel = "POLICY",
            description =
                    "What is expected after the change: a policy file, or one of those that extls policy lists. Default: ${DEFAULT-VALUE}")
    private String expected = "tls12-enabled";

    @Option(names = "--name", paramLabel = "NAME", description = "What this run is called. Default: ${DEFAULT-VALUE}")
    private String name = NAME;

    @Option(
            names = "--watch",
            description =
                    "Go on after the first verification: ask again every so often, say in a line what is not as it was, and write the"
                            + " metrics anew, until Ctrl-C.")
    private boolean watch;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "5m",
            description =
                    "With --watch: from the beginning of one round to the beginning of the next, at least 10s. Default: ${DEFAULT-VALUE}")
    private Duration every = Duration.ofMinutes(5);

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description =
                    "With --watch: where the metrics are written, a file that ends in .prom for the textfile collector. Default:"
                            + " metrics.prom in the folder of the first verification")
    private Optional<Path> metrics = Optional.empty();

    /** For servers of a test. */
    @Option(names = "--rounds", hidden = true, description = "With --watch: how many rounds, as quick as asked for.")
    private long rounds;

    @Mixin
    private ScanOptions options = new ScanOptions();

    /** How much quicker than real servers those are that are waited for; for servers of a test. */
    @Option(names = "--quicker", hidden = true, description = "Divides the times between two looks.")
    private int quicker = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        JvmSettings.apply();
        PrintWriter out = spec.commandLine().getOut();
        Notes notes = new Notes(spec.commandLine().getErr(), options.quiet);
        Optional<String> problem = RunFolder.problemOf(name);
        if (problem.isPresent()) {
            throw new UserError("--name " + name + ": " + problem.get());
        }
        if (quicker < 1) {
            throw new UserError("--quicker " + quicker + ": expected a number of at least 1");
        }
        Policy policy = PolicyInput.read(expected, notes);
        try (StoredRun earlier = StoredRun.read(before, notes)) {
            if (earlier.answers().endpoints().stream()
                    .anyMatch(one -> !one.vantage().isEmpty())) {
                throw new UserError("--before " + before
                        + ": this run was merged of several vantages; expected one that was seen from here");
            }
            Assignment list = targets.given()
                    ? ScanJob.assignment(targets.read(options.names, notes))
                    : new Assignment(earlier.answers().endpoints(), List.of());
            if (list.endpoints().isEmpty()) {
                throw new UserError("--before " + before + ": this run has no endpoints");
            }
            // what was asked then is asked now, or it could not be compared
            if ("suites".equals(earlier.header().options().get("depth"))) {
                options.usualDepth = Depth.SUITES;
            }
            Patience patience = Patience.DEFAULT.quicker(quicker).waiting(wait);
            options.patience = Optional.of(restartPending ? patience.untilDown() : patience);
            notes.note("waiting for " + list.endpoints().size()
                    + (list.endpoints().size() == 1 ? " service" : " services") + " to be steady, at most "
                    + wait.toSeconds() + " s; Ctrl-C ends the wait");
            options.shard = targets.shard();
            ScanJob job = new ScanJob(name, policy, options, out, notes);
            ChangeWindow window = new ChangeWindow(earlier.answers(), wait, out);
            return watch ? keptWatch(job, list, earlier, window) : job.run(list, window);
        }
    }

    private int keptWatch(ScanJob job, Assignment list, StoredRun earlier, ChangeWindow window)
            throws UserError, InterruptedException {
        if (rounds == 0 && every.compareTo(LEAST_EVERY) < 0) {
            throw new UserError(
                    "--every " + every.toMillis() + "ms: expected at least " + LEAST_EVERY.toSeconds() + "s");
        }
        Path folderOfMetrics =
                metrics.map(Path::toAbsolutePath).map(Path::getParent).orElse(Path.of("."));
        if (!Files.isDirectory(folderOfMetrics)) {
            throw new UserError("--metrics " + metrics.orElseThrow() + ": there is no folder " + folderOfMetrics);
        }
        options.report.also(Format.PROMETHEUS);
        FirstOfMany first = new FirstOfMany(
                window,
                folder -> new Vigil(
                        earlier.answers(),
                        metrics.orElse(folder.resolve(Format.PROMETHEUS.fileName())),
                        job.out(),
                        job.notes(),
                        new RunClock()::now));
        job.run(list, first);
        options.patience = Optional.empty();
        job.notes()
                .note("from now on everything is asked again every " + every.toSeconds()
                        + " s, and a line says what is not as it was; Ctrl-C ends it");
        return first.vigil().keep(name, job.policy(), options, list, every, rounds == 0 ? Long.MAX_VALUE : rounds);
    }
}
