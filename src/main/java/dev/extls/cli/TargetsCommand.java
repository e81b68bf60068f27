package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.report.TargetListingJson;
import dev.extls.report.TargetTable;
import dev.extls.verdict.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code extls targets}. */
@Command(
        name = TargetsCommand.NAME,
        mixinStandardHelpOptions = true,
        description = "Checks lists of targets without connecting, and prints what they mean.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  extls targets targets/servers.yaml",
            "  extls targets before.csv after.csv --format json",
            "  cat servers.txt | extls targets -",
            "",
            "The exit code is 0 without a mistake, 3 when a part of the list cannot be understood, 2 when nothing can."
        })
final class TargetsCommand implements Callable<Integer> {
    /** What the command is called. */
    static final String NAME = "targets";

    private enum Format {
        TEXT,
        JSON
    }

    @Parameters(
            paramLabel = "FILE|TARGET",
            arity = "0..*",
            description = "A list, which is any file that exists, or - for standard input; else a target as in scan.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A list of targets, as in scan.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, or json for machines. Default: text")
    private Format format = Format.TEXT;

    @Option(
            names = {"-q", "--quiet"},
            description = "Do not name what is listed twice.")
    private boolean quiet;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError, IOException {
        List<String> targets = new ArrayList<>();
        List<String> lists = new ArrayList<>();
        for (String argument : arguments) {
            (TargetInput.isList(argument) ? lists : targets).add(argument);
        }
        lists.addAll(files);
        if (targets.isEmpty() && lists.isEmpty()) {
            throw new UserError("nothing to check: expected a FILE or a TARGET (extls targets --help shows examples)");
        }
        Expanded list = TargetInput.read(targets, lists, List.of());
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> {
                Notes notes = new Notes(spec.commandLine().getErr(), quiet);
                notes.mistakes(list, Integer.MAX_VALUE);
                TargetTable.print(out, Listings.of(list), List.of(), Console.style());
            }
            case JSON -> {
                StringWriter json = new StringWriter();
                TargetListingJson.write(json, Listings.of(list));
                out.println(json);
            }
        }
        out.flush();
        if (list.problems().isEmpty()) {
            return ExitCode.EVERY_RULE_HOLDS.number();
        }
        return list.endpoints().isEmpty() ? Main.USAGE : ExitCode.SOMETHING_UNKNOWN.number();
    }
}
