package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The findings of a run, gathered endpoint by endpoint: the same statement about several endpoints of one server is one finding. Of each kind as
 * many are kept as a reader can use; the others are counted.
 */
final class GatheredFindings {
    /** More servers with the same trouble are a matter for a program, which finds it at each endpoint. */
    static final int KEPT_OF_A_KIND = 5000;

    private final Places places;
    private final Map<FindingKind, Map<List<Object>, List<Finding>>> alike = new EnumMap<>(FindingKind.class);
    private final Map<FindingKind, Integer> left = new EnumMap<>(FindingKind.class);
    private final Map<Advice, Integer> leftByAdvice = new LinkedHashMap<>();

    GatheredFindings(Places places) {
        this.places = places;
    }

    void add(JudgedEndpoint endpoint) {
        endpoint.findings().forEach(finding -> add(endpoint.label(), finding));
    }

    /** What is to be said of a pool as a whole, whose place stands for its endpoints. */
    void add(Finding ofPool) {
        add(ofPool.place(), ofPool);
    }

    private void add(String where, Finding finding) {
        Map<List<Object>, List<Finding>> ofKind = alike.computeIfAbsent(finding.kind(), kind -> new LinkedHashMap<>());
        List<Object> key = List.of(where, finding.statement(), finding.advice());
        if (ofKind.size() < KEPT_OF_A_KIND || ofKind.containsKey(key)) {
            ofKind.computeIfAbsent(key, first -> new ArrayList<>(1)).add(finding);
        } else {
            left.merge(finding.kind(), 1, Integer::sum);
            if (finding.advice().given()) {
                leftByAdvice.merge(finding.advice(), 1, Integer::sum);
            }
        }
    }

    /** Worst first. */
    List<Finding> worstFirst() {
        return alike.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .map(this::merged)
                .toList();
    }

    /** How many findings at single endpoints are not among them. */
    Map<FindingKind, Integer> left() {
        return left;
    }

    /** What is to be done, each step once, in the order of the findings. */
    List<NextStep> nextSteps() {
        Map<Advice, Set<String>> where = new LinkedHashMap<>();
        for (Finding finding : worstFirst()) {
            if (finding.advice().given()) {
                where.computeIfAbsent(finding.advice(), advice -> new LinkedHashSet<>())
                        .add(finding.place());
            }
        }
        leftByAdvice.keySet().forEach(advice -> where.computeIfAbsent(advice, unseen -> new LinkedHashSet<>()));
        return where.entrySet().stream()
                .map(entry -> new NextStep(
                        entry.getKey(), List.copyOf(entry.getValue()), leftByAdvice.getOrDefault(entry.getKey(), 0)))
                .toList();
    }

    private Finding merged(List<Finding> same) {
        if (same.size() == 1) {
            return same.get(0);
        }
        Finding first = same.get(0);
        List<Endpoint> endpoints =
                same.stream().flatMap(finding -> finding.endpoints().stream()).toList();
        Set<String> evidence = new LinkedHashSet<>();
        same.forEach(finding -> evidence.addAll(finding.evidence()));
        return new Finding(
                first.kind(),
                endpoints,
                places.place(endpoints),
                first.statement(),
                first.advice(),
                List.copyOf(evidence));
    }
}
