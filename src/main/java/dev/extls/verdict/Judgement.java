package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Identity;
import dev.extls.observation.Observation;
import dev.extls.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        Surroundings surroundings = new Surroundings(answers, places);
        List<JudgedEndpoint> endpoints = answers.stream()
                .map(endpoint -> judge(surroundings.scene(endpoint, at), policy, places))
                .toList();
        List<RuleTally> tallies = RuleTally.of(policy, endpoints);
        Judged.State state = state(tallies);
        return new Judged(
                policy,
                at,
                endpoints,
                tallies,
                grouped(endpoints, places),
                state,
                Summary.of(state, tallies, endpoints.size()));
    }

    /** UNKNOWN never holds: neither what stayed unknown nor a run in which no rule met an endpoint. */
    private static Judged.State state(List<RuleTally> tallies) {
        if (tallies.stream().allMatch(tally -> tally.endpoints() == 0)) {
            return Judged.State.UNKNOWN;
        }
        List<RuleTally> deciding = tallies.stream().filter(RuleTally::decides).toList();
        if (deciding.stream().anyMatch(tally -> tally.fails() > 0)) {
            return Judged.State.FAILS;
        }
        return deciding.stream().anyMatch(tally -> tally.unknown() > 0) ? Judged.State.UNKNOWN : Judged.State.HOLDS;
    }

    private static JudgedEndpoint judge(Scene scene, Policy policy, Places places) {
        EndpointAnswers answers = scene.answers();
        List<Identity> identities = Identity.seenIn(answers.observations());
        List<Remark> remarks = new ArrayList<>(VersionRemarks.of(scene));
        remarks.addAll(TroubleRemarks.of(answers));
        remarks.addAll(CertificateRemarks.of(answers.endpoint(), scene.chains(), scene.at()));
        remarks.addAll(DialogueRemarks.of(identities));
        RuleRemarks rules = new RuleRemarks(scene, policy, remarks);
        List<Verdict> verdicts = rules.verdicts();
        remarks.addAll(rules.remarks());
        List<Endpoint> here = List.of(answers.endpoint());
        String place = places.place(here);
        List<Finding> findings = remarks.stream()
                .map(remark ->
                        new Finding(remark.kind(), here, place, remark.statement(), remark.advice(), remark.evidence()))
                .sorted(Comparator.comparing(Finding::kind))
                .toList();
        return new JudgedEndpoint(
                answers, places.server(answers.endpoint()), scene.chains(), identities, verdicts, findings);
    }

    /** The same statement about several endpoints of one server becomes one finding; then worst first. */
    private static List<Finding> grouped(List<JudgedEndpoint> endpoints, Places places) {
        Map<List<Object>, List<Finding>> alike = new LinkedHashMap<>();
        for (JudgedEndpoint endpoint : endpoints) {
            for (Finding finding : endpoint.findings()) {
                alike.computeIfAbsent(
                                List.of(finding.kind(), endpoint.label(), finding.statement(), finding.advice()),
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
        return new Finding(
                first.kind(),
                endpoints,
                places.place(endpoints),
                first.statement(),
                first.advice(),
                List.copyOf(evidence));
    }
}
