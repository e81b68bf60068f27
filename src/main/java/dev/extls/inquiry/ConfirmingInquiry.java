package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Can a handshake finish in the versions that were only chosen in hellos? Where the first handshake was not answered, its form or its long list
 * may be the reason: the list lacks a rare suite, or holds one that the server chooses and cannot do. So a handshake is made with the suites that
 * are known to be accepted, in a shape that is known to be answered. To be asked last. And where unlike nodes were seen only when suites were asked
 * for, each version that was refused, or whose lists were answered here and closed there, is asked for again first.
 *
 * @param alpn protocol names to offer, or empty
 */
public record ConfirmingInquiry(List<String> alpn) implements Inquiry {
    private static final int SUITES_AT_MOST = 40;

    /** Copies. */
    public ConfirmingInquiry {
        alpn = List.copyOf(alpn);
    }

    @Override
    public Question question() {
        return Question.VERSIONS;
    }

    @Override
    public List<Offer> next(List<Observation> observations) {
        List<Observation> seen = SuiteLaw.telling(observations);
        if (!seen.isEmpty() && VersionLaw.withoutHello(seen.get(seen.size() - 1))) {
            return List.of();
        }
        List<Offer> again = Unlike.atSuites(seen) ? ofUnlikeNodes(seen) : List.of();
        return !again.isEmpty()
                ? again
                : Arrays.stream(ProtocolVersion.values())
                        .filter(version -> !version.before(ProtocolVersion.TLS_1_0))
                        .flatMap(version -> handshake(version, seen).stream())
                        .toList();
    }

    /** Versions that one node refused while all seemed alike, another may speak; and those that one chose, another may refuse, where lists of suites show it. */
    private List<Offer> ofUnlikeNodes(List<Observation> seen) {
        List<Observation> ofVersions =
                seen.stream().filter(one -> one.question() == question()).toList();
        return new AskingAgain(alpn)
                .ofUnlikeNodes(
                        ofVersions,
                        version -> VersionLaw.chosen(version, ofVersions).isEmpty() || Unlike.toLists(version, seen));
    }

    /** Nothing where a handshake got as far as the choice: what stopped it would stop it again. */
    private Optional<Offer> handshake(ProtocolVersion version, List<Observation> seen) {
        List<Observation> chosen = VersionLaw.chosen(version, seen);
        List<CipherSuite> finishable = chosen.stream()
                .flatMap(one -> VersionLaw.choice(one).map(Selection::suite).stream())
                .filter(KnownSuites::finishable)
                .distinct()
                .toList();
        boolean ordinary = finishable.stream().anyMatch(suite -> !KnownSuites.apart(suite));
        List<CipherSuite> suites = finishable.stream()
                .filter(suite -> KnownSuites.apart(suite) != ordinary)
                .limit(SUITES_AT_MOST)
                .toList();
        if (suites.isEmpty() || chosen.stream().anyMatch(one -> one.offer().way() == Way.HANDSHAKE)) {
            return Optional.empty();
        }
        List<Observation> tried = VersionLaw.matching(
                VersionLaw.asked(version, seen), one -> one.offer().way() == Way.HANDSHAKE);
        Offer plain = new Offer(
                Way.HANDSHAKE,
                version,
                List.of(),
                suites,
                Offer.handshake(version, alpn).groups(),
                alpn,
                Shape.PLAIN);
        return shapes(chosen, tried)
                .map(plain::in)
                .filter(offer -> tried.stream().noneMatch(one -> one.offer().equals(offer)))
                .findFirst();
    }

    /** The shapes to try: those in which the version was chosen; and a short one where the handshake that was tried may be too long. */
    private static Stream<Shape> shapes(List<Observation> chosen, List<Observation> tried) {
        Set<Shape> answered = chosen.stream()
                .map(one -> one.offer().shape())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Shape.class)));
        boolean unanswered = tried.stream()
                .anyMatch(one -> !VersionLaw.refusesSuites(one) && !(one.outcome() instanceof Outcome.NotOffered));
        if (answered.contains(Shape.PLAIN)) {
            return unanswered ? Stream.of(Shape.SHORT, Shape.PLAIN) : Stream.of(Shape.PLAIN);
        }
        return Stream.of(Shape.SHORT, Shape.WITHOUT_SERVER_NAME).filter(answered::contains);
    }
}
