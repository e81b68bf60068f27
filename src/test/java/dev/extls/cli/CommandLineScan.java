package dev.extls.cli;

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
        Ran ran = Ran.of(all.toArray());
        return new CommandLineScan(ran.exitCode(), ran.out(), ran.err());
    }
}
