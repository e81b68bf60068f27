package dev.extls.verdict;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Proof;
import dev.extls.policy.Expectation;
import dev.extls.policy.Rule;
import dev.extls.verdict.Verdict.State;

/** Holds one rule against one endpoint. */
final class RuleCheck {
    private RuleCheck() {}

    static Verdict judge(EndpointAnswers endpoint, Rule rule) {
        return rule.expectation().fold(expected -> confirmed(endpoint, rule, expected));
    }

    private static Verdict confirmed(EndpointAnswers endpoint, Rule rule, Expectation.Confirmed expected) {
        Answer answer = Words.answer(endpoint, expected.version());
        String sentence = Words.capital(VersionStatement.of(endpoint, expected.version())) + ".";
        return new Verdict(rule.id(), state(answer), sentence, answer.evidence());
    }

    /**
     * The rule wants a finished handshake. A version that was only selected is still a YES about the server, but whether
     * clients get through with it was not seen: neither HOLDS nor FAILS. Where one address says both, at least one node
     * does not speak the version, and clients will meet it.
     */
    private static State state(Answer answer) {
        if (VersionStatement.contradicted(answer)) {
            return State.FAILS;
        }
        return switch (answer.kind()) {
            case YES -> answer.proof() == Proof.CONFIRMED ? State.HOLDS : State.UNKNOWN;
            case NO -> State.FAILS;
            case UNKNOWN -> State.UNKNOWN;
        };
    }
}
