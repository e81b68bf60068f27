package dev.extls.inquiry;

import dev.extls.inquiry.CrossedRefusals.Once;
import dev.extls.observation.Identity;
import dev.extls.observation.Observation;
import dev.extls.tls.CipherSuite;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The suites of one version behind an address where {@link Unlike} nodes answer. A choice says what some node accepts, a refusal what some node does
 * not; which node it was, nobody knows.
 *
 * <p>So each suite is asked for alone, some times in a row: accepted always, every node accepts it; refused once, some node does not. And two
 * suites that some node refuses are offered together: if that is refused as well, the same node refuses both, else each accepts one of them. That
 * tells two kinds of nodes apart, and what each accepts.
 *
 * @param replies what was seen of the version
 */
record UnlikeSuites(SuiteReplies replies) {
    /** In how many hellos both kinds are counted. */
    static final int TELLING_ASKS = 12;

    private static final int NAMES_AT_MOST = 4;

    /** Who accepts a suite that was chosen. */
    enum Whose {
        EVERY_NODE,
        SOME_NODES,
        OPEN
    }

    Whose whose(CipherSuite suite) {
        return whose(List.of(suite));
    }

    private Whose whose(List<CipherSuite> list) {
        List<Observation> asked = replies.asked(list);
        if (refused(asked)) {
            return Whose.SOME_NODES;
        }
        long chosen = asked.stream().filter(this::chose).count();
        return chosen >= VersionLaw.ASKS_OF_UNLIKE_NODES ? Whose.EVERY_NODE : Whose.OPEN;
    }

    /** By an alert or a lower version once, or by a close twice where lists are refused by closes; where chance plays a part, by alerts twice. */
    private boolean refused(List<Observation> asked) {
        return asked.stream()
                                .filter(one -> SuiteReplies.refuses(replies.version(), one))
                                .count()
                        >= (replies.chance() ? Chance.TWICE : 1)
                || (!replies.chance()
                        && Unlike.closesRefuse(replies.asked())
                        && asked.stream().filter(VersionLaw::closesAtHello).count() > 1);
    }

    private boolean chose(Observation one) {
        return SuiteReplies.chose(replies.version(), one);
    }

    /** The suites that were chosen here and refused there, one of which alone tells two kinds of nodes apart. */
    Optional<CipherSuite> telling() {
        return replies.accepted().stream()
                .filter(suite -> whose(suite) == Whose.SOME_NODES)
                .filter(suite -> replies.asked(List.of(suite)).stream().anyMatch(this::chose))
                .findFirst();
    }

    /** The next hello that helps to tell the nodes apart in suites that were refused somewhere; empty at the end. */
    Optional<List<CipherSuite>> apart() {
        Optional<List<CipherSuite>> alone = refusedSomewhere().stream()
                .filter(suite -> whose(suite) == Whose.OPEN && !exhausted(List.of(suite)))
                .map(List::of)
                .findFirst();
        return alone.or(this::untilChosen)
                .or(this::together)
                .or(() -> telling().map(List::of).filter(one -> !exhausted(one)));
    }

    /** A suite that was refused alone, as long as none of them was chosen alone as well. */
    private Optional<List<CipherSuite>> untilChosen() {
        return telling().isPresent()
                ? Optional.empty()
                : replies.accepted().stream()
                        .filter(suite -> whose(suite) == Whose.SOME_NODES && !exhausted(List.of(suite)))
                        .map(List::of)
                        .findFirst();
    }

    /** The next hello that shows whether every node accepts a suite; empty at the end. */
    Optional<List<CipherSuite>> everyNode() {
        return replies.accepted().stream()
                .filter(suite -> whose(suite) == Whose.OPEN && !exhausted(List.of(suite)))
                .map(List::of)
                .findFirst();
    }

    private Optional<List<CipherSuite>> together() {
        return telling()
                .flatMap(first -> replies.accepted().stream()
                        .filter(suite -> !suite.equals(first) && whose(suite) == Whose.SOME_NODES)
                        .map(suite -> List.of(first, suite))
                        .filter(pair -> whose(pair) == Whose.OPEN && !exhausted(pair))
                        .findFirst());
    }

    private boolean exhausted(List<CipherSuite> list) {
        return replies.asked(list).size() >= TELLING_ASKS;
    }

    private Set<CipherSuite> refusedSomewhere() {
        Set<CipherSuite> refused = new LinkedHashSet<>(replies.accepted());
        Set<CipherSuite> offered = new LinkedHashSet<>();
        replies.once().stream().map(Once::suites).forEach(offered::addAll);
        refused.retainAll(offered);
        return refused;
    }

    /** Two kinds, or none where they cannot be told apart. */
    List<SuiteKind> kinds() {
        return telling().map(this::kinds).orElse(List.of());
    }

    private List<SuiteKind> kinds(CipherSuite first) {
        Set<CipherSuite> every = new LinkedHashSet<>();
        Set<CipherSuite> likeFirst = new LinkedHashSet<>();
        Set<CipherSuite> likeOther = new LinkedHashSet<>();
        for (CipherSuite suite : replies.believed()) {
            switch (whose(suite)) {
                case EVERY_NODE -> every.add(suite);
                case SOME_NODES -> {
                    Whose pair = suite.equals(first) ? Whose.SOME_NODES : whose(List.of(first, suite));
                    switch (pair) {
                        case SOME_NODES -> likeFirst.add(suite);
                        case EVERY_NODE -> likeOther.add(suite);
                        case OPEN -> {
                            // not known of which kind
                        }
                    }
                }
                case OPEN -> {
                    // not known whether every node accepts it
                }
            }
        }
        List<Observation> chosen =
                replies.asked(List.of(first)).stream().filter(this::chose).toList();
        List<Observation> refused = replies.asked(List.of(first)).stream()
                .filter(one -> SuiteReplies.refuses(replies.version(), one) || VersionLaw.closesAtHello(one))
                .toList();
        int all = chosen.size() + refused.size();
        return chosen.isEmpty() || refused.isEmpty()
                ? List.of()
                : List.of(
                        kind(chosen, all, every, likeFirst, likeOther),
                        kind(refused, all, every, likeOther, likeFirst));
    }

    private SuiteKind kind(
            List<Observation> answers,
            int of,
            Collection<CipherSuite> every,
            Collection<CipherSuite> own,
            Collection<CipherSuite> others) {
        return new SuiteKind(
                answers.size(),
                of,
                replies.believed().stream()
                        .filter(suite -> every.contains(suite) || own.contains(suite))
                        .toList(),
                List.copyOf(others),
                replies.believed().stream()
                        .filter(suite -> !every.contains(suite) && !own.contains(suite) && !others.contains(suite))
                        .toList(),
                answers.stream()
                        .flatMap(one -> Identity.of(one).map(Identity::name).stream())
                        .filter(name -> !name.isBlank())
                        .distinct()
                        .limit(NAMES_AT_MOST)
                        .toList());
    }

    /** The suites that every node refuses: in lists of one part of which none was chosen, each refused so often that every one of some nodes was met. */
    Set<CipherSuite> refusedByEveryNode() {
        Set<CipherSuite> refused = new LinkedHashSet<>();
        replies.unanswered().forEach((suites, asked) -> {
            boolean onePart = suites.stream().map(SuiteFamily::part).distinct().count() == 1;
            long refusals = asked.stream()
                    .filter(one -> SuiteReplies.refuses(replies.version(), one)
                            || (!replies.chance() && VersionLaw.closesAtHello(one)))
                    .count();
            if (onePart
                    && refusals >= VersionLaw.ASKS_OF_UNLIKE_NODES
                    && suites.stream().noneMatch(replies.accepted()::contains)) {
                refused.addAll(suites);
            }
        });
        return refused;
    }
}
