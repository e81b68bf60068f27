package dev.extls.cli;

import dev.extls.lab.Lab;
import dev.extls.lab.LabDoor;
import dev.extls.lab.LabSecurity;
import dev.extls.lab.LabServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code extls lab}: a process of its own, so that its lax TLS settings never reach a scan. */
@Command(
        name = LabCommand.NAME,
        mixinStandardHelpOptions = true,
        description = "Runs the embedded lab, a farm of simulated Exchange servers on 127.0.0.1, until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  extls lab                               and, in another terminal:",
            "  extls scan -f targets/demo.yaml",
            "",
            "  extls lab --reboot                      and, in another terminal, before you press Enter in the first:",
            "  extls scan --name before -f targets/reboot.yaml",
            "  extls verify --before reports/20260601T080000Z-before"
        })
final class LabCommand implements Callable<Integer> {
    /** What the command is called. */
    static final String NAME = "lab";

    /** Begins a line that tells a door to a machine: wished port, real port. */
    static final String DOOR = "door";

    /** The line after the last door. */
    static final String READY = "ready";

    /** Begins a line from a machine that has the servers restarted: so many times as quick as real ones. */
    static final String RESTART = "restart";

    /** The line that says that a restart has begun. */
    static final String RESTARTED = "restarted";

    @Option(names = "--free-ports", description = "Take any free ports instead of those that the list names.")
    private boolean freePorts;

    @Option(
            names = "--reboot",
            description = "The servers of targets/reboot.yaml instead of targets/demo.yaml; Enter restarts them.")
    private boolean reboot;

    @Option(names = "--piped", hidden = true, description = "Speak to a machine, and end with standard input.")
    private boolean piped;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        LabSecurity.allowEverything();
        // what a peer does to the lab is no news to whoever watches it
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        PrintWriter out = spec.commandLine().getOut();
        List<LabServer> servers = (reboot ? LabFarm.REBOOT : LabFarm.DEMO).servers();
        try (Lab lab = Lab.start(freePorts ? LabFarm.anywhere(servers) : servers)) {
            if (piped) {
                for (int door = 0; door < servers.size(); door++) {
                    out.println(DOOR + " " + servers.get(door).port() + " "
                            + lab.doors().get(door).port());
                }
                out.println(READY);
                follow(lab, out);
            } else {
                out.println(Lab.notice());
                lab.doors().forEach(door -> out.println(line(door)));
                out.println("The lab is running; Ctrl-C ends it."
                        + (reboot ? " Enter restarts the servers, which takes six minutes." : ""));
                if (reboot) {
                    restartWithEachLine(lab, out);
                }
                new CountDownLatch(1).await();
            }
        }
        return 0;
    }

    private static String line(LabDoor door) {
        String where = door.server().service().scheme() + "://" + door.server().name() + "@127.0.0.1:" + door.port();
        String note = !door.open()
                ? ", not started"
                : door.displaced() ? ", since " + door.server().port() + " is taken" : "";
        return String.format("  %-56s %s%s", where, door.server().profile(), note);
    }

    /** Whoever started this process holds the other end: the lab ends with it. */
    private void follow(Lab lab, PrintWriter out) throws IOException {
        BufferedReader commands = input();
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            if (line.startsWith(RESTART + " ")) {
                restart(lab, Integer.parseInt(line.substring(RESTART.length() + 1)));
                out.println(RESTARTED);
            }
        }
    }

    private void restartWithEachLine(Lab lab, PrintWriter out) throws IOException {
        BufferedReader lines = input();
        while (lines.readLine() != null) {
            restart(lab, 1);
            out.println("The servers are restarted.");
        }
    }

    private void restart(Lab lab, int timesAsQuick) {
        Notes notes = new Notes(spec.commandLine().getErr(), false);
        lab.restart(timesAsQuick, trouble -> notes.mistake("the lab cannot play on: " + trouble.getMessage()));
    }

    private static BufferedReader input() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
}
