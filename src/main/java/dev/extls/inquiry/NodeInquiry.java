package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Sighting;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which nodes answer behind an endpoint? One offer again and again, that every node is most likely to answer: a handshake where one finished, else the
 * hello that was answered. To be asked last.
 *
 * @param question what it is to find out: the nodes, or whether there is a health page
 * @param most how many connections at most
 * @param quiet an end is made when so many in a row have shown no node that was not seen before
 */
record NodeInquiry(Question question, int most, int quiet) implements Inquiry {
    /** Side by side, as many as an address is asked at once by default; what they show decides whether there are more. */
    private static final int AT_ONCE = 2;

    /** Where the number was set before, nothing is to be looked at in between. */
    private static final int MANY_AT_ONCE = 64;

    /** Where nobody ever told anything, more connections tell no more. */
    private static final int IN_VAIN = 3;

    /** What every Exchange server is to speak first: its certificate goes in clear, and its hello says most. */
    private static final List<ProtocolVersion> PREFERRED = List.of(
            ProtocolVersion.TLS_1_2,
            ProtocolVersion.TLS_1_3,
            ProtocolVersion.TLS_1_1,
            ProtocolVersion.TLS_1_0,
            ProtocolVersion.SSL_3_0);

    /** Of the two in ALPN it is the one in which a page is asked for. */
    private static final String HTTP = "http/1.1";

    NodeInquiry(int most, int quiet) {
        this(Question.NODES, most, quiet);
    }

    @Override
    public List<Offer> next(List<Observation> observations) {
        List<Observation> asked = VersionLaw.inOrder(observations, one -> one.question() == question());
        int left = most - asked.size();
        if (left <= 0 || inVain(asked) || (quiet < most && enough(asked))) {
            return List.of();
        }
        int atOnce = quiet < most ? AT_ONCE : MANY_AT_ONCE;
        return offer(asked, observations).stream()
                .flatMap(offer -> Stream.generate(() -> offer).limit(Math.min(left, atOnce)))
                .toList();
    }

    /** Whether the first of them told nothing. */
    private static boolean inVain(List<Observation> asked) {
        return asked.size() >= IN_VAIN
                && asked.stream().limit(IN_VAIN).map(Sighting::of).noneMatch(Sighting::tells);
    }

    /** Whether more connections would most likely show nothing new. */
    private boolean enough(List<Observation> asked) {
        List<Sighting> seen = asked.stream().map(Sighting::of).toList();
        return seen.size() > quiet
                && NodeGroup.of(seen).size()
                        == NodeGroup.of(seen.subList(0, seen.size() - quiet)).size();
    }

    private static Optional<Offer> offer(List<Observation> asked, List<Observation> observations) {
        if (!asked.isEmpty()) {
            return Optional.of(asked.get(0).offer());
        }
        List<Observation> ofVersions = observations.stream()
                .filter(one -> one.question() == Question.VERSIONS)
                .toList();
        Map<ProtocolVersion, Answer> answers = VersionLaw.answers(ofVersions, SuiteLaw.telling(observations));
        List<Answer> spoken = PREFERRED.stream()
                .map(version -> Objects.requireNonNull(answers.get(version)))
                .filter(answer -> answer.kind() == AnswerKind.YES)
                .toList();
        // where nodes are unlike, a version that none of them refuses is answered by all of them
        List<Answer> order = new ArrayList<>(
                spoken.stream().filter(answer -> !answer.contradicted()).toList());
        order.addAll(spoken.stream().filter(Answer::contradicted).toList());
        return order.stream()
                .flatMap(answer -> VersionLaw.chosen(answer.version(), ofVersions).stream()
                        .filter(one -> one.asked() == answer.version())
                        .sorted(Comparator.comparing(one -> !(one.outcome() instanceof Outcome.Negotiated))))
                .findFirst()
                .map(one -> again(one.offer()));
    }

    private static Offer again(Offer offer) {
        return new Offer(
                offer.way(),
                offer.version(),
                offer.lower(),
                offer.suites(),
                offer.groups(),
                offer.alpn().isEmpty() ? List.of() : List.of(HTTP),
                offer.shape(),
                Extras.NONE);
    }
}
