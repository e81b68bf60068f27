package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.net.NettyProber;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code extls train}: the command {@code scan} as a user gives it, against a few servers of the lab, leaving nothing behind, so that
 * the launcher can archive the classes that a scan loads.
 */
@Command(
        name = TrainCommand.NAME,
        hidden = true,
        description = "Scans a part of the lab and forgets it; the launcher archives the loaded classes.")
final class TrainCommand implements Callable<Integer> {
    /** What the command is called. */
    static final String NAME = "train";

    /** Servers of the demo list with every service, old and new versions, every way to refuse, and trouble. */
    private static final Set<String> LESSONS = Set.of(
            "ex10a.contoso.test",
            "ex16b.contoso.test",
            "ex19b.contoso.test",
            "ex16e.contoso.test",
            "ex16g.contoso.test");

    /** One of them, few enough endpoints for hellos to go first. */
    private static final Set<String> PLAIN_LESSONS = Set.of("ex19b.contoso.test");

    @Override
    public Integer call() throws Exception {
        // as before a terminal
        System.setProperty("extls.columns", "100");
        System.setProperty("extls.watched", "true");
        NettyProber.prepare();
        Path folder = Files.createTempDirectory("extls-train");
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        try (LabProcess lab = LabProcess.start(LabFarm.DEMO)) {
            Path list = folder.resolve("list.yaml");
            Files.writeString(list, "targets: [\"https://127.0.0.1:1\"]\n");
            Path runs = folder.resolve("runs");
            List<String> arguments = new ArrayList<>(
                    List.of("scan", "-o", runs.toString(), "--tls-timeout", "5s", "-f", list.toString()));
            List<String> plain = new ArrayList<>(List.of("scan"));
            for (Endpoint endpoint : lab.endpoints().endpoints()) {
                if (LESSONS.contains(endpoint.serverName())) {
                    arguments.add(endpoint.target());
                }
                if (PLAIN_LESSONS.contains(endpoint.serverName())) {
                    plain.add(endpoint.target());
                }
            }
            Main.execute(nowhere, nowhere, arguments.toArray(String[]::new));
            ScanCommand.ofTargetsOnly(plain.toArray(String[]::new))
                    .orElseThrow()
                    .into(runs)
                    .runUnread(nowhere, nowhere);
            return 0;
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
