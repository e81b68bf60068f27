package dev.extls.verdict;

import dev.extls.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A run with the opinion about it.
 *
 * @param policy what was expected
 * @param at the time that certificates and waivers were held against
 * @param endpoints in the order of the answers; of a long run each is made when it is asked for, so whoever goes through all of them should do it once
 * @param standings the same in short, always at hand
 * @param pools those of which members are on the list, in its order
 * @param counted endpoints behind which nodes were counted, in the order of the answers; as many as a reader can use
 * @param tallies how each rule fared, in the order of the policy
 * @param findings of all endpoints and pools, worst first, alike ones of one server in one; of each kind as many as a reader can use
 * @param findingsLeft how many of a kind at single endpoints are not among them; empty if all are
 * @param nextSteps what is to be done, each step once, in the order of the findings, with the places they are for
 * @param state FAILS if a rule of severity error fails anywhere, else UNKNOWN if one is, or if none applies anywhere
 * @param sentence the run in one sentence
 */
public record Judged(
        Policy policy,
        Instant at,
        List<JudgedEndpoint> endpoints,
        List<Standing> standings,
        List<Pool> pools,
        List<Counted> counted,
        List<RuleTally> tallies,
        List<Finding> findings,
        Map<FindingKind, Integer> findingsLeft,
        List<NextStep> nextSteps,
        State state,
        String sentence) {
    /** Copies, but for the endpoints, which may be too many. */
    public Judged {
        standings = List.copyOf(standings);
        pools = List.copyOf(pools);
        counted = List.copyOf(counted);
        tallies = List.copyOf(tallies);
        findings = List.copyOf(findings);
        findingsLeft = Map.copyOf(findingsLeft);
        nextSteps = List.copyOf(nextSteps);
    }

    /**
     * What the run tells the shell.
     *
     * @return the exit code
     */
    public ExitCode exitCode() {
        return ExitCode.of(state);
    }

    /** The run as a whole. Rules of severity warning and note do not decide it. */
    public enum State {
        /** Every rule of severity error holds, or is waived. */
        HOLDS,
        /** None fails, but one stayed unknown, or none was held against anything. */
        UNKNOWN,
        /** One fails. */
        FAILS
    }
}
