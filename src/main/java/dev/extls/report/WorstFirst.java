package dev.extls.report;

import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order in which people read: the servers with the worst verdict first, the endpoints of one server side by side. */
final class WorstFirst {
    private WorstFirst() {}

    static List<JudgedEndpoint> of(List<JudgedEndpoint> endpoints) {
        Map<String, Verdict.State> worst = new HashMap<>();
        Map<String, Integer> places = new HashMap<>();
        for (JudgedEndpoint endpoint : endpoints) {
            worst.merge(endpoint.label(), endpoint.state(), WorstFirst::worse);
            places.putIfAbsent(endpoint.label(), places.size());
        }
        return endpoints.stream()
                .sorted(Comparator.comparing(
                                (JudgedEndpoint one) -> worst.getOrDefault(one.label(), one.state()),
                                Comparator.reverseOrder())
                        .thenComparing(one -> places.getOrDefault(one.label(), 0)))
                .toList();
    }

    private static Verdict.State worse(Verdict.State one, Verdict.State other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
