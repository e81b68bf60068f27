package dev.extls.policy;

import java.util.List;

/**
 * What the user expects of every endpoint.
 *
 * @param name its name on the command line
 * @param title what it is, in a few words; may be empty
 * @param rules at least one, in the order in which they are reported, each id once
 * @param waivers what is not insisted on, in the order of the file
 */
public record Policy(String name, String title, List<Rule> rules, List<Waiver> waivers) {
    /** Checks and copies. */
    public Policy {
        rules = List.copyOf(rules);
        waivers = List.copyOf(waivers);
        if (name.isBlank() || rules.isEmpty()) {
            throw new IllegalArgumentException("a policy has a name and at least one rule");
        }
        List<String> ids = rules.stream().map(Rule::id).toList();
        if (ids.stream().distinct().count() != ids.size()) {
            throw new IllegalArgumentException("two rules of " + name + " have the same id");
        }
        waivers.forEach(waiver -> {
            if (!ids.contains(waiver.ruleId())) {
                throw new IllegalArgumentException(name + " waives " + waiver.ruleId() + ", which it has not");
            }
        });
    }

    /**
     * Whether the answers about versions are not enough to judge it.
     *
     * @return true if a rule is about suites, groups or facts
     */
    public boolean beyondVersions() {
        return rules.stream().anyMatch(rule -> rule.expectation().beyondVersions());
    }
}
