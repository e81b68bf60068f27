package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.RunAnswers;
import dev.extls.observation.CertificateChain;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pools of a run, gathered endpoint by endpoint. What is known of the endpoints of one pool and service is kept until the last of them has come;
 * after that there is its grid. Where a list is in such an order that too many would be kept, the pool is read once more at the end.
 */
final class GatheredPools {
    /** How many endpoints wait at a time for the others of their pools. */
    static final int WAITING_AT_MOST = 2000;

    private final RunAnswers run;
    private final int waitingAtMost;
    private final Map<List<String>, Unfinished> pools = new LinkedHashMap<>();
    private final Map<Answer, Answer> cells = new HashMap<>();
    private int waiting;

    /** Pools of which no member is on the list have no grid. */
    GatheredPools(RunAnswers run, int waitingAtMost) {
        this.run = run;
        this.waitingAtMost = waitingAtMost;
        Map<List<String>, List<Integer>> byPool = new LinkedHashMap<>();
        for (int place = 0; place < run.size(); place++) {
            Endpoint endpoint = run.endpoints().get(place);
            if (!endpoint.pool().isEmpty()) {
                byPool.computeIfAbsent(key(endpoint), pool -> new ArrayList<>()).add(place);
            }
        }
        byPool.forEach((key, places) -> pools.put(key, new Unfinished(places)));
    }

    private static List<String> key(Endpoint endpoint) {
        return List.of(endpoint.pool(), endpoint.vantage());
    }

    void add(JudgedEndpoint judged) {
        Unfinished pool = pools.get(key(judged.answers().endpoint()));
        if (pool != null) {
            pool.add(judged.answers(), judged.chains());
        }
    }

    /** In the order of the list. */
    List<Pool> pools() {
        pools.values().forEach(Unfinished::readTheRest);
        return pools.entrySet().stream()
                .filter(entry -> !entry.getValue().finished.isEmpty())
                .map(entry -> new Pool(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        List.copyOf(entry.getValue().finished.values())))
                .toList();
    }

    /** What is to be said of the pools as a whole. */
    static List<Finding> findings(List<Pool> pools) {
        return pools.stream()
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

    private final class Unfinished {
        private final PoolNames names;
        private final Map<Service, List<Integer>> expected = new TreeMap<>();
        private final Map<Service, List<PoolSight>> seen = new HashMap<>();
        private final Map<Service, PoolService> finished = new TreeMap<>();

        Unfinished(List<Integer> places) {
            List<Endpoint> endpoints = places.stream().map(run.endpoints()::get).toList();
            names = new PoolNames(endpoints);
            for (int place : places) {
                expected.computeIfAbsent(run.endpoints().get(place).service(), first -> new ArrayList<>())
                        .add(place);
            }
            // without a member there is nothing to gather for
            expected.keySet()
                    .removeIf(service ->
                            endpoints.stream().noneMatch(one -> one.service() == service && one.role() == Role.MEMBER));
        }

        void add(EndpointAnswers answers, List<CertificateChain> chains) {
            Service service = answers.endpoint().service();
            int all = expected.getOrDefault(service, List.of()).size();
            if (all == 0 || waiting >= waitingAtMost) {
                return;
            }
            List<PoolSight> sights = seen.computeIfAbsent(service, first -> new ArrayList<>());
            sights.add(sight(answers, chains));
            waiting++;
            if (sights.size() == all) {
                finish(service, sights);
            }
        }

        private PoolSight sight(EndpointAnswers answers, List<CertificateChain> chains) {
            return new PoolSight(names.of(answers.endpoint()), answers, chains);
        }

        private void finish(Service service, List<PoolSight> sights) {
            waiting -= sights.size();
            seen.remove(service);
            finished.put(service, grid(service, sights));
        }

        /** Those of which an endpoint came when too many were waiting. */
        void readTheRest() {
            seen.values().forEach(sights -> waiting -= sights.size());
            seen.clear();
            expected.forEach((service, places) -> {
                if (!finished.containsKey(service)) {
                    List<PoolSight> sights = run.at(places).stream()
                            .map(answers -> sight(answers, CertificateChain.seenIn(answers.observations())))
                            .toList();
                    finished.put(service, grid(service, sights));
                }
            });
        }

        private PoolService grid(Service service, List<PoolSight> sights) {
            List<PoolSight> members = of(Role.MEMBER, sights);
            List<PoolDifference> differences = PoolDifferences.between(members);
            return new PoolService(
                    service,
                    nodes(of(Role.VIRTUAL, sights), List.of()),
                    nodes(members, differences),
                    differences,
                    SameCertificate.of(PoolCertificates.ofShown(sights.stream()
                            .map(one -> new PoolCertificates.Shown(one.name(), one.chains()))
                            .toList())),
                    PassageCheck.of(of(Role.VIRTUAL, sights), members));
        }

        private static List<PoolSight> of(Role role, List<PoolSight> sights) {
            return sights.stream().filter(one -> one.endpoint().role() == role).toList();
        }

        private List<PoolNode> nodes(List<PoolSight> sights, List<PoolDifference> differences) {
            return sights.stream()
                    .map(sight -> {
                        Map<ProtocolVersion, Answer> answers = new TreeMap<>();
                        sight.answers().versions().forEach((version, answer) -> answers.put(version, cell(answer)));
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
