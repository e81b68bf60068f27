package dev.extls.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.extls.policy.Expectation;
import dev.extls.policy.Rule;
import dev.extls.policy.Severity;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Verdict.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sentence of a run, and how rules fared in it. */
class SummaryTest {
    private static Rule rule(String id, Severity severity) {
        return new Rule(
                id,
                severity,
                "TLS 1.2 is confirmed",
                "",
                "RFC 5246",
                Set.of(),
                new Expectation.Confirmed(ProtocolVersion.TLS_1_2));
    }

    private static RuleTally tally(String id, int holds, int fails, int unknown, int waived) {
        return new RuleTally(rule(id, Severity.ERROR), holds, fails, unknown, waived, 7);
    }

    private static RuleTally note(int fails) {
        return new RuleTally(rule("note", Severity.NOTE), 1, fails, 0, 0, 0);
    }

    static Stream<Arguments> sentences() {
        return Stream.of(
                arguments(List.of(tally("a", 1, 0, 0, 0)), "\"TLS 1.2 is confirmed\" holds on 1 of 1 endpoint."),
                arguments(
                        List.of(tally("a", 2, 3, 4, 5)),
                        "\"TLS 1.2 is confirmed\" holds on 2 of 14 endpoints, fails on 3, unknown on 4, waived on 5."),
                arguments(
                        List.of(tally("a", 1, 0, 0, 0), tally("b", 1, 0, 0, 0), tally("c", 0, 0, 0, 0)),
                        "2 of 2 rules hold."),
                arguments(
                        List.of(
                                tally("a", 1, 0, 0, 0),
                                tally("b", 1, 1, 1, 0),
                                tally("c", 1, 0, 1, 1),
                                tally("d", 1, 0, 0, 1)),
                        "1 of 4 rules holds; 1 fails: b; 1 is unknown: c; 1 is waived somewhere: d."),
                arguments(
                        List.of(
                                tally("a", 0, 1, 0, 0),
                                tally("b", 1, 1, 0, 0),
                                tally("c", 0, 0, 1, 0),
                                tally("d", 0, 0, 1, 0),
                                tally("e", 0, 0, 0, 1),
                                tally("f", 0, 0, 0, 1)),
                        "0 of 6 rules hold; 2 fail: a and b; 2 are unknown: c and d; 2 are waived somewhere: e and f."),
                arguments(List.of(tally("a", 1, 0, 0, 0), note(0)), "1 of 1 rule holds."),
                arguments(List.of(tally("a", 1, 0, 0, 0), note(1)), "1 of 1 rule holds; 1 warning or note fails."),
                arguments(
                        List.of(tally("a", 1, 0, 0, 0), note(1), note(2)),
                        "1 of 1 rule holds; 2 warnings and notes fail."),
                arguments(List.of(note(0)), "no rule of severity error applies."),
                arguments(List.of(note(1)), "no rule of severity error applies; 1 warning or note fails."));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void aRunIsOneSentence(List<RuleTally> tallies, String sentence) {
        assertThat(Summary.of(Judged.State.FAILS, tallies, 20)).isEqualTo("FAILS: " + sentence);
    }

    @Test
    void nothingIsKnownOfNothing() {
        assertThat(Summary.of(Judged.State.UNKNOWN, List.of(tally("a", 0, 0, 0, 0)), 0))
                .isEqualTo("Nothing was scanned, so nothing is known.");
        assertThat(Summary.of(Judged.State.UNKNOWN, List.of(tally("a", 0, 0, 0, 0)), 1))
                .isEqualTo("UNKNOWN: no rule of the policy applies to any endpoint.");
    }

    @Test
    void theWorstOfARuleIsWhatHappenedOnce() {
        assertThat(tally("a", 9, 1, 1, 1).worst()).isEqualTo(State.FAILS);
        assertThat(tally("a", 9, 0, 1, 1).worst()).isEqualTo(State.UNKNOWN);
        assertThat(tally("a", 9, 0, 0, 1).worst()).isEqualTo(State.WAIVED);
        assertThat(tally("a", 1, 0, 0, 0).worst()).isEqualTo(State.HOLDS);
        assertThat(tally("a", 0, 0, 0, 0).worst()).isEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void aRuleIsCountedByEachState() {
        RuleTally tally = RuleTally.of(
                rule("a", Severity.ERROR),
                Map.of(State.HOLDS, 1, State.FAILS, 2, State.UNKNOWN, 3, State.WAIVED, 4, State.NOT_APPLICABLE, 5));

        assertThat(Stream.of(State.HOLDS, State.FAILS, State.UNKNOWN, State.WAIVED, State.NOT_APPLICABLE)
                        .map(tally::count))
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(tally.endpoints()).isEqualTo(10);
        assertThat(RuleTally.of(rule("a", Severity.ERROR), Map.of()).endpoints())
                .isZero();
    }
}
