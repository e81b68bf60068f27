package dev.extls.cli;

import dev.extls.net.RunClock;
import dev.extls.policy.Policy;
import dev.extls.report.RunFacts;
import dev.extls.report.RunFolder;
import dev.extls.verdict.ExitCode;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Judgement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code extls merge}. */
@Command(
        name = MergeCommand.NAME,
        mixinStandardHelpOptions = true,
        description = {
            "Joins stored runs into one, without a connection: the parts of a list that several machines scanned (scan --shard), or"
                    + " one list as it was seen from several places (scan --vantage).",
            "The merged run has a journal of its own, and can be judged, compared and merged again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  extls merge reports/part-1/* reports/part-2/* reports/part-3/* --name whole",
            "  extls merge --policy exchange-recommended reports/*-inside reports/*-outside"
        })
final class MergeCommand implements Callable<Integer> {
    /** What the command is called. */
    static final String NAME = "merge";

    @Parameters(
            paramLabel = "RUN",
            arity = "1..*",
            description = "The folders of the runs, or their observations.jsonl.")
    private List<String> runs = new ArrayList<>();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the merged run is called. Default: ${DEFAULT-VALUE}")
    private String name = "merged";

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description =
                    "What to judge by: a policy file, or one of those that extls policy lists. Default: ${DEFAULT-VALUE}")
    private String policyName = "tls12-enabled";

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(
            names = {"-q", "--quiet"},
            description = "No notes on standard error.")
    private boolean quiet;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError {
        PrintWriter out = spec.commandLine().getOut();
        Notes notes = new Notes(spec.commandLine().getErr(), quiet);
        Optional<String> problem = RunFolder.problemOf(name);
        if (problem.isPresent()) {
            throw new UserError("--name " + name + ": " + problem.get());
        }
        Policy policy = PolicyInput.read(policyName, notes);
        try (MergeJob job = MergeJob.open(runs, notes)) {
            Path folder = RunFolder.create(report.output, new RunClock().now(), name);
            job.write(folder.resolve(ScanJob.JOURNAL), name);
            try (StoredRun merged = StoredRun.read(folder.toString(), notes)) {
                RunFacts facts = JudgedRun.facts(merged, folder);
                Judged judged = Judgement.of(merged.answers(), policy, facts.ended());
                JudgedRun.report(merged, facts, judged, report, folder, out);
                facts.gaps().forEach(notes::mistake);
                return judged.exitCode() == ExitCode.EVERY_RULE_HOLDS && job.incomplete()
                        ? ExitCode.SOMETHING_UNKNOWN.number()
                        : judged.exitCode().number();
            }
        } catch (IOException e) {
            throw new UserError("cannot write to " + report.output + ": " + FileTrouble.of(e));
        } catch (UncheckedIOException e) {
            throw new UserError("cannot merge: " + FileTrouble.of(Objects.requireNonNull(e.getCause())));
        }
    }
}
