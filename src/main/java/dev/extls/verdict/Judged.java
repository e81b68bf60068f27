package dev.extls.verdict;

import dev.extls.policy.Policy;
import java.time.Instant;
import java.util.List;

/**
 * A run with the opinion about it.
 *
 * @param policy what was expected
 * @param at the time that certificates and waivers were held against
 * @param endpoints in the order of the answers
 * @param tallies how each rule fared, in the order of the policy
 * @param findings of all endpoints, worst first, alike ones of one server in one
 * @param state FAILS if a rule of severity error fails anywhere, else UNKNOWN if one is, or if none applies anywhere
 * @param sentence the run in one sentence
 */
public record Judged(
        Policy policy,
        Instant at,
        List<JudgedEndpoint> endpoints,
        List<RuleTally> tallies,
        List<Finding> findings,
        State state,
        String sentence) {
    /** Copies. */
    public Judged {
        endpoints = List.copyOf(endpoints);
        tallies = List.copyOf(tallies);
        findings = List.copyOf(findings);
    }

    /**
     * What the run tells the shell.
     *
     * @return the exit code
     */
    public ExitCode exitCode() {
        return ExitCode.of(state);
    }

    /**
     * What is to be done, each step once, in the order of the findings.
     *
     * @return the steps with the places they are for
     */
    public List<NextStep> nextSteps() {
        return NextStep.of(findings);
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
