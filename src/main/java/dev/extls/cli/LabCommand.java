package dev.extls.cli;

import dev.extls.lab.Lab;
import dev.extls.lab.LabDoor;
import dev.extls.lab.LabSecurity;
import dev.extls.lab.LabServer;
import java.io.IOException;
import java.io.PrintWriter;
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
        footerHeading = "%nExample:%n",
        footer = {
            "  extls lab                               and, in another terminal:",
            "  extls scan -f targets/demo.yaml"
        })
final class LabCommand implements Callable<Integer> {
    /** What the command is called. */
    static final String NAME = "lab";

    /** Begins a line that tells a door to a machine: wished port, real port. */
    static final String DOOR = "door";

    /** The line after the last door. */
    static final String READY = "ready";

    @Option(names = "--free-ports", description = "Take any free ports instead of those of targets/demo.yaml.")
    private boolean freePorts;

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
        List<LabServer> servers = LabFarm.servers("demo.yaml", LabFarm.list());
        try (Lab lab = Lab.start(freePorts ? LabFarm.anywhere(servers) : servers)) {
            if (piped) {
                for (int door = 0; door < servers.size(); door++) {
                    out.println(DOOR + " " + servers.get(door).port() + " "
                            + lab.doors().get(door).port());
                }
                out.println(READY);
                untilEndOfInput();
            } else {
                out.println(Lab.notice());
                lab.doors().forEach(door -> out.println(line(door)));
                out.println("The lab is running; Ctrl-C ends it.");
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

    private static void untilEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // whoever started this process holds the other end, and says nothing
        }
    }
}
