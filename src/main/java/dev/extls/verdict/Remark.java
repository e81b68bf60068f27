package dev.extls.verdict;

import java.util.List;

/**
 * A finding at one endpoint, before the endpoint is put into words.
 *
 * @param kind what it is about
 * @param statement what was seen, without full stop
 * @param advice the next step
 * @param evidence ids of the observations
 */
record Remark(FindingKind kind, String statement, Advice advice, List<String> evidence) {
    Remark {
        evidence = List.copyOf(evidence);
    }

    Remark(FindingKind kind, String statement, List<String> evidence) {
        this(kind, statement, Advice.NONE, evidence);
    }
}
