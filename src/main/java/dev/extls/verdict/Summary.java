package dev.extls.verdict;

import dev.extls.policy.Policy;
import dev.extls.policy.Rule;
import dev.extls.verdict.Verdict.State;
import java.util.ArrayList;
import java.util.List;

/** A run in one sentence a rule. */
final class Summary {
    private Summary() {}

    static String of(Policy policy, List<JudgedEndpoint> endpoints) {
        if (endpoints.isEmpty()) {
            return "Nothing was scanned, so nothing is known.";
        }
        List<String> sentences = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            sentences.add(sentence(rule, endpoints));
        }
        return String.join(" ", sentences);
    }

    private static String sentence(Rule rule, List<JudgedEndpoint> endpoints) {
        long holds = count(rule, endpoints, State.HOLDS);
        long fails = count(rule, endpoints, State.FAILS);
        long unknown = count(rule, endpoints, State.UNKNOWN);
        String of = " of " + endpoints.size() + (endpoints.size() == 1 ? " endpoint" : " endpoints");
        String tally = "holds on " + holds + of + (fails > 0 ? ", fails on " + fails : "")
                + (unknown > 0 ? ", unknown on " + unknown : "");
        String verdict = fails > 0 ? "FAILS" : unknown > 0 ? "UNKNOWN" : "HOLDS";
        return verdict + ": \"" + rule.sentence() + "\" " + tally + ".";
    }

    private static long count(Rule rule, List<JudgedEndpoint> endpoints, State state) {
        return endpoints.stream()
                .flatMap(endpoint -> endpoint.verdicts().stream())
                .filter(verdict -> verdict.ruleId().equals(rule.id()))
                .filter(verdict -> verdict.state() == state)
                .count();
    }
}
