package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.endpoint.Merged;
import dev.extls.report.Escaped;
import dev.extls.written.Problem;
import java.io.PrintWriter;

/**
 * What is said on standard error.
 *
 * @param err where
 * @param quiet whether only mistakes are said
 * @param status the line below
 */
record Notes(PrintWriter err, boolean quiet, StatusLine status) {
    private static final int LONGEST = 1000;
    private static final int MOST_NAMED_TWICE = 20;

    Notes(PrintWriter err, boolean quiet) {
        this(err, quiet, StatusLine.on(err));
    }

    /** Whether somebody watches, who is shown what changes. */
    boolean watched() {
        return status.visible() && !quiet;
    }

    /** Mistakes in the lists, which are always said, and what was named twice, which a scan need not tell whole. */
    void mistakes(Expanded list) {
        mistakes(list, MOST_NAMED_TWICE);
    }

    /** Mistakes in the lists, and some of what was named twice. */
    void mistakes(Expanded list, int mostNamedTwice) {
        list.problems().stream().map(Problem::sentence).forEach(this::mistake);
        list.merged().stream().limit(mostNamedTwice).map(Merged::sentence).forEach(this::note);
        int more = list.merged().size() - mostNamedTwice;
        if (more > 0) {
            note("and " + more + " more are named again; extls targets names them all");
        }
    }

    void mistake(String sentence) {
        say(sentence);
    }

    void note(String sentence) {
        if (!quiet) {
            say(sentence);
        }
    }

    private void say(String sentence) {
        status.above("extls: " + Escaped.forTerminal(sentence, LONGEST, Console.unicode()));
    }
}
