package dev.extls.verdict;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which observations speak for and against an answer. */
public final class Evidence {
    private Evidence() {}

    /**
     * The observation that shows best how a version was chosen: a finished handshake before a ServerHello, then the
     * earliest.
     *
     * @param endpoint what is known of the endpoint
     * @param version the version
     * @return empty unless the answer for the version is YES
     */
    public static Optional<Observation> best(EndpointAnswers endpoint, ProtocolVersion version) {
        Answer answer = Words.answer(endpoint, version);
        if (answer.kind() != AnswerKind.YES) {
            return Optional.empty();
        }
        List<Observation> chose = chose(endpoint, answer);
        return chose.stream()
                .filter(observation -> observation.outcome() instanceof Outcome.Negotiated)
                .findFirst()
                .or(() -> chose.stream().findFirst());
    }

    /**
     * An observation that shows in which unusual shape of hello alone a version is answered.
     *
     * @param endpoint what is known of the endpoint
     * @param version the version
     * @return empty unless the answer is YES and no hello of the usual shape was answered
     */
    public static Optional<Observation> unusualShape(EndpointAnswers endpoint, ProtocolVersion version) {
        List<Observation> chose = chose(endpoint, Words.answer(endpoint, version));
        boolean usual = chose.stream().anyMatch(it -> it.unusualShape().isEmpty());
        return usual ? Optional.empty() : best(endpoint, version);
    }

    /** The observations that an answer names and in which the server chose its version. */
    static List<Observation> chose(EndpointAnswers endpoint, Answer answer) {
        return named(endpoint, answer).filter(it -> choseVersion(it, answer)).toList();
    }

    /** The observations that an answer names and in which its version was asked and something else came. */
    static List<Observation> refused(EndpointAnswers endpoint, Answer answer) {
        return named(endpoint, answer)
                .filter(it -> it.asked() == answer.version())
                .filter(it -> !choseVersion(it, answer))
                .toList();
    }

    private static Stream<Observation> named(EndpointAnswers endpoint, Answer answer) {
        return endpoint.observations().stream().filter(it -> answer.evidence().contains(it.id()));
    }

    private static boolean choseVersion(Observation observation, Answer answer) {
        return observation
                .outcome()
                .chosen()
                .filter(selection -> selection.version() == answer.version())
                .isPresent();
    }
}
