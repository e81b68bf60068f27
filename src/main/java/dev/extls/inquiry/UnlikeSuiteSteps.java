package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.KnownSuites;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one list to offer now where {@link Unlike} nodes answer: one connection at a time, equal ones in a row, so that nodes which take turns are all met
 * ({@link AskingAgain}).
 *
 * <ol>
 *   <li>The likely suites of each version, latest first: struck out when chosen, until what is left was refused often enough.
 *   <li>What tells two kinds of nodes apart in suites that were chosen here and refused there.
 *   <li>Whether every node accepts the others.
 *   <li>All other suites, part by part, until refused often enough.
 * </ol>
 *
 * <p>A bound ends it: what is not known by then stays unknown.
 *
 * @param living what was seen of each living version, latest first
 * @param seen all observations of versions and suites, in the order of their start
 */
record UnlikeSuiteSteps(List<SuiteReplies> living, List<Observation> seen) {
    /** For all versions together, whatever was asked before the nodes were seen to be unlike. */
    static final int CONNECTIONS_AT_MOST = 128;

    /** What is offered in which version. */
    record Step(ProtocolVersion version, List<CipherSuite> suites) {}

    /** The next list; empty at the end. */
    Optional<Step> next() {
        long asked =
                seen.stream().filter(one -> one.question() == Question.SUITES).count();
        if (asked >= CONNECTIONS_AT_MOST) {
            return Optional.empty();
        }
        return first(replies -> untilRefused(replies, left(replies, SuiteSteps.firstHello(replies.version()))))
                .or(() -> first(replies -> new UnlikeSuites(replies).apart()))
                .or(() -> first(replies -> new UnlikeSuites(replies).everyNode()))
                .or(() -> first(UnlikeSuiteSteps::parts));
    }

    private Optional<Step> first(Function<SuiteReplies, Optional<List<CipherSuite>>> list) {
        return living.stream()
                .filter(replies -> replies.givenUp().isEmpty())
                .flatMap(replies -> list.apply(replies).map(suites -> new Step(replies.version(), suites)).stream())
                .findFirst();
    }

    private static List<CipherSuite> left(SuiteReplies replies, List<CipherSuite> suites) {
        return suites.stream()
                .filter(suite -> !replies.accepted().contains(suite))
                .toList();
    }

    private static Optional<List<CipherSuite>> untilRefused(SuiteReplies replies, List<CipherSuite> list) {
        return list.isEmpty() || replies.asked(list).size() >= VersionLaw.ASKS_OF_UNLIKE_NODES
                ? Optional.empty()
                : Optional.of(list);
    }

    private static Optional<List<CipherSuite>> parts(SuiteReplies replies) {
        Map<String, List<CipherSuite>> parts = new LinkedHashMap<>();
        KnownSuites.of(replies.version())
                .forEach(suite -> parts.computeIfAbsent(SuiteFamily.part(suite), name -> new ArrayList<>())
                        .add(suite));
        return parts.values().stream()
                .flatMap(part -> untilRefused(replies, left(replies, part)).stream())
                .findFirst();
    }
}
