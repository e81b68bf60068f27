package dev.extls.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The last lines of a terminal, written over again and again; what else is said goes above them. May be used by several threads.
 */
final class StatusLine {
    /** Nothing left of the line and of what stands below it: ECMA-48, section 8.3.39, ED. */
    private static final String ERASED = "\r\u001b[J";

    private static final int NARROW = 80;
    private static final int LOW = 24;

    private final PrintWriter err;
    private final int columns;
    private final int rows;
    private List<String> shown = List.of();

    private StatusLine(PrintWriter err, int columns, int rows) {
        this.err = err;
        this.columns = columns;
        this.rows = rows;
    }

    /** Where nobody watches it shows nothing. */
    static StatusLine on(PrintWriter err) {
        String terminal = Optional.ofNullable(System.getenv("TERM")).orElse("").toLowerCase(Locale.ROOT);
        boolean erasable = Console.watched() && !terminal.isEmpty() && !terminal.equals("dumb");
        return new StatusLine(err, erasable ? Console.columns(NARROW) : 0, Console.rows(LOW));
    }

    /** In so many columns and rows; none shows nothing. */
    static StatusLine of(PrintWriter err, int columns, int rows) {
        return new StatusLine(err, columns, rows);
    }

    boolean visible() {
        return columns > 0;
    }

    /** How many lines can be shown: one row stays free, or they would move up where something is said above them. */
    int most() {
        return Math.max(1, rows - 1);
    }

    /**
     * Shows lines in place of those that stand there, as many as there is room for. Their characters are one column wide. The last column
     * stays free: some terminals would go on to the next line.
     */
    synchronized void show(List<String> lines) {
        List<String> fitting = lines.stream().limit(most()).map(this::fitting).toList();
        if (visible() && !fitting.equals(shown)) {
            err.print(erased() + String.join("\n", fitting));
            err.flush();
            shown = fitting;
        }
    }

    private String fitting(String line) {
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    /** From the end of the lines back to their beginning: ECMA-48, section 8.3.22, CUU. */
    private String erased() {
        return shown.size() < 2 ? ERASED : "\r\u001b[" + (shown.size() - 1) + "A" + ERASED;
    }

    /** A line that stays, above these. */
    synchronized void above(String line) {
        if (shown.isEmpty()) {
            err.println(line);
        } else {
            err.print(erased());
            err.println(line);
            err.print(String.join("\n", shown));
            err.flush();
        }
    }

    /** Leaves nothing behind. */
    synchronized void clear() {
        if (!shown.isEmpty()) {
            err.print(erased());
            err.flush();
            shown = List.of();
        }
    }
}
