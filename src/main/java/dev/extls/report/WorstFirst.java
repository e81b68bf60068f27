package dev.extls.report;

import dev.extls.verdict.Standing;
import dev.extls.verdict.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The order in which people read: the servers with the worst verdict first, the endpoints of one server side by side. */
final class WorstFirst {
    private WorstFirst() {}

    /** The places of the endpoints of a run in that order. */
    static List<Integer> of(List<Standing> endpoints) {
        Map<String, Verdict.State> worst = new HashMap<>();
        Map<String, Integer> places = new HashMap<>();
        for (Standing endpoint : endpoints) {
            worst.merge(endpoint.label(), endpoint.state(), WorstFirst::worse);
            places.putIfAbsent(endpoint.label(), places.size());
        }
        return IntStream.range(0, endpoints.size())
                .boxed()
                .sorted(Comparator.comparing(
                                (Integer place) -> worst.getOrDefault(
                                        endpoints.get(place).label(),
                                        endpoints.get(place).state()),
                                Comparator.reverseOrder())
                        .thenComparing(place ->
                                places.getOrDefault(endpoints.get(place).label(), 0)))
                .toList();
    }

    private static Verdict.State worse(Verdict.State one, Verdict.State other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
