package dev.extls.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Samples;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.policy.Policy;
import dev.extls.policy.Rule;
import dev.extls.verdict.Verdict.State;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleSamplesTest {
    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");

    /** Every rule of every built-in policy. */
    static Stream<Arguments> rules() {
        return BuiltInPolicies.names().stream()
                .map(name -> BuiltInPolicies.named(name).orElseThrow())
                .flatMap(policy -> policy.rules().stream().map(rule -> arguments(policy.name(), rule)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rules")
    void everyRuleHasAnswersThatItHoldsOnFailsOnAndLeavesOpen(String policy, Rule rule) {
        RuleSamples.Triple samples = RuleSamples.of(rule);

        assertThat(verdict(rule, samples.holds()).state()).isEqualTo(State.HOLDS);
        assertThat(verdict(rule, samples.fails()).state()).isEqualTo(State.FAILS);
        assertThat(verdict(rule, samples.unknown()).state()).isEqualTo(State.UNKNOWN);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rules")
    void aVerdictIsASentenceAndAFailureHasEvidence(String policy, Rule rule) {
        RuleSamples.Triple samples = RuleSamples.of(rule);

        for (Function<Endpoint, List<EndpointAnswers>> run :
                List.of(samples.holds(), samples.fails(), samples.unknown())) {
            assertThat(verdict(rule, run).sentence()).matches("[A-Z].*[^.]\\.").doesNotContain("  ");
        }
        assertThat(verdict(rule, samples.fails()).evidence()).isNotEmpty();
        assertThat(verdict(rule, samples.holds()).evidence()).isNotEmpty();
        assertThat(verdict(rule, samples.holds()).advice()).isEqualTo(Advice.NONE);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rules")
    void whatDoesNotHoldIsSaidOnceInTheFindings(String policy, Rule rule) {
        RuleSamples.Triple samples = RuleSamples.of(rule);

        assertThat(judged(rule, samples.holds()).findings())
                .noneMatch(finding -> finding.kind().name().startsWith("RULE_"));
        for (Function<Endpoint, List<EndpointAnswers>> run : List.of(samples.fails(), samples.unknown())) {
            Judged judged = judged(rule, run);
            long ofRule = judged.endpoints().get(0).findings().stream()
                    .filter(finding -> finding.kind().name().startsWith("RULE_"))
                    .count();
            assertThat(ofRule).isLessThanOrEqualTo(1);
            assertThat(judged.endpoints().get(0).findings()).isNotEmpty();
        }
    }

    @Test
    void thereAreNoSamplesWithoutARule() {
        assertThat(RuleSamples.ruleIds())
                .isEqualTo(rules().map(one -> ((Rule) one.get()[1]).id()).collect(Collectors.toSet()));
    }

    private static Verdict verdict(Rule rule, Function<Endpoint, List<EndpointAnswers>> run) {
        return judged(rule, run).endpoints().get(0).verdicts().get(0);
    }

    private static Judged judged(Rule rule, Function<Endpoint, List<EndpointAnswers>> run) {
        Service service = rule.services().stream().findFirst().orElse(Service.HTTPS);
        Endpoint door = Samples.endpoint(service, RuleSamples.NAME, "10.0.0.11");
        return Judgement.of(run.apply(door), new Policy("p", "", List.of(rule), List.of()), AT);
    }
}
