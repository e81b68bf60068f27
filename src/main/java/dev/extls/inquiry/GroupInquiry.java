package dev.extls.inquiry;

import dev.extls.inquiry.GroupReplies.Grounds;
import dev.extls.inquiry.GroupReplies.Refused;
import dev.extls.inquiry.GroupReplies.Surroundings;
import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which key-exchange groups does an endpoint accept in each version that it speaks, and whose order decides? To be asked when {@link SuiteInquiry} has
 * nothing more to ask, on the same observations.
 *
 * <p>Per {@link GroupExchange}, elimination: every hello offers the same accepted suites and lists the groups that were not chosen yet.
 *
 * <ol>
 *   <li>All groups, without what was chosen, until the rest is refused: a connection for each accepted group and one more.
 *   <li>The rest in its {@linkplain GroupExchange#parts parts}, side by side; each group alone where a part hides one.
 *   <li>The chosen groups in reversed order ({@link GroupOrder}), which is also the control after closes.
 * </ol>
 *
 * <p>So a well-behaved server costs its accepted groups and four connections in TLS 1.3, its accepted curves and four to six in an earlier version.
 * Its finite fields cost nothing there where it answers a DHE suite with a prime of its own, else the accepted ones and two connections.
 */
public final class GroupInquiry implements Inquiry {
    /** How many connections may ask for the groups of one exchange. */
    static final int CONNECTIONS_AT_MOST = 100;

    /** How often closes or other alerts are asked for again, and how often the control is made. */
    private static final int REPEATED_AT_MOST = 2;

    private final List<String> alpn;
    private Remembered remembered = new Remembered(List.of(), List.of());

    /**
     * For one endpoint.
     *
     * @param alpn protocol names to offer, or empty
     */
    public GroupInquiry(List<String> alpn) {
        this.alpn = List.copyOf(alpn);
    }

    /**
     * What is asked about follows from versions and suites, which are known by now.
     *
     * @param others the observations that asked for something else than groups
     * @param exchanges those of all versions, latest first
     */
    private record Remembered(List<Observation> others, List<OfExchange> exchanges) {}

    /** What follows for one exchange. An inquiry asks after every connection, and most connections concern one exchange. */
    private final class OfExchange {
        private final GroupExchange exchange;
        private final List<Observation> others;
        private Optional<Grounds> grounds = Optional.empty();
        private List<Step> steps = List.of();

        private OfExchange(GroupExchange exchange, List<Observation> seen) {
            this.exchange = exchange;
            others = Grounds.others(exchange, seen);
        }

        private List<Step> steps(Surroundings surroundings) {
            Grounds now = Grounds.of(exchange, others, surroundings);
            if (grounds.filter(now::same).isEmpty()) {
                grounds = Optional.of(now);
                steps = GroupInquiry.this.steps(GroupReplies.of(now));
            }
            return steps;
        }
    }

    @Override
    public Question question() {
        return Question.GROUPS;
    }

    @Override
    public List<Offer> next(List<Observation> seen) {
        List<Step> steps = steps(seen);
        List<Offer> first = whereAnswersDoNotMatter(steps);
        return first.isEmpty() ? steps.stream().map(Step::offer).toList() : first;
    }

    /** Each exchange goes on by itself, but for what is to be closed. */
    @Override
    public List<Offer> beside(List<Observation> seen, List<Offer> underWay) {
        return UnderWay.beyond(whereAnswersDoNotMatter(steps(seen)), underWay);
    }

    /**
     * What to offer.
     *
     * @param late whether it was closed, or stood in a list that was: a close tells most where no connection is answered beside it, so it is offered
     *     after all else
     */
    private record Step(Offer offer, boolean late) {}

    private List<Step> steps(List<Observation> seen) {
        Surroundings surroundings = Surroundings.of(seen);
        return exchanges(surroundings.seen()).stream()
                .flatMap(exchange -> exchange.steps(surroundings).stream())
                .toList();
    }

    private List<Step> steps(GroupReplies replies) {
        return lists(replies).stream()
                .map(list -> {
                    Offer offer = replies.exchange().offer(list, replies.shares(), alpn);
                    return new Step(offer, closedBefore(offer, replies) || partOfWhatWasClosed(list, replies));
                })
                .toList();
    }

    private List<OfExchange> exchanges(List<Observation> seen) {
        List<Observation> others = VersionLaw.matching(seen, one -> one.question() != Question.GROUPS);
        if (!SuiteMemory.identical(others, remembered.others)) {
            remembered = new Remembered(
                    others,
                    Arrays.stream(ProtocolVersion.values())
                            .sorted(Comparator.reverseOrder())
                            .flatMap(version -> GroupExchange.of(version, others).stream())
                            .map(exchange -> new OfExchange(exchange, others))
                            .toList());
        }
        return remembered.exchanges;
    }

    private static List<Offer> whereAnswersDoNotMatter(List<Step> steps) {
        return steps.stream().filter(step -> !step.late()).map(Step::offer).toList();
    }

    private static boolean closedBefore(Offer offer, GroupReplies replies) {
        return replies.asked().stream()
                .anyMatch(one -> VersionLaw.closesAtHello(one) && one.offer().equals(offer));
    }

    private static boolean partOfWhatWasClosed(List<NamedGroup> list, GroupReplies replies) {
        return Collections.disjoint(list, replies.compared())
                && replies.asked().stream()
                        .anyMatch(one -> VersionLaw.closesAtHello(one)
                                && new HashSet<>(one.offer().groups()).containsAll(list));
    }

    /** The lists to offer now. */
    private static List<List<NamedGroup>> lists(GroupReplies replies) {
        int left = CONNECTIONS_AT_MOST - replies.connections();
        if (left <= 0 || replies.givenUp().isPresent()) {
            return List.of();
        }
        GroupStanding standing = GroupStanding.of(replies);
        List<List<NamedGroup>> lists = new ArrayList<>(confirmation(standing));
        lists.addAll(rest(standing).map(List::of).orElseGet(() -> parts(standing)));
        lists = lists.stream().distinct().toList();
        if (lists.isEmpty()) {
            lists = order(replies).or(() -> control(standing)).stream().toList();
        }
        return lists.stream().limit(left).toList();
    }

    /** What one hello chose where chance plays a part is asked for alone, until it is chosen again. */
    private static List<List<NamedGroup>> confirmation(GroupStanding standing) {
        GroupReplies replies = standing.replies();
        return replies.doubted().stream()
                .filter(replies.exchange().known()::contains)
                .map(group -> Stream.concat(Stream.of(group), standing.neededBeside().stream())
                        .distinct()
                        .toList())
                .filter(list -> Chance.toConfirm(replies.asked(list), VersionLaw::refusesSuites))
                .toList();
    }

    /** Everything that was not chosen yet, unless it was refused as a whole. */
    private static Optional<List<NamedGroup>> rest(GroupStanding standing) {
        GroupReplies replies = standing.replies();
        List<NamedGroup> rest = replies.left();
        if (standing.refused().containsAll(rest)) {
            return Optional.empty();
        }
        return replies.refusedWithin(rest, replies.exchange().known())
                ? behindTheCertificate(standing, rest)
                : Optional.of(rest);
    }

    /** The same with the curve of the certificate behind it, as long as the lack of that may be what was refused. */
    private static Optional<List<NamedGroup>> behindTheCertificate(GroupStanding standing, List<NamedGroup> rest) {
        Set<NamedGroup> anchors = standing.replies().exchange().anchors();
        if (anchors.isEmpty() || !rest.stream().allMatch(standing::heldBackByTheCertificate)) {
            return Optional.empty();
        }
        List<NamedGroup> anchored = new ArrayList<>(rest);
        anchored.removeAll(anchors);
        anchored.addAll(anchors);
        return standing.replies().asked(anchored).isEmpty() ? Optional.of(anchored) : Optional.empty();
    }

    private static List<List<NamedGroup>> parts(GroupStanding standing) {
        GroupReplies replies = standing.replies();
        List<NamedGroup> open = open(standing);
        if (open.stream().allMatch(standing::heldBackByTheCertificate)) {
            return List.of();
        }
        List<NamedGroup> beside = standing.neededBeside();
        List<List<NamedGroup>> ranges = standing.doubtful()
                ? open.stream().map(List::of).toList()
                : replies.exchange().parts(replies.shares());
        List<List<NamedGroup>> lists = new ArrayList<>();
        for (List<NamedGroup> range : ranges) {
            List<NamedGroup> list = range.stream().filter(open::contains).toList();
            List<NamedGroup> listed =
                    Stream.concat(list.stream(), beside.stream()).distinct().toList();
            List<NamedGroup> within =
                    Stream.concat(range.stream(), beside.stream()).toList();
            if (!list.isEmpty() && missing(standing, listed, within)) {
                lists.add(listed);
            }
        }
        return lists;
    }

    private static List<NamedGroup> open(GroupStanding standing) {
        return standing.replies().left().stream()
                .filter(group -> !standing.refused().contains(group))
                .toList();
    }

    /** Whether the refusal of a list within its range has not been seen often enough. */
    private static boolean missing(GroupStanding standing, List<NamedGroup> list, List<NamedGroup> range) {
        GroupReplies replies = standing.replies();
        if (replies.chance()) {
            int closes = replies.closesNeeded() == Closes.NEVER ? 0 : replies.closesNeeded();
            List<Refused> refused = replies.refusals().stream()
                    .filter(refusal -> refusal.groups().containsAll(list) && range.containsAll(refusal.groups()))
                    .toList();
            return replies.asked(list).size() < closes + Chance.ASKS && !standing.enough(refused);
        }
        if (!replies.refusedWithin(list, range)) {
            return replies.asked(list).size() < REPEATED_AT_MOST;
        }
        List<Refused> lists = replies.refusals().stream()
                .filter(refusal -> refusal.groups().containsAll(list))
                .toList();
        return standing.tooLittle(lists)
                && replies.asked(list).size() <= REPEATED_AT_MOST
                && !replies.compared().isEmpty();
    }

    private static Optional<List<NamedGroup>> order(GroupReplies replies) {
        return GroupOrder.list(replies).filter(list -> GroupOrder.open(replies, list));
    }

    /** What must follow closes and odd alerts: the same list with a group that is accepted in front. */
    private static Optional<List<NamedGroup>> control(GroupStanding standing) {
        List<NamedGroup> lacking =
                open(standing).stream().filter(standing::lacksControl).toList();
        if (lacking.isEmpty()) {
            return Optional.empty();
        }
        GroupReplies replies = standing.replies();
        List<NamedGroup> list =
                new ArrayList<>(replies.compared().stream().limit(1).toList());
        list.addAll(lacking);
        int most = replies.chance() ? Chance.ASKS : REPEATED_AT_MOST;
        return replies.asked(list).size() < most ? Optional.of(list) : Optional.empty();
    }
}
