package dev.extls.inquiry;

import dev.extls.inquiry.GroupExchange.Kind;
import dev.extls.inquiry.GroupReplies.Manner;
import dev.extls.inquiry.GroupReplies.Refused;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The law of groups: what the outcomes on one endpoint say about every known group of one version.
 *
 * <ul>
 *   <li>Accepted: a ServerHello, a HelloRetryRequest or a ServerKeyExchange named it in this version.
 *   <li>Refused: it stood in a refused list that {@linkplain GroupStanding stands} for it; or every suite that exchanges such groups was refused.
 *   <li>Where connections fail {@linkplain Chance by chance}, accepted only if it was named twice or in a finished handshake.
 *   <li>Unknown: all others, with the reason; and whatever was refused where {@link Unlike} nodes answer, as another may accept it.
 * </ul>
 *
 * <p>Alerts: RFC 8446 section 4.1.1 and RFC 7919 section 4 name handshake_failure and insufficient_security for a hello without a common group. Some
 * stacks send others (SunJSSE unexpected_message and internal_error), or close: the same of these counts that was seen twice between two hellos that were
 * answered.
 */
public final class GroupLaw {
    private GroupLaw() {}

    /**
     * The answer that the observations of one endpoint give for the groups of one version.
     *
     * @param version TLS 1.0 or later, spoken by the endpoint
     * @param observations all of the endpoint, any order
     * @return the answer
     */
    public static GroupAnswers answer(ProtocolVersion version, List<Observation> observations) {
        return answer(version, observations, () -> SuiteLaw.answer(version, observations));
    }

    /** The same where the answer for the suites may be at hand. */
    static GroupAnswers answer(ProtocolVersion version, List<Observation> observations, Supplier<SuiteAnswers> suites) {
        List<Observation> seen = VersionLaw.inOrder(observations);
        List<GroupReplies> exchanges = GroupExchange.of(version, seen).stream()
                .map(exchange -> GroupReplies.of(exchange, seen))
                .toList();
        Set<NamedGroup> accepted = new LinkedHashSet<>();
        List<NamedGroup> unknown = new ArrayList<>();
        List<String> why = new ArrayList<>();
        int refused = 0;
        boolean unlike = Unlike.nodesBeyondChance(
                seen.stream().filter(one -> one.question() == Question.VERSIONS).toList());
        for (Kind kind : kinds(version)) {
            Optional<GroupReplies> asked = exchanges.stream()
                    .filter(replies -> replies.exchange().kind() == kind)
                    .findFirst();
            Set<NamedGroup> no = unlike
                    ? Set.of()
                    : asked.map(replies -> GroupStanding.of(replies).refused())
                            .orElseGet(() -> without(version, kind, suites.get()));
            asked.ifPresent(replies -> replies.accepted().stream()
                    .filter(group -> !replies.doubted().contains(group))
                    .forEach(accepted::add));
            List<NamedGroup> left = GroupExchange.known(kind).stream()
                    .filter(group -> !accepted.contains(group) && !no.contains(group))
                    .toList();
            unknown.addAll(left);
            refused += no.size();
            if (!left.isEmpty()) {
                why.add(
                        count(left)
                                + (unlike
                                        ? "unlike nodes answer here, and another may accept what one refuses"
                                        : asked.map(replies -> reason(replies, left))
                                                .orElse(
                                                        "no suite that exchanges them was accepted, and not every one was refused")));
            }
            asked.flatMap(GroupLaw::contradiction).ifPresent(why::add);
        }
        ServerOrder order = exchanges.stream().findFirst().map(GroupOrder::read).orElse(ServerOrder.UNKNOWN);
        return new GroupAnswers(
                version, List.copyOf(accepted), unknown, order, refused, String.join("; ", why), evidence(exchanges));
    }

    private static List<Kind> kinds(ProtocolVersion version) {
        return version == ProtocolVersion.TLS_1_3 ? List.of(Kind.ANY) : List.of(Kind.CURVE, Kind.FINITE_FIELD);
    }

    /** Where no suite of an exchange was accepted: its groups are refused if all its suites are, each of which was offered with all groups. */
    private static Set<NamedGroup> without(ProtocolVersion version, Kind kind, SuiteAnswers suites) {
        boolean open = Stream.concat(suites.accepted().stream(), suites.unknown().stream())
                .anyMatch(suite -> GroupExchange.kind(version, suite).equals(Optional.of(kind)));
        return open ? Set.of() : new LinkedHashSet<>(GroupExchange.known(kind));
    }

    private static String count(List<NamedGroup> unknown) {
        return unknown.size() + (unknown.size() == 1 ? " group is" : " groups are") + " unknown: ";
    }

    private static String reason(GroupReplies replies, List<NamedGroup> unknown) {
        if (replies.doubted().contains(unknown.get(0))) {
            return "chosen once, and not again when asked for alone, while connections fail by chance";
        }
        Optional<Observation> trouble = replies.givenUp();
        if (trouble.isPresent()) {
            return Wording.trouble(trouble.get().outcome(), true);
        }
        GroupStanding standing = GroupStanding.of(replies);
        if (unknown.stream().allMatch(standing::heldBackByTheCertificate)) {
            return "the certificate needs its curve in every hello, and the server prefers that";
        }
        if (replies.connections() >= GroupInquiry.CONNECTIONS_AT_MOST) {
            return "not settled within " + GroupInquiry.CONNECTIONS_AT_MOST + " connections";
        }
        return replies.asked().stream()
                .filter(last -> last.offer().groups().contains(unknown.get(0)))
                .max(Comparator.comparingLong(Observation::number))
                .map(last -> asLast(replies, last))
                .orElse("not asked");
    }

    private static String asLast(GroupReplies replies, Observation last) {
        if (VersionLaw.choice(last).isPresent()) {
            return "passed over in a list, and not asked again";
        }
        if (VersionLaw.refusesSuites(last)) {
            return replies.asksForShares() || replies.exchange().kind() != Kind.ANY
                    ? "the list was answered by " + Wording.refusal(last) + ", which does not stand for each of them"
                    : "refused without a share of them, and the server has not shown that it asks for one";
        }
        return last.outcome() instanceof Outcome.Alerted || VersionLaw.closesAtHello(last)
                ? Wording.refusal(last) + ", not seen often enough between two hellos that were answered"
                : Wording.trouble(last.outcome(), true);
    }

    /** One node says yes, another no: a list was refused all of whose members were accepted, or a part of a list from which one of it was chosen. */
    private static Optional<String> contradiction(GroupReplies replies) {
        return GroupStanding.askedAndRefused(replies)
                .filter(list -> list.manner() == Manner.PLAIN)
                .filter(list -> replies.accepted().containsAll(list.groups())
                        || replies.asked().stream().anyMatch(one -> chosenFromMore(replies, one, list)))
                .findFirst()
                .map(list -> "answers contradict each other: "
                        + list.observation().id() + " refused a list of which a group was accepted");
    }

    private static boolean chosenFromMore(GroupReplies replies, Observation one, Refused list) {
        return replies.chosenBy(one).filter(list.groups()::contains).isPresent()
                && one.offer().groups().containsAll(list.groups());
    }

    /** What was asked for groups, and the first observation beside it that tells of a group or of a list ignored. */
    private static List<String> evidence(List<GroupReplies> exchanges) {
        return exchanges.stream()
                .flatMap(replies -> Stream.concat(replies.asked().stream(), replies.beside().stream()))
                .distinct()
                .sorted(Comparator.comparingLong(Observation::number))
                .map(Observation::id)
                .toList();
    }
}
