package dev.extls.inquiry;

import dev.extls.tls.CipherSuite;
import java.util.List;

/**
 * One of two kinds of nodes behind one address that do not accept the same suites in one version. Every suite that some node accepts is in one of the three
 * lists.
 *
 * @param answers how often one hello that tells them apart was answered by this kind, 1 or more
 * @param of how often that hello was made
 * @param accepted what this kind accepts
 * @param refused what the other kind accepts and this one does not
 * @param unknown what some node accepts, and perhaps this kind
 * @param names how its nodes named themselves; hostile; empty where they did not
 */
public record SuiteKind(
        int answers,
        int of,
        List<CipherSuite> accepted,
        List<CipherSuite> refused,
        List<CipherSuite> unknown,
        List<String> names) {
    /** Checks and copies. */
    public SuiteKind {
        if (answers < 1 || of < answers) {
            throw new IllegalArgumentException(answers + " of " + of);
        }
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
        unknown = List.copyOf(unknown);
        names = List.copyOf(names);
    }
}
