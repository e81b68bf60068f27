package dev.extls.inquiry;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Observation;
import dev.extls.observation.Trouble;
import dev.extls.tls.ProtocolVersion;
import java.util.Collections;
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
     * Why nothing could be established.
     *
     * @param kind the reason
     * @param detail what was seen, may quote the server, so hostile
     */
    public record Setback(Trouble kind, String detail) {}
}
