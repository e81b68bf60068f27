package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.endpoint.Merged;
import dev.extls.report.Escaped;
import dev.extls.target.Problem;
import java.io.PrintWriter;

/**
 * What is said on standard error.
 *
 * @param err where
 * @param quiet whether only mistakes are said
 */
record Notes(PrintWriter err, boolean quiet) {
    private static final int LONGEST = 1000;

    /** Mistakes in the lists, which are always said, and what was named twice. */
    void mistakes(Expanded list) {
        list.problems().stream().map(Problem::sentence).forEach(this::mistake);
        list.merged().stream().map(Merged::sentence).forEach(this::note);
    }

    void mistake(String sentence) {
        err.println("extls: " + Escaped.forTerminal(sentence, LONGEST, Console.unicode()));
    }

    void note(String sentence) {
        if (!quiet) {
            err.println("extls: " + Escaped.forTerminal(sentence, LONGEST, Console.unicode()));
        }
    }
}
