package dev.extls.inquiry;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import dev.extls.tls.ProtocolVersion;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of one endpoint.
 *
 * @param endpoint the door
 * @param versions an answer for each of the six versions, oldest first
 * @param trouble why nothing could be established; empty as soon as one version was answered YES or NO
 * @param observations what the answers rest on, in the order of their start
 */
public record EndpointAnswers(
        Endpoint endpoint,
        Map<ProtocolVersion, Answer> versions,
        Optional<Setback> trouble,
        List<Observation> observations) {
    /** Checks and copies. */
    public EndpointAnswers {
        if (versions.size() != ProtocolVersion.values().length) {
            throw new IllegalArgumentException("every version has an answer");
        }
        versions = Collections.unmodifiableMap(new EnumMap<>(versions));
        observations = List.copyOf(observations);
    }

    /**
     * What the observations of one endpoint say.
     *
     * @param endpoint the door
     * @param observations all of its observations, any order
     * @return an answer for every version
     */
    public static EndpointAnswers of(Endpoint endpoint, List<Observation> observations) {
        List<Observation> inOrder = observations.stream()
                .sorted(Comparator.comparingLong(Observation::number))
                .toList();
        Map<ProtocolVersion, Answer> versions = new EnumMap<>(ProtocolVersion.class);
        for (ProtocolVersion version : ProtocolVersion.values()) {
            versions.put(version, VersionLaw.answer(version, inOrder));
        }
        return new EndpointAnswers(endpoint, versions, setback(versions, inOrder), inOrder);
    }

    /** TLS 1.2 is asked first, so its trouble is the endpoint's. */
    private static Optional<Setback> setback(Map<ProtocolVersion, Answer> versions, List<Observation> observations) {
        if (versions.values().stream().anyMatch(answer -> answer.kind() != AnswerKind.UNKNOWN)) {
            return Optional.empty();
        }
        return Optional.ofNullable(versions.get(ProtocolVersion.TLS_1_2))
                .flatMap(first -> first.reason().map(reason -> new Setback(reason, detail(first, observations))));
    }

    /** What the server or the system said where no hello was sent; else what the answer says. */
    private static String detail(Answer answer, List<Observation> observations) {
        return observations.stream()
                .filter(observation -> answer.evidence().contains(observation.id()))
                .map(Observation::outcome)
                .filter(Outcome.NotReached.class::isInstance)
                .map(outcome -> ((Outcome.NotReached) outcome).detail())
                .findFirst()
                .orElse(answer.why());
    }

    /**
     * Why nothing could be established.
     *
     * @param kind the reason
     * @param detail what was seen, may quote the server, so hostile
     */
    public record Setback(Trouble kind, String detail) {}
}
