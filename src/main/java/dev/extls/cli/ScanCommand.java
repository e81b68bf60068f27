package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.net.JvmSettings;
import dev.extls.policy.Policy;
import dev.extls.report.RunFolder;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Mixin
    private ScanOptions options = new ScanOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JvmSettings.apply();
        PrintWriter err = spec.commandLine().getErr();
        Optional<String> nameProblem = RunFolder.problemOf(name);
        if (nameProblem.isPresent()) {
            throw new UserError("--name " + name + ": " + nameProblem.get());
        }
        Notes notes = new Notes(err, options.quiet);
        Policy policy = PolicyInput.read(policyName, notes);
        Expanded list = targets.read(options.names, notes);
        if (plan) {
            PrintWriter out = spec.commandLine().getOut();
            return PlanPaper.print(
                    out, list, targets.byDomain(), options.depth(policy), options.pacing(), options.deadlines());
        }
        return new ScanJob(name, policy, options, spec.commandLine().getOut(), notes).run(list);
    }
}
