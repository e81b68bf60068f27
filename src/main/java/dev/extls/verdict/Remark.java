package dev.extls.verdict;

import java.util.List;

/**
 * A finding at one endpoint, before the endpoint is put into words.
 *
 * @param kind what it is about
 * @param statement what was seen, without full stop
 * @param evidence ids of the observations
 */
record Remark(FindingKind kind, String statement, List<String> evidence) {
    Remark {
        evidence = List.copyOf(evidence);
    }
}
