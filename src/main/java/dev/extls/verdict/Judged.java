package dev.extls.verdict;

import dev.extls.policy.Policy;
import java.time.Instant;
import java.util.List;

/**
 * A run with the opinion about it.
 *
 * @param policy what was expected
 * @param at the time that certificates were held against
 * @param endpoints in the order of the answers
 * @param findings of all endpoints, worst first, alike ones of one server in one
 * @param state the worst verdict; UNKNOWN if there is no endpoint
 * @param sentence the run in one sentence
 */
public record Judged(
        Policy policy,
        Instant at,
        List<JudgedEndpoint> endpoints,
        List<Finding> findings,
        Verdict.State state,
        String sentence) {
    /** Copies. */
    public Judged {
        endpoints = List.copyOf(endpoints);
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
}
