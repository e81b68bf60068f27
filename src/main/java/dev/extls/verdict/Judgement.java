package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.RunAnswers;
import dev.extls.observation.Identity;
import dev.extls.observation.Observation;
import dev.extls.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Holds a policy against the answers of a run. Pure: the same answers give the same opinion. */
public final class Judgement {
    /** Nobody reads on. */
    private static final int COUNTED_AT_MOST = 500;

    private Judgement() {}

    /**
     * Judges a short run at the time of the last observation.
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
     * Judges a short run at a given time.
     *
     * @param answers any number of endpoints
     * @param policy what is expected
     * @param at the time that certificates are held against
     * @return the opinion
     */
    public static Judged of(List<EndpointAnswers> answers, Policy policy, Instant at) {
        return of(RunAnswers.of(answers), policy, at);
    }

    /**
     * Judges a run of any length.
     *
     * @param answers of the run, gone through once here and once more each time somebody goes through the endpoints of the result
     * @param policy what is expected
     * @param at the time that certificates are held against
     * @return the opinion
     */
    public static Judged of(RunAnswers answers, Policy policy, Instant at) {
        Places places = new Places(answers.endpoints());
        Surroundings surroundings = new Surroundings(answers, places);
        List<JudgedEndpoint> endpoints = new JudgedEndpoints(
                answers.size(), place -> judge(answers.get(place), surroundings, policy, at, places));
        List<Map<Verdict.State, Integer>> counts = policy.rules().stream()
                .<Map<Verdict.State, Integer>>map(rule -> new EnumMap<>(Verdict.State.class))
                .toList();
        GatheredFindings findings = new GatheredFindings(places);
        GatheredPools pools = new GatheredPools(answers, GatheredPools.WAITING_AT_MOST);
        List<Standing> standings = new ArrayList<>(endpoints.size());
        List<Counted> counted = new ArrayList<>();
        for (JudgedEndpoint endpoint : endpoints) {
            standings.add(new Standing(answers.endpoints().get(standings.size()), endpoint.label(), endpoint.state()));
            findings.add(endpoint);
            pools.add(endpoint);
            if (endpoint.whoAnswered().told() && counted.size() < COUNTED_AT_MOST) {
                counted.add(new Counted(places.place(List.of(endpoint.answers().endpoint())), endpoint.whoAnswered()));
            }
            for (int rule = 0; rule < counts.size(); rule++) {
                counts.get(rule).merge(endpoint.verdicts().get(rule).state(), 1, Integer::sum);
            }
        }
        List<Pool> grids = pools.pools();
        GatheredPools.findings(grids).forEach(findings::add);
        List<RuleTally> tallies = IntStream.range(0, counts.size())
                .mapToObj(rule -> RuleTally.of(policy.rules().get(rule), counts.get(rule)))
                .toList();
        Judged.State state = state(tallies);
        return new Judged(
                policy,
                at,
                endpoints,
                standings,
                grids,
                counted,
                tallies,
                findings.worstFirst(),
                findings.left(),
                findings.nextSteps(),
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

    private static JudgedEndpoint judge(
            EndpointAnswers answers, Surroundings surroundings, Policy policy, Instant at, Places places) {
        Scene scene = surroundings.scene(answers, at);
        List<Identity> identities = Identity.seenIn(answers.observations());
        WhoAnswered who = answers.endpoint().role() == Role.MEMBER
                ? WhoAnswered.NOT_ASKED
                : WhoAnswered.of(answers, surroundings.members(answers.endpoint()));
        List<Remark> remarks = new ArrayList<>(VersionRemarks.of(scene));
        remarks.addAll(VantageRemarks.of(answers, surroundings.elsewhere(answers.endpoint())));
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
                answers, places.server(answers.endpoint()), scene.chains(), identities, who, verdicts, findings);
    }
}
