package dev.extls.verdict;

import dev.extls.policy.Rule;
import dev.extls.policy.Severity;
import dev.extls.verdict.Verdict.State;
import java.util.Map;

/**
 * How one rule fared in a run, in numbers of endpoints.
 *
 * @param rule the rule
 * @param holds where it holds
 * @param fails where it fails
 * @param unknown where that stayed unknown
 * @param waived where it is waived
 * @param notApplicable where it does not apply, counted nowhere else
 */
public record RuleTally(Rule rule, int holds, int fails, int unknown, int waived, int notApplicable) {
    /** Of one rule. */
    static RuleTally of(Rule rule, Map<State, Integer> counts) {
        return new RuleTally(
                rule,
                counts.getOrDefault(State.HOLDS, 0),
                counts.getOrDefault(State.FAILS, 0),
                counts.getOrDefault(State.UNKNOWN, 0),
                counts.getOrDefault(State.WAIVED, 0),
                counts.getOrDefault(State.NOT_APPLICABLE, 0));
    }

    /**
     * How often it fared so.
     *
     * @param state one of all
     * @return the number of endpoints
     */
    public int count(State state) {
        return switch (state) {
            case HOLDS -> holds;
            case FAILS -> fails;
            case UNKNOWN -> unknown;
            case WAIVED -> waived;
            case NOT_APPLICABLE -> notApplicable;
        };
    }

    /**
     * Where it was held against something.
     *
     * @return the number of endpoints, those where it is not applicable aside
     */
    public int endpoints() {
        return holds + fails + unknown + waived;
    }

    /**
     * The worst that happened to it.
     *
     * @return FAILS, UNKNOWN, WAIVED or HOLDS; NOT_APPLICABLE if it was held against nothing
     */
    public State worst() {
        if (fails > 0) {
            return State.FAILS;
        }
        if (unknown > 0) {
            return State.UNKNOWN;
        }
        return waived > 0 ? State.WAIVED : holds > 0 ? State.HOLDS : State.NOT_APPLICABLE;
    }

    /** Whether it decides about the run. */
    public boolean decides() {
        return rule.severity() == Severity.ERROR;
    }
}
