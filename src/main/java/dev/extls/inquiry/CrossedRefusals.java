package dev.extls.inquiry;

import dev.extls.inquiry.SuiteReplies.Refused;
import dev.extls.observation.Observation;
import dev.extls.tls.CipherSuite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What two refusals of different lists show of the suites that stood in both.
 *
 * <p>A close can be chance, so a suite is refused by closes if it stood in two hellos that were closed, be they equal or not. And a suite of one list
 * that the server chooses and cannot do hides the others: what hides a suite that stood in two lists must have stood in both of them as well.
 */
final class CrossedRefusals {
    private CrossedRefusals() {}

    /**
     * A list that was refused once or more.
     *
     * @param suites its members that belong to the version
     * @param certain whether one refusal is enough: it was an alert, or the choice of a lower version
     * @param alone whether a close of it was {@linkplain Closes#alone alone}
     * @param evidence the observations that show it
     */
    record Once(Set<CipherSuite> suites, boolean certain, boolean alone, List<Observation> evidence) {
        boolean tellsWith(Once other) {
            return certain || other.certain || alone || other.alone;
        }
    }

    /** The refusals that follow from lists of which no suite is accepted. */
    static Collection<Refused> of(List<Once> clean) {
        Map<Set<CipherSuite>, Refused> crossed = new LinkedHashMap<>();
        for (int at = 0; at < clean.size(); at++) {
            for (Once other : clean.subList(at + 1, clean.size())) {
                Once one = clean.get(at);
                if (one.tellsWith(other)) {
                    common(one, other)
                            .ifPresent(suites -> crossed.putIfAbsent(
                                    suites, new Refused(suites, true, evidence(List.of(one, other)))));
                }
            }
        }
        Map<Set<CipherSuite>, Once> bySuites = new HashMap<>();
        clean.forEach(one -> bySuites.put(one.suites, one));
        clean.forEach(whole ->
                inHalves(whole, clean, bySuites).ifPresent(refused -> crossed.putIfAbsent(refused.suites(), refused)));
        return crossed.values();
    }

    /** What stood in both lists, if it is of one part, and whatever else a server may lack was needed in one of them only. */
    private static Optional<Set<CipherSuite>> common(Once one, Once other) {
        Set<CipherSuite> both = new HashSet<>(one.suites);
        both.retainAll(other.suites);
        if (both.isEmpty() || both.stream().map(SuiteFamily::part).distinct().count() > 1) {
            return Optional.empty();
        }
        Set<String> needs = needs(one.suites);
        needs.retainAll(needs(other.suites));
        return needs(both).containsAll(needs) ? Optional.of(both) : Optional.empty();
    }

    private static Set<String> needs(Set<CipherSuite> suites) {
        return suites.stream().map(suite -> SuiteFamily.of(suite).need()).collect(Collectors.toSet());
    }

    /** A list that was refused, and two parts of it that together are the list. */
    private static Optional<Refused> inHalves(Once whole, List<Once> clean, Map<Set<CipherSuite>, Once> bySuites) {
        for (Once half : clean) {
            if (half.suites.size() < whole.suites.size() && whole.suites.containsAll(half.suites)) {
                Set<CipherSuite> rest = new HashSet<>(whole.suites);
                rest.removeAll(half.suites);
                Once other = bySuites.get(rest);
                if (other != null && whole.tellsWith(half) && whole.tellsWith(other)) {
                    return Optional.of(new Refused(whole.suites, true, evidence(List.of(whole, half, other))));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Observation> evidence(List<Once> lists) {
        List<Observation> evidence = new ArrayList<>();
        lists.forEach(one -> evidence.addAll(one.evidence));
        return List.copyOf(evidence);
    }
}
