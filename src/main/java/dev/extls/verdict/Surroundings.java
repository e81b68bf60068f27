package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.CertificateChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which endpoints of a run belong together: to one server, or to one pool and service. */
final class Surroundings {
    private final Map<String, List<EndpointAnswers>> byServer = new HashMap<>();
    private final Map<List<Object>, List<EndpointAnswers>> byPool = new HashMap<>();
    private final Places places;

    Surroundings(List<EndpointAnswers> run, Places places) {
        this.places = places;
        for (EndpointAnswers answers : run) {
            Endpoint endpoint = answers.endpoint();
            byServer.computeIfAbsent(places.server(endpoint), server -> new ArrayList<>())
                    .add(answers);
            if (!endpoint.pool().isEmpty()) {
                byPool.computeIfAbsent(pool(endpoint), pool -> new ArrayList<>())
                        .add(answers);
            }
        }
    }

    Scene scene(EndpointAnswers answers, Instant at) {
        Endpoint endpoint = answers.endpoint();
        return new Scene(
                answers,
                CertificateChain.seenIn(answers.observations()),
                at,
                byServer.getOrDefault(places.server(endpoint), List.of()),
                endpoint.pool().isEmpty() ? List.of() : byPool.getOrDefault(pool(endpoint), List.of()));
    }

    private static List<Object> pool(Endpoint endpoint) {
        return List.of(endpoint.pool(), endpoint.service());
    }
}
