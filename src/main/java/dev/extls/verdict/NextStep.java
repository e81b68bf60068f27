package dev.extls.verdict;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One thing to do, with everything that it is for.
 *
 * @param advice what to do
 * @param places the servers and doors, such as {@code ex01.contoso.test (SMTP 25, HTTPS 443)}, each once
 */
public record NextStep(Advice advice, List<String> places) {
    /** Copies. */
    public NextStep {
        places = List.copyOf(places);
    }

    /**
     * The first few places, and how many more.
     *
     * @return in words; server names are the user's, so hostile
     */
    public String somePlaces() {
        return Words.some(places);
    }

    static List<NextStep> of(List<Finding> findings) {
        Map<Advice, Set<String>> places = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (finding.advice().given()) {
                places.computeIfAbsent(finding.advice(), advice -> new LinkedHashSet<>())
                        .add(finding.place());
            }
        }
        return places.entrySet().stream()
                .map(entry -> new NextStep(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }
}
