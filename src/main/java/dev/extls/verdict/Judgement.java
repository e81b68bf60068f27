package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.CertificateChain;
import dev.extls.observation.Identity;
import dev.extls.observation.Observation;
import dev.extls.policy.Policy;
import dev.extls.policy.Rule;
import dev.extls.verdict.Verdict.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Holds a policy against the answers of a run. Pure: the same answers give the same opinion. */
public final class Judgement {
    private Judgement() {}

    /**
     * Judges at the time of the last observation.
     *
     * @param answers any number of endpoints
     * @param policy what is expected
     * @return the opinion
     */
    public static Judged of(List<EndpointAnswers> answers, Policy policy) {
        Instant last = answers.stream()
                .flatMap(endpoint -> endpoint.observations().stream())
                .map(Observation::ended)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return of(answers, policy, last);
    }

    /**
     * Judges at a given time.
     *
     * @param answers any number of endpoints
     * @param policy what is expected
     * @param at the time that certificates are held against
     * @return the opinion
     */
    public static Judged of(List<EndpointAnswers> answers, Policy policy, Instant at) {
        Places places =
                new Places(answers.stream().map(EndpointAnswers::endpoint).toList());
        List<JudgedEndpoint> endpoints = answers.stream()
                .map(endpoint -> judge(endpoint, policy, places, at))
                .toList();
        State state = endpoints.stream()
                .flatMap(endpoint -> endpoint.verdicts().stream())
                .map(Verdict::state)
                .max(Comparator.naturalOrder())
                .orElse(State.UNKNOWN);
        return new Judged(policy, at, endpoints, grouped(endpoints, places), state, Summary.of(policy, endpoints));
    }

    private static JudgedEndpoint judge(EndpointAnswers endpoint, Policy policy, Places places, Instant at) {
        List<CertificateChain> chains = CertificateChain.seenIn(endpoint.observations());
        List<Identity> identities = Identity.seenIn(endpoint.observations());
        List<Verdict> verdicts = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            verdicts.add(RuleCheck.judge(endpoint, rule));
        }
        List<Endpoint> here = List.of(endpoint.endpoint());
        String place = places.place(here);
        List<Finding> findings = Stream.of(
                        VersionRemarks.of(endpoint),
                        TroubleRemarks.of(endpoint),
                        CertificateRemarks.of(endpoint.endpoint(), chains, at),
                        DialogueRemarks.of(identities))
                .flatMap(List::stream)
                .map(remark -> new Finding(remark.kind(), here, place, remark.statement(), remark.evidence()))
                .sorted(Comparator.comparing(Finding::kind))
                .toList();
        return new JudgedEndpoint(endpoint, places.server(endpoint.endpoint()), chains, identities, verdicts, findings);
    }

    /** The same statement about several endpoints of one server becomes one finding; then worst first. */
    private static List<Finding> grouped(List<JudgedEndpoint> endpoints, Places places) {
        Map<List<Object>, List<Finding>> alike = new LinkedHashMap<>();
        for (JudgedEndpoint endpoint : endpoints) {
            for (Finding finding : endpoint.findings()) {
                alike.computeIfAbsent(
                                List.of(finding.kind(), endpoint.label(), finding.statement()),
                                key -> new ArrayList<>())
                        .add(finding);
            }
        }
        return alike.values().stream()
                .map(findings -> merged(findings, places))
                .sorted(Comparator.comparing(Finding::kind))
                .toList();
    }

    private static Finding merged(List<Finding> alike, Places places) {
        Finding first = alike.get(0);
        List<Endpoint> endpoints =
                alike.stream().flatMap(finding -> finding.endpoints().stream()).toList();
        Set<String> evidence = new LinkedHashSet<>();
        alike.forEach(finding -> evidence.addAll(finding.evidence()));
        return new Finding(first.kind(), endpoints, places.place(endpoints), first.statement(), List.copyOf(evidence));
    }
}
