package dev.extls.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/**
 * The last line of a terminal, written over again and again; what else is said goes above it. May be used by several threads.
 */
final class StatusLine {
    /** To the first column, and nothing left of what stood there: ECMA-48, section 8.3.41, EL. */
    private static final String ERASED = "\r\u001b[K";

    private static final int NARROW = 80;

    private final PrintWriter err;
    private final int columns;
    private String shown = "";

    private StatusLine(PrintWriter err, int columns) {
        this.err = err;
        this.columns = columns;
    }

    /** Where nobody watches it shows nothing. */
    static StatusLine on(PrintWriter err) {
        String terminal = Optional.ofNullable(System.getenv("TERM")).orElse("").toLowerCase(Locale.ROOT);
        boolean erasable = Console.watched() && !terminal.isEmpty() && !terminal.equals("dumb");
        return new StatusLine(err, erasable ? Console.columns(NARROW) : 0);
    }

    /** One of so many columns; none shows nothing. */
    static StatusLine of(PrintWriter err, int columns) {
        return new StatusLine(err, columns);
    }

    boolean visible() {
        return columns > 0;
    }

    /** Shows a text of printable ASCII in place of what stands there. The last column stays free: some terminals would go on to the next line. */
    synchronized void show(String text) {
        String fitting = text.length() < columns ? text : text.substring(0, Math.max(0, columns - 1));
        if (visible() && !fitting.equals(shown)) {
            shown = fitting;
            err.print(ERASED + fitting);
            err.flush();
        }
    }

    /** A line that stays, above this one. */
    synchronized void above(String line) {
        if (shown.isEmpty()) {
            err.println(line);
        } else {
            err.print(ERASED);
            err.println(line);
            err.print(shown);
            err.flush();
        }
    }

    /** Leaves nothing behind. */
    synchronized void clear() {
        if (!shown.isEmpty()) {
            shown = "";
            err.print(ERASED);
            err.flush();
        }
    }
}
