package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.lab.Lab;
import dev.extls.net.JvmSettings;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.run.Depth;
import dev.extls.run.Pacing;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code extls demo}. */
@Command(
        name = DemoCommand.NAME,
        mixinStandardHelpOptions = true,
        description = "Starts the embedded lab of simulated Exchange servers, scans it and writes the report.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  extls demo",
            "  extls demo -o /tmp/reports",
            "  extls demo --reboot                     a change window in a minute: before, the restart, and what became of it",
            "",
            "The exit code is 0 when the demo ran: that some of its servers fail is its story, not its failure."
        })
final class DemoCommand implements Callable<Integer> {
    /** What the command is called. */
    static final String NAME = "demo";

    /** The lab's server that has enough of us never changes its mind: it is not waited for as a real one would be. */
    private static final Duration LAB_BACK_OFF = Duration.ofMillis(200);

    @Option(
            names = "--reboot",
            description =
                    "Tells a change window instead: servers are scanned, restarted and verified, with time running quicker than"
                            + " at real ones.")
    private boolean reboot;

    /** How much quicker than real servers those of the change window are. */
    @Option(names = "--quicker", hidden = true, description = "How many times as quick the change window runs.")
    private int quicker = 10;

    @Mixin
    private ScanOptions options = new ScanOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError, IOException {
        JvmSettings.apply();
        PrintWriter out = spec.commandLine().getOut();
        Notes notes = new Notes(spec.commandLine().getErr(), options.quiet);
        if (quicker < 1) {
            throw new UserError("--quicker " + quicker + ": expected a number of at least 1");
        }
        notes.note("starting the lab");
        // the many servers of the lab share one address
        options.lane = Pacing.LaneOf.DOOR;
        options.backOff = LAB_BACK_OFF;
        options.retries = 0;
        try (LabProcess lab = LabProcess.start(reboot ? LabFarm.REBOOT : LabFarm.DEMO)) {
            notes.note(Lab.notice());
            Expanded expanded = lab.endpoints();
            notes.mistakes(expanded);
            if (reboot) {
                new RebootStory(options, out, notes, quicker).play(lab, ScanJob.assignment(expanded));
                return 0;
            }
            options.usualDepth = Depth.SUITES;
            new ScanJob("demo", BuiltInPolicies.TLS12_ENABLED, options, out, notes).run(ScanJob.assignment(expanded));
            return 0;
        }
    }
}
