package dev.extls.cli;

import dev.extls.endpoint.Shard;
import dev.extls.observation.MergedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What parts of a list no run of a merge has scanned. */
final class Gaps {
    private static final int MOST_NAMED = 20;

    private Gaps() {}

    /** A sentence for each vantage and number of parts. */
    static List<String> of(List<MergedRun> runs) {
        Map<String, Map<Integer, Set<Integer>>> byVantage = new TreeMap<>();
        for (MergedRun run : runs) {
            Shard.of(run.shard())
                    .ifPresent(shard -> byVantage
                            .computeIfAbsent(run.vantage(), first -> new TreeMap<>())
                            .computeIfAbsent(shard.of(), first -> new TreeSet<>())
                            .add(shard.number()));
        }
        List<String> gaps = new ArrayList<>();
        byVantage.forEach((vantage, byNumber) -> byNumber.forEach((of, there) -> {
            List<Integer> missing = IntStream.rangeClosed(1, of)
                    .filter(number -> !there.contains(number))
                    .boxed()
                    .toList();
            if (!missing.isEmpty()) {
                gaps.add(sentence(missing, of, vantage));
            }
        }));
        return gaps;
    }

    private static String sentence(List<Integer> missing, int of, String vantage) {
        String named = missing.stream()
                .limit(MOST_NAMED)
                .map(number -> number + "/" + of)
                .collect(Collectors.joining(", "));
        return missing.size() + " of " + of + " parts of the list "
                + (missing.size() == 1 ? "is" : "are") + " missing from " + vantage + ": " + named
                + (missing.size() > MOST_NAMED ? ", ..." : "") + "; what is in them was not looked at";
    }
}
