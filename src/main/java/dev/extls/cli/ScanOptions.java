package dev.extls.cli;

import dev.extls.net.Deadlines;
import dev.extls.run.Depth;
import dev.extls.run.Limits;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that scans. */
final class ScanOptions {
    @Mixin
    ReportOptions report = new ReportOptions();

    @Mixin
    NameOptions names = new NameOptions();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Connections at once, over all addresses; two to one address. Default: ${DEFAULT-VALUE}")
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
            defaultValue = "versions",
            description = "What is asked of each endpoint: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    Depth depth = Depth.VERSIONS;

    /** Connections at once to one address; the demo, whose farm of servers is one address, sets it higher. */
    int perAddress = Limits.DEFAULT.perAddress();

    @Option(
            names = {"-q", "--quiet"},
            description = "No notes on standard error.")
    boolean quiet;

    Deadlines deadlines() {
        return new Deadlines(connectTimeout, greetingTimeout, Deadlines.DEFAULT.reply(), tlsTimeout);
    }

    Limits limits() throws UserError {
        if (concurrency < 1) {
            throw new UserError("--concurrency " + concurrency + ": expected a number of at least 1");
        }
        return new Limits(perAddress, concurrency, Limits.DEFAULT.handshakes());
    }

    /** For the journal: what the run was told. */
    Map<String, String> recorded() {
        Map<String, String> options = new TreeMap<>();
        options.put("depth", depth.name().toLowerCase(Locale.ROOT));
        options.put("concurrency", String.valueOf(concurrency));
        options.put("connect-timeout", connectTimeout.toString());
        options.put("greeting-timeout", greetingTimeout.toString());
        options.put("tls-timeout", tlsTimeout.toString());
        options.putAll(names.recorded());
        return options;
    }
}
