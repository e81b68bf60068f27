package dev.extls.verdict;

import dev.extls.policy.Policy;
import dev.extls.policy.Rule;
import dev.extls.policy.Severity;
import dev.extls.verdict.Verdict.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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
    static List<RuleTally> of(Policy policy, List<JudgedEndpoint> endpoints) {
        List<RuleTally> tallies = new ArrayList<>();
        for (int place = 0; place < policy.rules().size(); place++) {
            Map<State, Integer> counts = new EnumMap<>(State.class);
            for (JudgedEndpoint endpoint : endpoints) {
                counts.merge(endpoint.verdicts().get(place).state(), 1, Integer::sum);
            }
            tallies.add(new RuleTally(
                    policy.rules().get(place),
                    counts.getOrDefault(State.HOLDS, 0),
                    counts.getOrDefault(State.FAILS, 0),
                    counts.getOrDefault(State.UNKNOWN, 0),
                    counts.getOrDefault(State.WAIVED, 0),
                    counts.getOrDefault(State.NOT_APPLICABLE, 0)));
        }
        return List.copyOf(tallies);
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
    boolean decides() {
        return rule.severity() == Severity.ERROR;
    }
}
