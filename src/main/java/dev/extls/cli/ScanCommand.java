package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.journal.Assignment;
import dev.extls.policy.Policy;
import dev.extls.report.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code extls scan}. */
@Command(
        name = ScanCommand.NAME,
        mixinStandardHelpOptions = true,
        description = "Scans endpoints and judges what was seen: which TLS versions does each of them negotiate?",
        footerHeading = "%nExamples:%n",
        footer = {
            "  extls scan ex01.contoso.test                        SMTP, HTTPS, IMAPS and POP3S",
            "  extls scan smtp://ex01.contoso.test imaps://ex01:993",
            "  extls scan https://mail.contoso.test@10.0.0.11      there, with that name in SNI",
            "  extls scan -f targets/servers.yaml --name before",
            "  cat servers.txt | extls scan -f -",
            "  extls scan --resume reports/20260601T080000Z-before",
            "  extls scan --mx contoso.test --autodiscover contoso.test --resolver 10.0.0.53"
        })
final class ScanCommand implements Callable<Integer> {
    /** What the command is called. */
    static final String NAME = "scan";

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "What this run is called. Default: ${DEFAULT-VALUE}")
    private String name = "scan";

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description =
                    "What to judge by: a policy file, or one of those that extls policy lists. Default: ${DEFAULT-VALUE}")
    private String policyName = "tls12-enabled";

    @Option(
            names = "--plan",
            description =
                    "Show the endpoints, the connections expected and an estimate of the time, and connect to nothing.")
    private boolean plan;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description =
                    "Go on with the run in this folder, which was killed, interrupted or out of time, without asking again what is"
                            + " answered. Its targets and options hold, as far as no others are given; what would make it another"
                            + " run is a mistake.")
    private Optional<Path> resume = Optional.empty();

    @Mixin
    private ScanOptions options = new ScanOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * The command that some arguments mean, if they need no reading: {@code scan}, and targets without any option. Picocli would take
     * longer to find the same than hellos take to be answered.
     */
    static Optional<ScanCommand> ofTargetsOnly(String... arguments) {
        List<String> named = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        // picocli reads the arguments in a file for @FILE
        if (named.isEmpty()
                || !arguments[0].equals(NAME)
                || named.stream().anyMatch(it -> it.isEmpty() || it.startsWith("-") || it.startsWith("@"))) {
            return Optional.empty();
        }
        ScanCommand command = new ScanCommand();
        command.targets = TargetOptions.of(named);
        return Optional.of(command);
    }

    /** Puts the report there instead. */
    ScanCommand into(Path folder) {
        options.report.output = folder;
        return this;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Notes notes = new Notes(spec.commandLine().getErr(), options.quiet);
        ParseResult given = spec.commandLine().getParseResult();
        if (resume.isEmpty()) {
            options.remembered = Remembered.of(given);
            return scan(out, notes);
        }
        Resumption resumption = Resumption.of(resume.get());
        return resumption.command(given).goOn(resumption, out, notes);
    }

    /** The same of a command that picocli has not read. */
    int runUnread(PrintWriter out, PrintWriter err) throws UserError, IOException {
        return scan(out, new Notes(err, options.quiet));
    }

    private int scan(PrintWriter out, Notes notes) throws UserError, IOException {
        checkNames();
        Policy policy = PolicyInput.read(policyName, notes);
        Expanded list = targets.read(options.names, notes);
        if (plan) {
            return PlanPaper.print(
                    out,
                    list,
                    targets.byDomain(),
                    options.depth(policy),
                    options.nodes.sampling(),
                    options.pacing(),
                    options.deadlines());
        }
        options.shard = targets.shard();
        return new ScanJob(name, policy, options, out, notes).run(ScanJob.assignment(list));
    }

    /** Goes on with a run; this is the command of then with what is told now. */
    private int goOn(Resumption resumption, PrintWriter out, Notes notes) throws UserError {
        checkNames();
        if (plan) {
            throw new UserError("--plan, --resume: expected one of the two");
        }
        Policy policy = PolicyInput.read(policyName, notes);
        options.shard = targets.shard();
        options.resume = Optional.of(resumption.folder());
        Map<String, String> now = options.recorded(policy);
        now.put("name", name);
        now.put("vantage", options.vantage(name));
        resumption.compare(now, notes);
        Assignment assignment = targets.given()
                ? resumption.assignment(targets.read(options.names, notes))
                : resumption.assignment(notes);
        return new ScanJob(name, policy, options, out, notes).run(assignment);
    }

    private void checkNames() throws UserError {
        Optional<String> problem = RunFolder.problemOf(name);
        if (problem.isPresent()) {
            throw new UserError("--name " + name + ": " + problem.get());
        }
        options.vantage(name);
    }
}
