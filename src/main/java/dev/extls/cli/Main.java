package dev.extls.cli;

import dev.extls.net.NettyProber;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code extls}. */
@Command(
        name = "extls",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Proves on the wire which TLS versions Microsoft Exchange endpoints negotiate.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every rule of severity error holds, or is waived",
            "1:a rule of severity error fails",
            "2:usage or input",
            "3:nothing fails, but something stayed UNKNOWN",
            "70:a bug of extls",
            "130:interrupted; what was measured is written"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  extls demo",
            "  extls scan ex01.contoso.test ex02.contoso.test",
            "  extls targets targets/servers.yaml",
            "  extls scan -f targets/servers.yaml --name before"
        })
public final class Main implements Callable<Integer> {
    /** Usage or input. */
    static final int USAGE = 2;

    /** A bug of ours. */
    static final int BUG = 70;

    /** In the order in which the help names them. */
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put(ScanCommand.NAME, ScanCommand.class);
        COMMANDS.put(TargetsCommand.NAME, TargetsCommand.class);
        COMMANDS.put(JudgeCommand.NAME, JudgeCommand.class);
        COMMANDS.put(CompareCommand.NAME, CompareCommand.class);
        COMMANDS.put(MergeCommand.NAME, MergeCommand.class);
        COMMANDS.put(VerifyCommand.NAME, VerifyCommand.class);
        COMMANDS.put(PolicyCommand.NAME, PolicyCommand.class);
        COMMANDS.put(DemoCommand.NAME, DemoCommand.class);
        COMMANDS.put(LabCommand.NAME, LabCommand.class);
        COMMANDS.put(CompletionCommand.NAME, CompletionCommand.class);
        COMMANDS.put(TrainCommand.NAME, TrainCommand.class);
    }

    /** Picocli refuses less. */
    private static final int NARROWEST_HELP = 55;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    /**
     * Runs the command and ends the JVM.
     *
     * @param arguments of the command line
     */
    public static void main(String[] arguments) {
        // picocli would look for Groovy, and so read the names of all classes in the jar
        System.setProperty("picocli.disable.closures", "true");
        if (arguments.length > 1 && arguments[0].equals(ScanCommand.NAME)) {
            // while the arguments are read, which takes some time, too
            NettyProber.prepare();
        }
        PrintWriter out = new PrintWriter(System.out, true, Console.charset());
        PrintWriter err = new PrintWriter(System.err, true, Console.charset());
        int exitCode = execute(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /** Runs the command; everything but the end of the JVM. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        Optional<ScanCommand> plain = ScanCommand.ofTargetsOnly(arguments);
        if (plain.isPresent()) {
            try {
                return plain.get().runUnread(out, err);
            } catch (Exception fault) {
                return failed(fault, err);
            }
        }
        CommandLine line = new CommandLine(new Main());
        called(arguments).forEach(line::addSubcommand);
        return line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(Math.max(NARROWEST_HELP, Console.columns(100)))
                .setParameterExceptionHandler((mistake, all) -> mistyped(mistake))
                .setExecutionExceptionHandler((fault, command, parsed) -> failed(fault, command.getErr()))
                .execute(arguments);
    }

    /** The whole command, of which a manual tells. */
    static CommandLine withEveryCommand() {
        CommandLine line = new CommandLine(new Main());
        COMMANDS.values().forEach(line::addSubcommand);
        return line;
    }

    private static int failed(Exception fault, PrintWriter err) {
        if (fault instanceof UserError) {
            new Notes(err, false).mistake(String.valueOf(fault.getMessage()));
            return USAGE;
        }
        err.println("extls: this is a bug of extls, please report it:");
        fault.printStackTrace(err);
        return BUG;
    }

    /** Reading the options of a command takes tens of milliseconds: of the one that is called by name, else of all. */
    private static Collection<Class<?>> called(String[] arguments) {
        Class<?> command = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        return command == null || command == CompletionCommand.class ? COMMANDS.values() : List.of(command);
    }

    /** Without a command: says how to use it. */
    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        new Notes(err, false).mistake("a command is missing");
        spec.commandLine().usage(err);
        return USAGE;
    }

    /** The mistake and where help is: pages of help would push the mistake off the screen. */
    private static int mistyped(CommandLine.ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        Notes notes = new Notes(err, false);
        notes.mistake(String.valueOf(mistake.getMessage()));
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err);
        notes.mistake(command.getCommandSpec().qualifiedName() + " --help shows the options, and examples");
        return USAGE;
    }
}
