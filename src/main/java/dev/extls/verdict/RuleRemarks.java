package dev.extls.verdict;

import dev.extls.policy.Policy;
import dev.extls.policy.Rule;
import dev.extls.policy.Severity;
import dev.extls.policy.Waiver;
import dev.extls.verdict.Verdict.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the rules of a policy against one endpoint, and says of those that do not hold what no other remark says. */
final class RuleRemarks {
    private final Scene scene;
    private final List<Remark> said;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<Remark, List<String>> rulesByRemark = new LinkedHashMap<>();
    private final List<Remark> ofWaivers = new ArrayList<>();

    /**
     * Judges at once.
     *
     * @param scene the endpoint
     * @param policy the rules
     * @param said what is said of the endpoint without any rule
     */
    RuleRemarks(Scene scene, Policy policy, List<Remark> said) {
        this.scene = scene;
        this.said = List.copyOf(said);
        for (Rule rule : policy.rules()) {
            judge(rule, policy);
        }
    }

    /** One a rule, in the order of the policy. */
    List<Verdict> verdicts() {
        return verdicts;
    }

    /** What is to be said beside, rules with the same to say in one remark. */
    List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>(ofWaivers);
        rulesByRemark.forEach((remark, rules) -> remarks.add(new Remark(
                remark.kind(),
                remark.statement() + " [" + Words.some(rules) + "]",
                remark.advice(),
                remark.evidence())));
        return remarks;
    }

    private void judge(Rule rule, Policy policy) {
        Seen seen = rule.meantFor(scene.endpoint().service())
                ? rule.expectation().fold(new RuleCheck(scene))
                : Seen.notApplicable(
                        "the rule is not meant for " + scene.endpoint().service());
        boolean open = seen.state() == State.FAILS || seen.state() == State.UNKNOWN;
        Optional<Waiver> waiver = open ? waiver(rule, policy) : Optional.empty();
        boolean waived = waiver.isPresent() && !waiver.get().expired(scene.at());
        State state = waived ? State.WAIVED : seen.state();
        verdicts.add(new Verdict(
                rule.id(),
                rule.severity(),
                state,
                Words.capital(seen.statement()) + ".",
                rule.why(),
                open ? seen.advice() : Advice.NONE,
                waiver,
                seen.evidence()));
        waiver.ifPresent(one -> ofWaivers.add(remark(one, waived, seen)));
        if (open && !waived && !told(seen)) {
            say(rule, seen);
        }
    }

    /** Where nothing could be established, the reason is said, and is the reason of every UNKNOWN. */
    private boolean told(Seen seen) {
        return (seen.state() == State.UNKNOWN && scene.answers().trouble().isPresent())
                || said.stream().anyMatch(remark -> seen.told().contains(remark.kind()));
    }

    /** One that counts, else the one that expired last. */
    private Optional<Waiver> waiver(Rule rule, Policy policy) {
        return policy.waivers().stream()
                .filter(waiver -> waiver.ruleId().equals(rule.id()) && waiver.meantFor(scene.endpoint()))
                .reduce((one, other) -> other.expires().isAfter(one.expires()) ? other : one);
    }

    private static Remark remark(Waiver waiver, boolean counts, Seen seen) {
        String rule = "rule " + waiver.ruleId();
        return counts
                ? new Remark(
                        FindingKind.WAIVED,
                        rule + " is waived until " + waiver.expires() + " (" + Words.bounded(waiver.reason()) + "): "
                                + seen.statement(),
                        seen.evidence())
                : new Remark(
                        FindingKind.WAIVER_EXPIRED,
                        "the waiver of " + rule + " expired on " + waiver.expires() + " ("
                                + Words.bounded(waiver.reason()) + ")",
                        seen.evidence());
    }

    private void say(Rule rule, Seen seen) {
        FindingKind kind = seen.state() == State.UNKNOWN ? FindingKind.RULE_UNKNOWN : failing(rule.severity());
        Remark remark = new Remark(kind, seen.statement(), seen.advice(), seen.evidence());
        rulesByRemark.computeIfAbsent(remark, key -> new ArrayList<>()).add(rule.id());
    }

    private static FindingKind failing(Severity severity) {
        return switch (severity) {
            case ERROR -> FindingKind.RULE_FAILS;
            case WARNING -> FindingKind.RULE_WARNS;
            case NOTE -> FindingKind.RULE_NOTES;
        };
    }
}
