package dev.extls.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code extls scan}, run in this JVM with everything but its end.
 *
 * @param exitCode what the process would end with
 * @param output what went to standard output
 * @param errors what went to standard error
 */
public record CommandLineScan(int exitCode, String output, String errors) {
    /**
     * Runs the command to its end.
     *
     * @param arguments those behind {@code scan}
     * @return how it ended
     */
    public static CommandLineScan run(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("scan"));
        all.addAll(arguments);
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int exitCode =
                Main.execute(new PrintWriter(output, true), new PrintWriter(errors, true), all.toArray(String[]::new));
        return new CommandLineScan(exitCode, output.toString(), errors.toString());
    }
}
