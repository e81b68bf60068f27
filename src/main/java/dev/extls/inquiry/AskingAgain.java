package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is asked again because more than one node may answer.
 *
 * <p>A balancer that takes its nodes in turn gives each of n nodes to n connections in a row, whatever n is; two versions asked by
 * turns would each meet only every other node. So one version is asked at a time, by equal offers in a row, never mixed with others; and one
 * after the other, since a close beside an answer does not count ({@link Closes}).
 *
 * @param alpn protocol names to offer, or empty
 */
record AskingAgain(List<String> alpn) {
    /** How often in a row an answered offer is made where a refusal of another shape raises the question. */
    private static final int ASKS_ON_SUSPICION = 3;

    /** How often a refused handshake is made where the version was chosen otherwise: once more, or more often by unlike nodes. */
    private static final int HANDSHAKES = 2;

    private static final int HANDSHAKES_OF_UNLIKE_NODES = 4;

    /** On an endpoint with unlike nodes: one more ask of the version whose turn it is, refused ones first; empty at the end. */
    List<Offer> ofUnlikeNodes(List<Observation> seen) {
        return ofUnlikeNodes(seen, version -> true);
    }

    /** The same of some versions. */
    List<Offer> ofUnlikeNodes(List<Observation> seen, Predicate<ProtocolVersion> wanted) {
        return Arrays.stream(ProtocolVersion.values())
                .filter(wanted)
                .sorted(Comparator.comparing(
                        version -> !VersionLaw.chosen(version, seen).isEmpty()))
                .map(version -> more(version, seen))
                .filter(offers -> !offers.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<Offer> more(ProtocolVersion version, List<Observation> seen) {
        List<Observation> chosen = VersionLaw.chosen(version, seen);
        List<Observation> asked = VersionLaw.asked(version, seen);
        boolean open = chosen.isEmpty()
                ? asked.stream().anyMatch(Unlike::refuses)
                : !VersionLaw.answer(version, seen).contradicted();
        Offer offer = Offer.hello(version, KnownSuites.first(version), alpn);
        // One refusal among answers may be chance: in twice as many asks its node comes round again.
        long refusals = asked.stream()
                .filter(one -> one.offer().equals(offer) && Unlike.refuses(one))
                .count();
        int wanted = VersionLaw.ASKS_OF_UNLIKE_NODES * (!chosen.isEmpty() && refusals == 1 ? 2 : 1);
        int missing = wanted - longestRun(offer, seen);
        return open && missing > 0 ? List.of(offer) : List.of();
    }

    /**
     * Where one offer was refused and another chose the version with a suite of the refused one, either the server dislikes a shape of
     * hello or two nodes answered: the refused offer once more, then the answered one some times in a row.
     */
    List<Offer> onSuspicion(List<Observation> seen) {
        return Arrays.stream(ProtocolVersion.values())
                .map(version -> onSuspicion(version, seen))
                .filter(offers -> !offers.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<Offer> onSuspicion(ProtocolVersion version, List<Observation> seen) {
        List<Observation> chosen = VersionLaw.chosen(version, seen).stream()
                .filter(one -> one.asked() == version)
                .toList();
        List<Observation> unexplained = unexplained(version, seen);
        if (chosen.isEmpty() || unexplained.isEmpty()) {
            return List.of();
        }
        Offer refused = unexplained.get(0).offer();
        if (times(refused, seen) < 2) {
            return List.of(refused);
        }
        Offer answered = chosen.get(0).offer();
        return longestRun(answered, seen) < ASKS_ON_SUSPICION ? List.of(answered) : List.of();
    }

    /** A handshake that was refused though the version was chosen by a hello of ours: another node may finish it. */
    List<Offer> handshake(ProtocolVersion version, List<Observation> seen, boolean unlike) {
        List<Observation> refused = unexplained(version, seen).stream()
                .filter(one -> one.offer().way() == Way.HANDSHAKE)
                .toList();
        boolean finished = VersionLaw.answer(version, seen).proof() == Proof.CONFIRMED;
        if (refused.isEmpty() || finished) {
            return List.of();
        }
        Offer handshake = refused.get(0).offer();
        return times(handshake, seen) < (unlike ? HANDSHAKES_OF_UNLIKE_NODES : HANDSHAKES)
                ? List.of(handshake)
                : List.of();
    }

    /** Refusals of offers that were never answered though they hold a suite with which the version was chosen. */
    private static List<Observation> unexplained(ProtocolVersion version, List<Observation> seen) {
        List<Observation> chosen = VersionLaw.chosen(version, seen);
        Set<Offer> answered = chosen.stream().map(Observation::offer).collect(Collectors.toSet());
        Set<CipherSuite> suites = chosen.stream()
                .flatMap(one -> one.outcome().chosen().stream())
                .map(selection -> selection.suite())
                .collect(Collectors.toSet());
        return VersionLaw.asked(version, seen).stream()
                .filter(one -> VersionLaw.closesAtHello(one) || VersionLaw.refusesSuites(one))
                .filter(one -> !answered.contains(one.offer()))
                .filter(one -> one.offer().suites().stream().anyMatch(suites::contains))
                .toList();
    }

    private static int times(Offer offer, List<Observation> seen) {
        return (int) seen.stream().filter(one -> one.offer().equals(offer)).count();
    }

    /** How often an offer was made in a row at most. */
    private static int longestRun(Offer offer, List<Observation> seen) {
        IntPredicate other = at -> !seen.get(at).offer().equals(offer);
        return IntStream.range(0, seen.size())
                .map(from -> IntStream.range(from, seen.size())
                                .filter(other)
                                .findFirst()
                                .orElse(seen.size())
                        - from)
                .max()
                .orElse(0);
    }
}
