package dev.extls.inquiry;

import dev.extls.inquiry.SuiteReplies.Refused;
import dev.extls.offer.KnownSuites;
import dev.extls.tls.CipherSuite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which refusals of lists stand for their members.
 *
 * <p>The law (section 2 of the design): some servers choose a suite that they cannot do and then refuse the whole list, so a refusal of a
 * mixed list proves nothing about its members. A refused list stands for each of its members if
 *
 * <ul>
 *   <li>it has one member; or
 *   <li>nothing shows that refusals hide anything in its families (no list with one of their members was refused of which a suite was accepted),
 *       and the list is one {@linkplain SuiteFamily#part part}: families that lack the same where they lack anything, or that hardly any server
 *       has; where another alert came in place of a refusal, one family; or
 *   <li>refusals do hide in its family, and the list either shares no member with a list that was seen to hide, or is one
 *       {@linkplain SuiteFamily#kin kin} and both its halves were refused as well: its parts agree.
 * </ul>
 *
 * <p>A list of which a member was accepted later stands for nothing.
 *
 * @param replies what was seen
 * @param fitting whether every refusal says "none of these"; some servers answer with alerts that refuse nothing
 * @param inDoubt the families that stood in lists that were seen to hide suites
 * @param standing the refused lists that stand
 */
record SuiteStanding(SuiteReplies replies, boolean fitting, Set<SuiteFamily> inDoubt, List<Refused> standing) {
    private static final Map<String, SuiteSet> PARTS = sets(SuiteFamily::part);

    private static final Map<SuiteFamily, SuiteSet> FAMILIES = sets(SuiteFamily::of);

    private static final Map<String, SuiteSet> KIN = sets(SuiteFamily::kin);

    static SuiteStanding of(SuiteReplies replies) {
        List<Refused> hiding = replies.refusals().stream()
                .filter(list -> !Collections.disjoint(list.suites(), replies.accepted())
                        && !replies.accepted().containsAll(list.suites()))
                .toList();
        List<Refused> clean = replies.refusals().stream()
                .filter(list -> Collections.disjoint(list.suites(), replies.accepted()))
                .toList();
        boolean fitting = replies.refusals().stream().allMatch(Refused::fits);
        Set<SuiteFamily> inDoubt = hiding.stream()
                .flatMap(list -> list.suites().stream())
                .map(SuiteFamily::of)
                .collect(Collectors.toSet());
        List<Refused> standing = new ArrayList<>();
        for (Refused list : clean) {
            boolean doubted = !inDoubt.isEmpty()
                    && list.suites().stream().map(SuiteFamily::of).anyMatch(inDoubt::contains);
            boolean whole = (fitting && !doubted) ? onePart(list) : oneFamily(list);
            if (list.suites().size() == 1 || (whole && (!doubted || agreed(list, hiding, clean)))) {
                standing.add(list);
            }
        }
        return new SuiteStanding(replies, fitting, inDoubt, standing);
    }

    /** Whether this server's refusals hide suites, or are answers that refuse nothing. */
    boolean doubtful() {
        return !fitting || !inDoubt.isEmpty();
    }

    private static boolean onePart(Refused list) {
        return same(list, PARTS, SuiteFamily::part);
    }

    private static boolean oneFamily(Refused list) {
        return same(list, FAMILIES, SuiteFamily::of);
    }

    private static boolean oneKin(Refused list) {
        return same(list, KIN, SuiteFamily::kin);
    }

    /** Whether what a list holds is all of one. */
    private static <K> boolean same(Refused list, Map<K, SuiteSet> sets, Function<CipherSuite, K> name) {
        return list.suites().isEmpty()
                || Objects.requireNonNull(sets.get(name.apply(first(list)))).containsAll(list.suites());
    }

    private static CipherSuite first(Refused list) {
        return list.suites().iterator().next();
    }

    /** Collected once: an inquiry asks after every connection. */
    private static <K> Map<K, SuiteSet> sets(Function<CipherSuite, K> name) {
        return KnownSuites.all().stream()
                .collect(Collectors.groupingBy(name, Collectors.collectingAndThen(Collectors.toList(), SuiteSet::of)));
    }

    private static boolean agreed(Refused list, List<Refused> hiding, List<Refused> clean) {
        boolean inDoubt = hiding.stream().anyMatch(mixed -> !Collections.disjoint(mixed.suites(), list.suites()));
        return !inDoubt || (oneKin(list) && bothHalves(list, clean));
    }

    /** Whether two parts that together are the list were refused in the same way. */
    private static boolean bothHalves(Refused list, List<Refused> clean) {
        return clean.stream()
                .filter(half -> half.fits() == list.fits()
                        && half.suites().size() < list.suites().size())
                .filter(half -> list.suites().containsAll(half.suites()))
                .anyMatch(half -> {
                    Set<CipherSuite> other = new HashSet<>(list.suites());
                    other.removeAll(half.suites());
                    return clean.stream()
                            .anyMatch(rest ->
                                    rest.fits() == list.fits() && rest.suites().equals(other));
                });
    }

    /** The suites that are refused: NO. */
    Set<CipherSuite> refused() {
        return members(standing.stream().filter(Refused::fits).toList());
    }

    /** The suites of which asking again would tell no more: refused, or answered by an alert that refuses nothing. */
    Set<CipherSuite> settled() {
        return members(standing);
    }

    private static Set<CipherSuite> members(List<Refused> lists) {
        return SuiteSet.inAny(lists.stream().map(Refused::suites).toList());
    }

    /** Known suites neither accepted nor settled, likely ones first. */
    List<CipherSuite> open() {
        Set<CipherSuite> settled = settled();
        return replies.known().stream()
                .filter(suite -> !replies.accepted().contains(suite) && !settled.contains(suite))
                .toList();
    }

    /** Names what a suite is asked together with: its kin if its family is in doubt, else its part, or its family where alerts refuse nothing. */
    String group(CipherSuite suite) {
        SuiteFamily family = SuiteFamily.of(suite);
        return inDoubt.contains(family)
                ? SuiteFamily.kin(suite)
                : fitting ? "part " + SuiteFamily.part(suite) : family.name();
    }
}
