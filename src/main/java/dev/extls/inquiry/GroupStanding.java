package dev.extls.inquiry;

import dev.extls.inquiry.GroupExchange.Kind;
import dev.extls.inquiry.GroupReplies.Manner;
import dev.extls.inquiry.GroupReplies.Refused;
import dev.extls.observation.Question;
import dev.extls.offer.KeyShares;
import dev.extls.offer.KnownGroups;
import dev.extls.tls.NamedGroup;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which groups of one exchange are refused.
 *
 * <p>A refused list of which no member was ever chosen stands for each of its members if
 *
 * <ul>
 *   <li>it has one member, or nothing shows that this server's refusals hide groups and the list is one {@linkplain GroupExchange#parts part};
 *   <li>and nothing else in the hello can have been refused: the certificate has its curve among those listed, or was used without; in TLS 1.3 the hello
 *       has a share of the group, or the server has shown that it asks for a share;
 *   <li>and it was refused {@linkplain Manner#PLAIN plainly}, twice where another list that held the group was refused in an {@linkplain Manner#ODD odd}
 *       manner; or twice in one such manner, by the same alert or by closes (three where alerts are the rule, or anything was amiss), all between two
 *       hellos that were answered; of closes one at least while no other connection was answered, as some servers serve one and close the others. A server
 *       refuses in one way, and the other may be chance.
 * </ul>
 *
 * <p>Where connections fail {@linkplain Chance by chance} a list must be refused twice, or closed so often as chance would {@linkplain Closes#unlikely
 * hardly} close it.
 *
 * <p>A list that was {@linkplain Manner#IGNORED ignored} stands for each of its members.
 *
 * <p>Where the certificate needs its curve in every hello and the server follows the client's order, a group is refused too if the server chose that
 * curve, listed last, over it.
 *
 * @param replies what was seen
 * @param doubtful whether a list was refused of which a member was chosen elsewhere
 * @param refused the groups that are refused: NO
 */
record GroupStanding(GroupReplies replies, boolean doubtful, Set<NamedGroup> refused) {
    private static final int TWICE = 2;

    static GroupStanding of(GroupReplies replies) {
        GroupStanding unread = new GroupStanding(replies, hides(replies), Set.of());
        Set<NamedGroup> refused = new LinkedHashSet<>();
        Set<NamedGroup> listed = replies.refusals().stream()
                .flatMap(list -> list.groups().stream())
                .collect(Collectors.toSet());
        for (NamedGroup group : replies.exchange().known()) {
            boolean asked =
                    listed.contains(group) || !replies.exchange().anchors().isEmpty();
            if (asked && !replies.accepted().contains(group) && unread.refuses(group)) {
                refused.add(group);
            }
        }
        return new GroupStanding(replies, unread.doubtful, refused);
    }

    private static boolean hides(GroupReplies replies) {
        return askedAndRefused(replies)
                .filter(list -> !replies.chance() || refusedTwice(replies, list))
                .anyMatch(list -> !Collections.disjoint(list.groups(), replies.compared())
                        && !replies.compared().containsAll(list.groups()));
    }

    private static boolean refusedTwice(GroupReplies replies, Refused list) {
        return replies.refusals().stream()
                        .filter(same -> same.groups().equals(list.groups())
                                && same.manner() == list.manner()
                                && !VersionLaw.closesAtHello(same.observation()))
                        .count()
                >= Chance.TWICE;
    }

    /** The refusals of this question that cannot be about anything but groups. */
    static Stream<Refused> askedAndRefused(GroupReplies replies) {
        GroupStanding unread = new GroupStanding(replies, false, Set.of());
        return replies.refusals().stream()
                .filter(list -> list.observation().question() == Question.GROUPS)
                .filter(list -> !list.groups().isEmpty() && unread.certificateUsable(list.groups()));
    }

    private boolean refuses(NamedGroup group) {
        List<Refused> lists = telling(group);
        boolean narrow = lists.stream().anyMatch(this::narrow);
        boolean plain = replies.chance()
                ? times(lists, Manner.IGNORED) >= Chance.TWICE || (narrow && times(lists, Manner.PLAIN) >= Chance.TWICE)
                : times(lists, Manner.IGNORED) > 0 || plainly(lists);
        List<Refused> odd = lists.stream()
                .filter(list -> list.manner() == Manner.ODD && replies.betweenChoices(list.observation()))
                .toList();
        return plain || (narrow && often(odd)) || (!replies.chance() && passedOver(group));
    }

    private boolean plainly(List<Refused> lists) {
        int needed = times(lists, Manner.ODD) > 0 ? TWICE : 1;
        return times(lists, Manner.PLAIN) >= needed
                && lists.stream().anyMatch(list -> list.manner() == Manner.PLAIN && narrow(list));
    }

    private static long times(List<Refused> lists, Manner manner) {
        return lists.stream().filter(list -> list.manner() == manner).count();
    }

    /** Closes, or alerts of one kind. */
    private boolean often(List<Refused> odd) {
        List<Refused> closes = odd.stream().filter(GroupStanding::closed).toList();
        return mostAlike(odd) >= (replies.chance() ? Chance.TWICE + 1 : TWICE)
                || (closes.size() >= replies.closesNeeded() && closes.stream().anyMatch(Refused::alone));
    }

    private static boolean closed(Refused list) {
        return VersionLaw.closesAtHello(list.observation());
    }

    /** How often the alert that was sent most was sent. */
    private static long mostAlike(List<Refused> odd) {
        return odd.stream()
                .filter(list -> !closed(list))
                .collect(Collectors.groupingBy(list -> list.observation().outcome(), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** Whether lists, some of them refused in an odd manner, say too little together: once, or once in this and once in that manner. */
    boolean tooLittle(List<Refused> lists) {
        List<Refused> odd =
                lists.stream().filter(list -> list.manner() == Manner.ODD).toList();
        return !odd.isEmpty() && times(lists, Manner.IGNORED) == 0 && times(lists, Manner.PLAIN) < TWICE && !often(odd);
    }

    /** Whether lists were refused as often as they must be, wherever a choice stands between them. */
    boolean enough(List<Refused> lists) {
        return times(lists, Manner.IGNORED) >= Chance.TWICE
                || times(lists, Manner.PLAIN) >= Chance.TWICE
                || often(lists.stream()
                        .filter(list -> list.manner() == Manner.ODD)
                        .toList());
    }

    /** The refused lists that say something about a group. */
    private List<Refused> telling(NamedGroup group) {
        return replies.refusals().stream()
                .filter(list -> list.groups().contains(group))
                .filter(list -> Collections.disjoint(list.groups(), replies.accepted()))
                .filter(list -> certificateUsable(list.groups()) && shareWanted(group))
                .toList();
    }

    /** Whether the list is so narrow that its refusal is one of each of its members. */
    private boolean narrow(Refused list) {
        Set<NamedGroup> asked = new HashSet<>(list.groups());
        asked.removeAll(replies.exchange().anchors());
        return asked.size() <= 1 || (!doubtful && GroupExchange.samePart(asked, replies.shares()));
    }

    /** Up to TLS 1.2 an ECDSA certificate is of no use to a client that does not list its curve. */
    private boolean certificateUsable(Set<NamedGroup> listed) {
        GroupExchange exchange = replies.exchange();
        return !exchange.anchored()
                || usedWithoutAnchor()
                || (!exchange.anchors().isEmpty() && listed.containsAll(exchange.anchors()));
    }

    /** The curves that a list must have beside what it asks; one that was accepted would be chosen. */
    List<NamedGroup> neededBeside() {
        return usedWithoutAnchor()
                ? List.of()
                : replies.exchange().anchors().stream()
                        .filter(anchor -> !replies.accepted().contains(anchor))
                        .toList();
    }

    private boolean usedWithoutAnchor() {
        Set<NamedGroup> anchors = replies.exchange().anchors();
        return !anchors.isEmpty()
                && replies.asked().stream()
                        .filter(one -> replies.chosenBy(one).isPresent())
                        .anyMatch(one -> Collections.disjoint(one.offer().groups(), anchors));
    }

    private boolean shareWanted(NamedGroup group) {
        return replies.exchange().kind() != Kind.ANY
                || replies.asksForShares()
                || (replies.shares() == KeyShares.EVERY_CURVE && KnownGroups.WITH_MADE_UP_SHARE.contains(group));
    }

    private boolean passedOver(NamedGroup group) {
        Set<NamedGroup> anchors = replies.exchange().anchors();
        return !anchors.isEmpty()
                && GroupOrder.read(replies) == ServerOrder.CLIENT
                && replies.asked().stream().anyMatch(one -> {
                    List<NamedGroup> listed = one.offer().groups();
                    Optional<NamedGroup> choice = replies.chosenBy(one).filter(anchors::contains);
                    return choice.isPresent()
                            && listed.contains(group)
                            && listed.indexOf(group) < listed.indexOf(choice.get());
                });
    }

    /** Whether nothing but the lack of a certificate's curve in the hellos stands between a group and its answer. */
    boolean heldBackByTheCertificate(NamedGroup group) {
        List<Refused> lists = replies.refusals().stream()
                .filter(list -> list.groups().contains(group))
                .toList();
        return !refused.contains(group)
                && !lists.isEmpty()
                && lists.stream().noneMatch(list -> certificateUsable(list.groups()));
    }

    /** Whether closes or other alerts have been seen as often as they must be, and only a choice after them is missing. */
    boolean lacksControl(NamedGroup group) {
        if (replies.chance()) {
            return !refused.contains(group) && !replies.compared().isEmpty() && enough(telling(group));
        }
        return !refused.contains(group) && !replies.compared().isEmpty() && times(telling(group), Manner.ODD) >= TWICE;
    }
}
