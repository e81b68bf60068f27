package dev.extls.inquiry;

import dev.extls.inquiry.SuiteReplies.Refused;
import dev.extls.observation.Observation;
import dev.extls.offer.KnownSuites;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What two refusals of different lists show of the suites that stood in both.
 *
 * <p>A close can be chance, so a suite is refused by closes if it stood in two hellos that were closed, be they equal or not. And a suite of one list
 * that the server chooses and cannot do hides the others: what hides a suite that stood in two lists must have stood in both of them as well.
 */
final class CrossedRefusals {
    /** Read off once: an inquiry asks after every connection. */
    private static final Map<ProtocolVersion, Index> INDICES = new ConcurrentHashMap<>();

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
    static Collection<Refused> of(ProtocolVersion version, List<Once> clean) {
        if (clean.size() < 2) {
            return List.of();
        }
        Index index = INDICES.computeIfAbsent(version, one -> new Index(KnownSuites.of(one)));
        List<BitSet> lists = clean.stream().map(one -> index.bits(one.suites)).toList();
        long[] needs = lists.stream().mapToLong(index::needs).toArray();
        Map<BitSet, Refused> crossed = new LinkedHashMap<>();
        for (int at = 0; at < clean.size(); at++) {
            Once one = clean.get(at);
            for (int beside = at + 1; beside < clean.size(); beside++) {
                Once other = clean.get(beside);
                BitSet both = (BitSet) lists.get(at).clone();
                both.and(lists.get(beside));
                if (one.tellsWith(other) && index.tell(both, needs[at] & needs[beside])) {
                    crossed.computeIfAbsent(
                            both, bits -> new Refused(index.suites(bits), true, evidence(List.of(one, other))));
                }
            }
        }
        for (int at = 0; at < clean.size(); at++) {
            if (!crossed.containsKey(lists.get(at))) {
                inHalves(at, clean, lists).ifPresent(refused -> crossed.put(index.bits(refused.suites()), refused));
            }
        }
        return crossed.values();
    }

    /** A list that was refused, and two parts of it that together are the list. */
    private static Optional<Refused> inHalves(int at, List<Once> clean, List<BitSet> lists) {
        Once whole = clean.get(at);
        for (int one = 0; one < clean.size(); one++) {
            Once half = clean.get(one);
            if (half.suites.size() >= whole.suites.size() || !whole.tellsWith(half)) {
                continue;
            }
            BitSet rest = (BitSet) lists.get(at).clone();
            rest.andNot(lists.get(one));
            boolean within = rest.cardinality() == whole.suites.size() - half.suites.size();
            int other = within ? lists.indexOf(rest) : -1;
            if (other >= 0 && whole.tellsWith(clean.get(other))) {
                return Optional.of(new Refused(whole.suites, true, evidence(List.of(whole, half, clean.get(other)))));
            }
        }
        return Optional.empty();
    }

    /** The suites of a version by place, with their parts and with what they need. */
    private static final class Index {
        private final List<CipherSuite> suites;
        private final Map<CipherSuite, Integer> places = new HashMap<>();
        private final List<String> parts;
        private final long[] needs;

        Index(List<CipherSuite> suites) {
            this.suites = suites;
            suites.forEach(suite -> places.put(suite, places.size()));
            parts = suites.stream().map(SuiteFamily::part).toList();
            List<String> needed = suites.stream()
                    .map(suite -> SuiteFamily.of(suite).need())
                    .distinct()
                    .toList();
            if (needed.size() > Long.SIZE) {
                throw new IllegalStateException(needed.size() + " needs");
            }
            needs = suites.stream()
                    .mapToLong(
                            suite -> 1L << needed.indexOf(SuiteFamily.of(suite).need()))
                    .toArray();
        }

        BitSet bits(Set<CipherSuite> list) {
            BitSet bits = new BitSet(suites.size());
            list.forEach(suite -> bits.set(Objects.requireNonNull(places.get(suite))));
            return bits;
        }

        Set<CipherSuite> suites(BitSet bits) {
            return bits.stream().mapToObj(suites::get).collect(Collectors.toCollection(LinkedHashSet::new));
        }

        long needs(BitSet bits) {
            return bits.stream().mapToLong(place -> needs[place]).reduce(0, (one, more) -> one | more);
        }

        /** Whether what stood in both lists is of one part, and whatever else a server may lack was needed in one of them only. */
        boolean tell(BitSet both, long neededInBoth) {
            int first = both.nextSetBit(0);
            if (first < 0) {
                return false;
            }
            String part = parts.get(first);
            for (int place = first; place >= 0; place = both.nextSetBit(place + 1)) {
                if (!parts.get(place).equals(part)) {
                    return false;
                }
            }
            return (neededInBoth & ~needs(both)) == 0;
        }
    }

    private static List<Observation> evidence(List<Once> lists) {
        List<Observation> evidence = new ArrayList<>();
        lists.forEach(one -> evidence.addAll(one.evidence));
        return List.copyOf(evidence);
    }
}
