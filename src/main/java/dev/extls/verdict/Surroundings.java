package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.RunAnswers;
import dev.extls.observation.CertificateChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which endpoints of a run belong together: to one server, or to one pool and service. */
final class Surroundings {
    private final RunAnswers run;
    private final Places places;
    private final Map<String, List<Integer>> byServer = new HashMap<>();
    private final Map<List<Object>, List<Integer>> byPool = new HashMap<>();
    private final Map<String, List<Integer>> byDoor = new HashMap<>();
    private final Map<List<Object>, PoolCertificates> certificates = new HashMap<>();

    Surroundings(RunAnswers run, Places places) {
        this.run = run;
        this.places = places;
        for (int place = 0; place < run.size(); place++) {
            Endpoint endpoint = run.endpoints().get(place);
            byServer.computeIfAbsent(places.server(endpoint), server -> new ArrayList<>(1))
                    .add(place);
            if (!endpoint.vantage().isEmpty()) {
                byDoor.computeIfAbsent(endpoint.from("").key(), door -> new ArrayList<>(2))
                        .add(place);
            }
            if (!endpoint.pool().isEmpty()) {
                byPool.computeIfAbsent(pool(endpoint), pool -> new ArrayList<>())
                        .add(place);
            }
        }
    }

    Scene scene(EndpointAnswers answers, Instant at) {
        Endpoint endpoint = answers.endpoint();
        return new Scene(
                answers,
                CertificateChain.seenIn(answers.observations()),
                at,
                run.at(byServer.getOrDefault(places.server(endpoint), List.of())),
                () -> certificates(endpoint));
    }

    /** The same door as it was seen from other places, for the first of them; empty for the others, so that nothing is said twice. */
    RunAnswers elsewhere(Endpoint endpoint) {
        List<Integer> places = byDoor.getOrDefault(endpoint.from("").key(), List.of());
        boolean first = !places.isEmpty() && run.endpoints().get(places.get(0)).equals(endpoint);
        return run.at(first ? places.subList(1, places.size()) : List.of());
    }

    /** The members of the pool of an endpoint that have its service. */
    RunAnswers members(Endpoint endpoint) {
        return run.at(
                endpoint.pool().isEmpty()
                        ? List.of()
                        : byPool.getOrDefault(pool(endpoint), List.of()).stream()
                                .filter(place -> run.endpoints().get(place).role() == Role.MEMBER)
                                .toList());
    }

    /** Read once a pool, not once an endpoint of it. */
    private PoolCertificates certificates(Endpoint endpoint) {
        return endpoint.pool().isEmpty()
                ? PoolCertificates.NONE
                : certificates.computeIfAbsent(
                        pool(endpoint), pool -> PoolCertificates.of(run.at(byPool.getOrDefault(pool, List.of()))));
    }

    private static List<Object> pool(Endpoint endpoint) {
        return List.of(endpoint.pool(), endpoint.service(), endpoint.vantage());
    }
}
