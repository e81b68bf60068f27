package dev.extls.cli;

import dev.extls.net.JvmSettings;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.target.TargetReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code extls train}: one scan of the lab that leaves nothing behind, so that the launcher can archive the classes a scan loads. */
@Command(
        name = "train",
        hidden = true,
        description = "Scans the lab once and forgets it; the launcher archives the loaded classes.")
final class TrainCommand implements Callable<Integer> {
    @Override
    public Integer call() throws UserError, IOException {
        JvmSettings.apply();
        Path folder = Files.createTempDirectory("extls-train");
        try (LabProcess lab = LabProcess.start()) {
            ScanOptions options = new ScanOptions();
            options.output = folder;
            options.perAddress = DemoCommand.LAB_CONNECTIONS;
            PrintWriter nowhere = new PrintWriter(new StringWriter());
            new ScanJob("train", BuiltInPolicies.TLS12_ENABLED, options, nowhere, new Notes(nowhere, true))
                    .run(lab.endpoints());
            TargetReader.readArguments(List.of("smtp://ex01.contoso.test"));
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
