package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The pools of a run, gathered endpoint by endpoint. What is known of the endpoints of one pool and service is kept until the last of them has come;
 * after that there is its grid.
 */
final class GatheredPools {
    private final Map<List<String>, Unfinished> pools = new LinkedHashMap<>();
    private final Map<Answer, Answer> cells = new HashMap<>();

    /** Pools of which no member is on the list have no grid. */
    GatheredPools(List<Endpoint> run) {
        Map<List<String>, List<Endpoint>> byPool = new LinkedHashMap<>();
        for (Endpoint endpoint : run) {
            if (!endpoint.pool().isEmpty()) {
                byPool.computeIfAbsent(key(endpoint), pool -> new ArrayList<>()).add(endpoint);
            }
        }
        byPool.forEach((key, endpoints) -> pools.put(key, new Unfinished(endpoints)));
    }

    private static List<String> key(Endpoint endpoint) {
        return List.of(endpoint.pool(), endpoint.vantage());
    }

    void add(JudgedEndpoint judged) {
        Endpoint endpoint = judged.answers().endpoint();
        Unfinished pool = pools.get(key(endpoint));
        if (pool != null) {
            pool.add(judged, this::cell);
        }
    }

    /** In the order of the list. */
    List<Pool> pools() {
        return pools.entrySet().stream()
                .filter(entry -> !entry.getValue().finished.isEmpty())
                .map(entry -> new Pool(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        List.copyOf(entry.getValue().finished.values())))
                .toList();
    }

    /** What is to be said of the pools as a whole. */
    List<Finding> findings() {
        return pools().stream()
                .flatMap(pool -> pool.services().stream()
                        .flatMap(service ->
                                service.differences().stream().map(difference -> finding(pool, service, difference))))
                .toList();
    }

    private static Finding finding(Pool pool, PoolService service, PoolDifference difference) {
        List<String> meant = difference.odd().isEmpty() ? difference.negotiating() : difference.odd();
        List<Endpoint> endpoints = service.members().stream()
                .filter(node -> meant.contains(node.name()))
                .map(PoolNode::endpoint)
                .toList();
        String from = pool.vantage().isEmpty() ? "" : " from " + pool.vantage();
        return new Finding(
                FindingKind.POOL_DISAGREES,
                endpoints,
                "pool " + Words.cut(pool.name()) + from,
                difference.statement(service.service()),
                NextSteps.ODD_NODE,
                difference.evidence());
    }

    /** An answer without its reasons; a long list has few different ones. */
    private Answer cell(Answer answer) {
        Answer cell = new Answer(
                answer.version(), answer.kind(), answer.proof(), "", answer.reason(), answer.contradicted(), List.of());
        return cells.computeIfAbsent(cell, same -> same);
    }

    private static final class Unfinished {
        private final PoolNames names;
        private final Map<Service, Integer> expected = new TreeMap<>();
        private final Map<Service, List<PoolSight>> seen = new HashMap<>();
        private final Map<Service, PoolService> finished = new TreeMap<>();

        Unfinished(List<Endpoint> endpoints) {
            names = new PoolNames(endpoints);
            for (Endpoint endpoint : endpoints) {
                expected.merge(endpoint.service(), 1, Integer::sum);
            }
            // without a member there is nothing to gather for
            expected.keySet()
                    .removeIf(service ->
                            endpoints.stream().noneMatch(one -> one.service() == service && one.role() == Role.MEMBER));
        }

        void add(JudgedEndpoint judged, UnaryOperator<Answer> cells) {
            EndpointAnswers answers = judged.answers();
            Service service = answers.endpoint().service();
            int all = expected.getOrDefault(service, 0);
            if (all == 0) {
                return;
            }
            List<PoolSight> sights = seen.computeIfAbsent(service, first -> new ArrayList<>());
            sights.add(new PoolSight(names.of(answers.endpoint()), answers, judged.chains()));
            if (sights.size() == all) {
                seen.remove(service);
                finished.put(service, grid(service, sights, cells));
            }
        }

        private static PoolService grid(Service service, List<PoolSight> sights, UnaryOperator<Answer> cells) {
            List<PoolSight> members = of(Role.MEMBER, sights);
            List<PoolDifference> differences = PoolDifferences.between(members);
            return new PoolService(
                    service,
                    nodes(of(Role.VIRTUAL, sights), List.of(), cells),
                    nodes(members, differences, cells),
                    differences,
                    SameCertificate.of(PoolCertificates.ofShown(sights.stream()
                            .map(one -> new PoolCertificates.Shown(one.name(), one.chains()))
                            .toList())),
                    PassageCheck.of(of(Role.VIRTUAL, sights), members));
        }

        private static List<PoolSight> of(Role role, List<PoolSight> sights) {
            return sights.stream().filter(one -> one.endpoint().role() == role).toList();
        }

        private static List<PoolNode> nodes(
                List<PoolSight> sights, List<PoolDifference> differences, UnaryOperator<Answer> cells) {
            return sights.stream()
                    .map(sight -> {
                        Map<ProtocolVersion, Answer> answers = new TreeMap<>();
                        sight.answers()
                                .versions()
                                .forEach((version, answer) -> answers.put(version, cells.apply(answer)));
                        return new PoolNode(
                                sight.endpoint(),
                                sight.name(),
                                answers,
                                PoolDifferences.odd(sight.name(), differences));
                    })
                    .toList();
        }
    }
}
