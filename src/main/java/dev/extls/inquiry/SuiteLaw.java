package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The law of suites: what the outcomes on one endpoint say about every known suite of one version.
 *
 * <ul>
 *   <li>Accepted: a ServerHello or HelloRetryRequest chose it in this version.
 *   <li>Refused: it stood in a refused list that {@linkplain SuiteStanding stands} for its members. Refused is a list by handshake_failure,
 *       insufficient_security or protocol_version, by the choice of a lower version, or by FIN or RST straight after the hello, twice, between two
 *       hellos of this version that were answered and at least as long. Two different lists that were closed are twice for what stood in both
 *       ({@link CrossedRefusals}). A close in the way in which the server seldom closes {@linkplain Closes#weight weighs} half.
 *   <li>Where connections fail {@linkplain Chance by chance}, accepted only if it was chosen twice or in a finished handshake, and refused only by
 *       twice as many alerts, or by so many closes as chance would {@linkplain Closes#unlikely hardly} make.
 *   <li>Unknown: all others, with the reason.
 *   <li>Where {@link Unlike} nodes answer, refused only by {@value VersionLaw#ASKS_OF_UNLIKE_NODES} refusals of one list; and what nodes accept and others
 *       do not is said as far as it could be told apart ({@link UnlikeSuites}).
 * </ul>
 *
 * <p>Alerts: RFC 5246 section 7.2.2, RFC 8446 section 6.2.
 */
public final class SuiteLaw {
    /** How many connections may ask for the suites of one version: a server that breaks down on a family that it prefers takes accepted + 160. */
    static final int CONNECTIONS_AT_MOST = 256;

    private SuiteLaw() {}

    /**
     * The answer that the observations of one endpoint give for the suites of one version.
     *
     * @param version a version that the endpoint speaks; of any other, nothing is accepted
     * @param seen all observations of the endpoint, any order
     * @return the answer
     */
    public static SuiteAnswers answer(ProtocolVersion version, List<Observation> seen) {
        List<Observation> telling = telling(seen);
        SuiteReplies replies = SuiteReplies.of(version, telling, true);
        return Unlike.atSuites(telling) ? ofUnlikeNodes(replies) : ofOneNode(replies);
    }

    /** The suites that the answer names as accepted, in its order, for whoever asks on after every connection. */
    static List<CipherSuite> accepted(ProtocolVersion version, List<Observation> seen) {
        return List.copyOf(SuiteReplies.accepted(version, telling(seen)));
    }

    private static SuiteAnswers ofOneNode(SuiteReplies replies) {
        Set<CipherSuite> refused = SuiteStanding.of(replies).refused();
        List<CipherSuite> accepted = replies.believed();
        List<CipherSuite> unknown = replies.known().stream()
                .filter(suite -> !accepted.contains(suite) && !refused.contains(suite))
                .toList();
        List<String> why = new ArrayList<>();
        List<CipherSuite> unsettled = withoutDoubted(unknown, replies, why);
        if (!unsettled.isEmpty()) {
            why.add(reason(replies, unsettled));
        }
        contradiction(replies).ifPresent(why::add);
        ServerOrder order =
                SuiteOrder.of(replies).map(hello -> hello.read(replies)).orElse(ServerOrder.UNKNOWN);
        return new SuiteAnswers(
                replies.version(),
                inOrder(accepted, replies, order),
                unknown,
                order,
                refused.size(),
                String.join("; ", why),
                evidence(replies));
    }

    /** Of a server that follows the client the order of choice says what it was offered, not what it prefers. */
    private static List<CipherSuite> inOrder(List<CipherSuite> accepted, SuiteReplies replies, ServerOrder order) {
        return switch (order) {
            case SERVER, UNKNOWN -> accepted;
            case CLIENT ->
                Stream.concat(replies.known().stream().filter(accepted::contains), accepted.stream())
                        .distinct()
                        .toList();
        };
    }

    /** Whose order decides is a question to one node. */
    private static SuiteAnswers ofUnlikeNodes(SuiteReplies replies) {
        UnlikeSuites suites = new UnlikeSuites(replies);
        Set<CipherSuite> refused = suites.refusedByEveryNode();
        List<CipherSuite> accepted = replies.believed();
        List<CipherSuite> unknown = replies.known().stream()
                .filter(suite -> !accepted.contains(suite) && !refused.contains(suite))
                .toList();
        List<SuiteKind> kinds = suites.kinds();
        List<String> why = new ArrayList<>();
        if (kinds.isEmpty()) {
            contradiction(replies).ifPresent(why::add);
        } else {
            why.add(Wording.kinds(kinds));
        }
        List<CipherSuite> unsettled = withoutDoubted(unknown, replies, why);
        if (!unsettled.isEmpty()) {
            why.add(
                    count(unsettled)
                            + replies.givenUp()
                                    .map(trouble -> Wording.trouble(trouble.outcome(), true))
                                    .orElse(
                                            "unlike nodes answer here, and not each refused them in the connections that may be made"));
        }
        return new SuiteAnswers(
                replies.version(),
                accepted,
                unknown,
                ServerOrder.UNKNOWN,
                refused.size(),
                String.join("; ", why),
                kinds,
                evidence(replies));
    }

    /** What one hello chose and none again may have been read wrong. */
    private static List<CipherSuite> withoutDoubted(List<CipherSuite> unknown, SuiteReplies replies, List<String> why) {
        List<CipherSuite> doubted =
                unknown.stream().filter(replies.doubted()::contains).toList();
        if (!doubted.isEmpty()) {
            why.add(count(doubted)
                    + "chosen once, and not again when asked for alone, while connections fail by chance");
        }
        return unknown.stream().filter(suite -> !doubted.contains(suite)).toList();
    }

    private static String count(List<CipherSuite> unknown) {
        return unknown.size() + (unknown.size() == 1 ? " suite is" : " suites are") + " unknown: ";
    }

    /** What was seen while versions and suites were asked for, in the order of its start. */
    static List<Observation> telling(List<Observation> seen) {
        return VersionLaw.inOrder(seen, SuiteLaw::tells);
    }

    /** Whether an observation was made while versions or suites were asked for. */
    static boolean tells(Observation one) {
        return one.question() == Question.VERSIONS || one.question() == Question.SUITES;
    }

    private static String reason(SuiteReplies replies, List<CipherSuite> unknown) {
        String count = count(unknown);
        Optional<Observation> trouble = replies.givenUp();
        if (trouble.isPresent()) {
            return count + Wording.trouble(trouble.get().outcome(), true);
        }
        if (replies.asked().size() >= CONNECTIONS_AT_MOST) {
            return count + "not settled within " + CONNECTIONS_AT_MOST + " connections";
        }
        return replies.asked().stream()
                .filter(last -> last.offer().suites().contains(unknown.get(0)))
                .max(Comparator.comparingLong(Observation::number))
                .map(last -> count + asLast(last))
                .orElse(count + "not asked");
    }

    private static String asLast(Observation last) {
        return last.outcome() instanceof Outcome.Alerted alerted
                ? "the list was answered by " + alerted.alert() + ", which does not stand for each of its suites"
                : VersionLaw.choice(last).isPresent()
                        ? "passed over in a list, and not asked again"
                        : Wording.trouble(last.outcome(), true);
    }

    /**
     * One node says yes, another no: a list was refused all of whose members were accepted, or a suite was refused in a part of a list from which
     * the server had chosen it, so that nothing in that part can have kept it from choosing.
     */
    private static Optional<String> contradiction(SuiteReplies replies) {
        List<CipherSuite> accepted = replies.believed();
        return replies.refusals().stream()
                .filter(list -> accepted.containsAll(list.suites())
                        || replies.choices().stream().anyMatch(choice -> chosenFromMore(choice, list, accepted)))
                .findFirst()
                .map(list -> "answers contradict each other: " + ids(list.evidence())
                        + " refused a list of which a suite was accepted");
    }

    private static boolean chosenFromMore(Observation choice, SuiteReplies.Refused list, List<CipherSuite> accepted) {
        return VersionLaw.choice(choice)
                        .filter(selection -> accepted.contains(selection.suite()))
                        .filter(selection -> list.suites().contains(selection.suite()))
                        .isPresent()
                && choice.offer().suites().containsAll(list.suites());
    }

    private static List<String> evidence(SuiteReplies replies) {
        return Stream.concat(replies.choices().stream(), replies.asked().stream())
                .distinct()
                .sorted(Comparator.comparingLong(Observation::number))
                .map(Observation::id)
                .toList();
    }

    private static String ids(List<Observation> observations) {
        return String.join(", ", observations.stream().map(Observation::id).toList());
    }
}
