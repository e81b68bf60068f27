package dev.extls.cli;

import dev.extls.policy.Policy;
import dev.extls.report.RunFolder;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Judgement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code extls judge}. */
@Command(
        name = JudgeCommand.NAME,
        mixinStandardHelpOptions = true,
        description = "Judges a stored run again, by another policy or at another time, without a connection.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  extls judge reports/20260601T080000Z-before --policy exchange-recommended",
            "  extls judge reports/20260601T080000Z-before/observations.jsonl --at 2027-01-01T00:00:00Z"
        })
final class JudgeCommand implements Callable<Integer> {
    /** What the command is called. */
    static final String NAME = "judge";

    @Parameters(paramLabel = "RUN", description = "The folder of a run, or its observations.jsonl.")
    private String run = "";

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description =
                    "What to judge by: a policy file, or one of those that extls policy lists. Default: ${DEFAULT-VALUE}")
    private String policyName = "tls12-enabled";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "When certificates and waivers have to be valid. Default: the end of the run.")
    private Optional<Instant> at = Optional.empty();

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
        Policy policy = PolicyInput.read(policyName, notes);
        try (StoredRun stored = StoredRun.read(run, notes)) {
            Judged judged = Judgement.of(stored.answers(), policy, at.orElseGet(stored::ended));
            String name = stored.header().runName();
            // a journal may come from anywhere, and its name becomes part of a file name
            Path folder = RunFolder.create(
                    report.output,
                    stored.header().started(),
                    RunFolder.problemOf(name).isEmpty() ? name : NAME);
            JudgedRun.report(stored, JudgedRun.facts(stored, folder), judged, report, folder, out);
            return judged.exitCode().number();
        } catch (IOException e) {
            throw new UserError("cannot write to " + report.output + ": " + FileTrouble.of(e));
        } catch (UncheckedIOException e) {
            throw new UserError(
                    "cannot read the run " + run + " again: " + FileTrouble.of(Objects.requireNonNull(e.getCause())));
        }
    }
}
