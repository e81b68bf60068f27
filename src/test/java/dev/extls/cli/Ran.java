package dev.extls.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/**
 * A command that has run in this JVM.
 *
 * @param exitCode what {@code Main} would end the JVM with
 * @param out its standard output
 * @param err its standard error
 */
record Ran(int exitCode, String out, String err) {
    /** Runs a command to its end; an argument may be a path, too. */
    static Ran of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.execute(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        return new Ran(exitCode, out.toString(), err.toString());
    }
}
