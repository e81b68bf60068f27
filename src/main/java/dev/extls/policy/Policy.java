package dev.extls.policy;

import java.util.List;

/**
 * What the user expects of every endpoint.
 *
 * @param name its name on the command line
 * @param rules at least one, in the order in which they are reported, each id once
 */
public record Policy(String name, List<Rule> rules) {
    /** Checks and copies. */
    public Policy {
        rules = List.copyOf(rules);
        if (name.isBlank() || rules.isEmpty()) {
            throw new IllegalArgumentException("a policy has a name and at least one rule");
        }
        if (rules.stream().map(Rule::id).distinct().count() != rules.size()) {
            throw new IllegalArgumentException("two rules of " + name + " have the same id");
        }
    }
}
