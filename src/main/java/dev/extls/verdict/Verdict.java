package dev.extls.verdict;

import dev.extls.policy.Severity;
import dev.extls.policy.Waiver;
import java.util.List;
import java.util.Optional;

/**
 * A rule held against the answers of one endpoint.
 *
 * @param ruleId the rule
 * @param severity how much it matters where it fails
 * @param state whether it holds
 * @param sentence what was seen, with full stop; may quote the server, so hostile
 * @param why why the rule matters, without full stop; empty where the policy does not say
 * @param advice the next step; none where the rule holds
 * @param waiver the waiver that is meant for this rule and endpoint: it counts where the state is WAIVED, and has expired otherwise
 * @param evidence ids of the observations it rests on
 */
public record Verdict(
        String ruleId,
        Severity severity,
        State state,
        String sentence,
        String why,
        Advice advice,
        Optional<Waiver> waiver,
        List<String> evidence) {
    /** Checks and copies. */
    public Verdict {
        evidence = List.copyOf(evidence);
        if (state == State.WAIVED && waiver.isEmpty()) {
            throw new IllegalArgumentException("what is waived has a waiver");
        }
    }

    /**
     * Whether it counts for the run: warnings and notes do not.
     *
     * @return true for severity error
     */
    public boolean decides() {
        return severity == Severity.ERROR;
    }

    /**
     * Whether it is not as expected and nobody waived it.
     *
     * @return true for FAILS and UNKNOWN
     */
    public boolean open() {
        return state == State.FAILS || state == State.UNKNOWN;
    }

    /** Whether a rule holds, best first. */
    public enum State {
        /** The rule is not meant for this service, or there is nothing here that it could be held against. Not counted. */
        NOT_APPLICABLE,
        /** Seen as expected. */
        HOLDS,
        /** Not seen as expected, which somebody accepts for a time. Shown, and makes no run fail. */
        WAIVED,
        /** Neither seen as expected nor seen otherwise. */
        UNKNOWN,
        /** Seen otherwise. */
        FAILS
    }
}
