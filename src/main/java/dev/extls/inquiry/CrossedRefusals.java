package dev.extls.inquiry;

import dev.extls.inquiry.SuiteReplies.Refused;
import dev.extls.observation.Observation;
import dev.extls.offer.KnownSuites;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What two refusals of different lists show of the suites that stood in both.
 *
 * <p>A close can be chance, so a suite is refused by closes if it stood in so many hellos that were closed as are {@linkplain Closes#needed needed}, two at
 * least, be they equal or not. And a suite of one list that the server chooses and cannot do hides the others: what hides a suite that stood in two lists must
 * have stood in both of them as well.
 */
final class CrossedRefusals {
    /** Read off once: an inquiry asks after every connection. */
    private static final Map<ProtocolVersion, Index> INDICES = new ConcurrentHashMap<>();

    private CrossedRefusals() {}

    /**
     * A list that was refused once or more.
     *
     * @param suites its members that belong to the version
     * @param fitting its refusals by an alert, or by the choice of a lower version
     * @param closes its closes, where closes may refuse
     * @param weight what these {@linkplain Closes#weight weigh}
     * @param alone whether a close of it was {@linkplain Closes#alone alone}
     */
    record Once(
            Set<CipherSuite> suites, List<Observation> fitting, List<Observation> closes, int weight, boolean alone) {
        List<Observation> evidence() {
            return fitting.isEmpty() ? closes : fitting;
        }

        /** Whether it was refused half as often as is needed, so that another list may do the rest. */
        boolean halfOf(int alertsNeeded, int closesNeeded) {
            return 2L * fitting.size() >= alertsNeeded || 2L * weight >= Closes.weight(closesNeeded);
        }

        /** Whether what stood in both was refused often enough. */
        boolean tellsWith(Once other, int alertsNeeded, int closesNeeded) {
            boolean refused = fitting.size() + other.fitting.size() >= alertsNeeded;
            boolean closed = weight + other.weight >= Closes.weight(closesNeeded) && (alone || other.alone);
            return refused || closed;
        }
    }

    /**
     * The refusals that follow from lists of which no suite is accepted.
     *
     * @param alertsNeeded so many alerts refuse a suite
     * @param closesNeeded or so many closes
     */
    static Collection<Refused> of(ProtocolVersion version, List<Once> clean, int alertsNeeded, int closesNeeded) {
        if (clean.size() < 2) {
            return List.of();
        }
        Index index = INDICES.computeIfAbsent(version, one -> new Index(KnownSuites.of(one)));
        List<SuiteSet> lists =
                clean.stream().map(one -> SuiteSet.of(one.suites)).toList();
        long[] needs = lists.stream().mapToLong(index::needs).toArray();
        Map<SuiteSet, Refused> crossed = new LinkedHashMap<>();
        for (int at = 0; at < clean.size(); at++) {
            Once one = clean.get(at);
            for (int beside = at + 1; beside < clean.size(); beside++) {
                Once other = clean.get(beside);
                SuiteSet both = lists.get(at).and(lists.get(beside));
                if (one.tellsWith(other, alertsNeeded, closesNeeded) && index.tell(both, needs[at] & needs[beside])) {
                    crossed.computeIfAbsent(both, suites -> new Refused(suites, true, evidence(List.of(one, other))));
                }
            }
        }
        for (int at = 0; at < clean.size(); at++) {
            if (!crossed.containsKey(lists.get(at))) {
                inHalves(at, clean, lists, alertsNeeded, closesNeeded)
                        .ifPresent(refused -> crossed.put(SuiteSet.of(refused.suites()), refused));
            }
        }
        return crossed.values();
    }

    /** A list that was refused, and two parts of it that together are the list. */
    private static Optional<Refused> inHalves(
            int at, List<Once> clean, List<SuiteSet> lists, int alertsNeeded, int closesNeeded) {
        Once whole = clean.get(at);
        for (int one = 0; one < clean.size(); one++) {
            Once half = clean.get(one);
            if (half.suites.size() >= whole.suites.size() || !whole.tellsWith(half, alertsNeeded, closesNeeded)) {
                continue;
            }
            SuiteSet rest = lists.get(at).without(lists.get(one));
            boolean within = rest.size() == whole.suites.size() - half.suites.size();
            int other = within ? lists.indexOf(rest) : -1;
            if (other >= 0 && whole.tellsWith(clean.get(other), alertsNeeded, closesNeeded)) {
                return Optional.of(new Refused(whole.suites, true, evidence(List.of(whole, half, clean.get(other)))));
            }
        }
        return Optional.empty();
    }

    /** The parts of a version's suites, and what they need, by their places. */
    private static final class Index {
        private final String[] parts = new String[SuiteSet.known()];
        private final long[] needs = new long[SuiteSet.known()];

        Index(List<CipherSuite> suites) {
            List<String> needed = suites.stream()
                    .map(suite -> SuiteFamily.of(suite).need())
                    .distinct()
                    .toList();
            if (needed.size() > Long.SIZE) {
                throw new IllegalStateException(needed.size() + " needs");
            }
            for (CipherSuite suite : suites) {
                parts[SuiteSet.place(suite)] = SuiteFamily.part(suite);
                needs[SuiteSet.place(suite)] =
                        1L << needed.indexOf(SuiteFamily.of(suite).need());
            }
        }

        long needs(SuiteSet list) {
            long all = 0;
            for (int place = list.next(0); place >= 0; place = list.next(place + 1)) {
                all |= needs[place];
            }
            return all;
        }

        /** Whether what stood in both lists is of one part, and whatever else a server may lack was needed in one of them only. */
        boolean tell(SuiteSet both, long neededInBoth) {
            int first = both.next(0);
            if (first < 0) {
                return false;
            }
            String part = parts[first];
            for (int place = first; place >= 0; place = both.next(place + 1)) {
                if (!parts[place].equals(part)) {
                    return false;
                }
            }
            return (neededInBoth & ~needs(both)) == 0;
        }
    }

    private static List<Observation> evidence(List<Once> lists) {
        List<Observation> evidence = new ArrayList<>();
        lists.forEach(one -> evidence.addAll(one.evidence()));
        return List.copyOf(evidence);
    }
}
