package dev.extls.cli;

import dev.extls.net.Conduct;
import dev.extls.net.Deadlines;
import dev.extls.policy.Policy;
import dev.extls.report.RunFolder;
import dev.extls.run.Depth;
import dev.extls.run.Limits;
import dev.extls.run.Pacing;
import dev.extls.run.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that scans. */
final class ScanOptions {
    @Mixin
    ReportOptions report = new ReportOptions();

    @Mixin
    NameOptions names = new NameOptions();

    @Mixin
    ApproachOptions approach = new ApproachOptions();

    @Mixin
    NodeOptions nodes = new NodeOptions();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Connections at once, over all addresses. Default: ${DEFAULT-VALUE}")
    int concurrency = Limits.DEFAULT.overall();

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "10s",
            description = "Until the TCP connection stands. Default: ${DEFAULT-VALUE}")
    Duration connectTimeout = Deadlines.DEFAULT.connect();

    @Option(
            names = "--greeting-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "35s",
            description = "Until the server's greeting is there. Default: ${DEFAULT-VALUE}")
    Duration greetingTimeout = Deadlines.DEFAULT.greeting();

    @Option(
            names = "--tls-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "10s",
            description = "From a hello to its answer, or to the end of a handshake. Default: ${DEFAULT-VALUE}")
    Duration tlsTimeout = Deadlines.DEFAULT.tls();

    @Option(
            names = "--depth",
            paramLabel = "DEPTH",
            converter = DepthConverter.class,
            completionCandidates = DepthConverter.class,
            description =
                    "What is asked of each endpoint: ${COMPLETION-CANDIDATES}. Default: versions, or suites where a rule of the"
                            + " policy is about more than versions")
    private Optional<Depth> depth = Optional.empty();

    @Option(
            names = "--hello-only",
            description =
                    "Finish no handshake: the fastest way through a long list, and a version is then selected at best, never"
                            + " confirmed.")
    boolean helloOnly;

    /** What is asked where neither the user nor the policy says more. */
    Depth usualDepth = Depth.VERSIONS;

    @ArgGroup
    private Temper temper = new Temper();

    @Option(
            names = "--back-off",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "60s",
            description =
                    "How long an address is left alone at least when a server there has enough of us (421, or a reset in place of"
                            + " the greeting), before it is tried again: three times in a row at most. Default: ${DEFAULT-VALUE}")
    Duration backOff = Pacing.DEFAULT.backOff();

    @Option(
            names = "--retries",
            paramLabel = "N",
            description =
                    "How often, at the end of the run, is asked again what stayed UNKNOWN for a reason that may pass: no answer, a"
                            + " timeout, a connection lost or refused in between. Default: ${DEFAULT-VALUE}")
    int retries = Pacing.DEFAULT.retries();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "When this much time is over nothing more is started, what is open ends, and the report is written; what was"
                            + " not asked is UNKNOWN. Default: no bound")
    private @Nullable Duration budget;

    /** Whose connections are counted together; the demo, whose farm of servers is one address, counts by door. */
    Pacing.LaneOf lane = Pacing.LaneOf.ADDRESS;

    /** The folder of the run that is gone on with. */
    Optional<Path> resume = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "No notes on standard error.")
    boolean quiet;

    @Option(
            names = "--vantage",
            paramLabel = "NAME",
            description =
                    "What the place is called from which this run looks: extls merge keeps places apart. Default: the run's name")
    private Optional<String> vantage = Optional.empty();

    /** How services are waited for before they are scanned; empty where nobody waits. */
    Optional<Patience> patience = Optional.empty();

    /** The part of the list that is scanned, {@code 3/8}; empty for all of it. */
    String shard = "";

    /** What of the command line is to be given again to go on with the run. */
    List<String> remembered = List.of();

    /** As asked for, else as deep as the policy needs. */
    Depth depth(Policy policy) {
        return depth.orElse(policy.beyondVersions() ? Depth.SUITES : usualDepth);
    }

    /** Whether it was not asked for and is more than usual. */
    boolean deeper(Policy policy) {
        return depth.isEmpty() && policy.beyondVersions();
    }

    /** How connections are made. */
    Conduct conduct() throws UserError {
        Conduct conduct = approach.conduct();
        return nodes.noHealthcheck ? conduct.withoutHealthcheck() : conduct;
    }

    Deadlines deadlines() {
        return new Deadlines(connectTimeout, greetingTimeout, Deadlines.DEFAULT.reply(), tlsTimeout);
    }

    Pacing pacing() throws UserError {
        if (concurrency < 1) {
            throw new UserError("--concurrency " + concurrency + ": expected a number of at least 1");
        }
        if (retries < 0) {
            throw new UserError("--retries " + retries + ": expected a number of at least 0");
        }
        return new Pacing(
                Limits.DEFAULT.overall(concurrency).perAddress(temper.perAddress()),
                lane,
                temper.gap(),
                backOff,
                retries,
                Pacing.DEFAULT.pause(),
                Optional.ofNullable(budget));
    }

    /** What the place is called from which a run looks. */
    String vantage(String runName) throws UserError {
        String name = vantage.orElse(runName);
        Optional<String> problem = RunFolder.problemOf(name);
        if (problem.isPresent()) {
            throw new UserError("--vantage " + name + ": " + problem.get());
        }
        return name;
    }

    /** To be given again, so that it stays as it is whatever the policy becomes. */
    static String depthArgument(Depth depth) {
        return "--depth=" + depth.name().toLowerCase(Locale.ROOT);
    }

    /** For the journal: what the run was told. */
    Map<String, String> recorded(Policy policy) throws UserError {
        Map<String, String> options = new TreeMap<>();
        options.put("depth", depth(policy).name().toLowerCase(Locale.ROOT));
        options.put("hello-only", String.valueOf(helloOnly));
        options.put("concurrency", String.valueOf(concurrency));
        options.put("connect-timeout", connectTimeout.toString());
        options.put("greeting-timeout", greetingTimeout.toString());
        options.put("tls-timeout", tlsTimeout.toString());
        options.put("shard", shard);
        options.put("policy", policy.name());
        options.putAll(names.recorded());
        options.putAll(approach.recorded());
        options.putAll(nodes.recorded());
        options.put("pace", temper.polite ? "polite" : temper.fast ? "fast" : "usual");
        options.put("back-off", backOff.toString());
        options.put("retries", String.valueOf(retries));
        options.put("budget", budget == null ? "" : budget.toString());
        return options;
    }

    /** How gently an address is treated: one of the two, or neither. */
    static final class Temper {
        /** A connection a second is less than what a mail client makes. */
        private static final Duration POLITE_GAP = Duration.ofSeconds(1);

        private static final int FAST_PER_ADDRESS = 4;

        @Option(
                names = "--polite",
                description =
                        "At least a second from the start of one connection to an address to the start of the next.")
        private boolean polite;

        @Option(
                names = "--fast",
                description =
                        "Four connections at a time to one address, all of its services together, in place of two.")
        private boolean fast;

        int perAddress() {
            return fast ? FAST_PER_ADDRESS : Limits.DEFAULT.perAddress();
        }

        Duration gap() {
            return polite ? POLITE_GAP : Duration.ZERO;
        }
    }
}
