package dev.extls.verdict;

import dev.extls.verdict.Verdict.State;
import java.util.List;
import java.util.Set;

/**
 * What one expectation found at one endpoint.
 *
 * @param state whether it holds
 * @param statement what was seen, without full stop; may quote the server, so hostile
 * @param advice the next step, where it does not hold
 * @param told findings of these kinds at the endpoint say the same already
 * @param evidence ids of the observations it rests on
 */
record Seen(State state, String statement, Advice advice, Set<FindingKind> told, List<String> evidence) {
    Seen {
        told = Set.copyOf(told);
        evidence = List.copyOf(evidence);
    }

    static Seen holds(String statement, List<String> evidence) {
        return new Seen(State.HOLDS, statement, Advice.NONE, Set.of(), evidence);
    }

    static Seen fails(String statement, Advice advice, List<String> evidence) {
        return new Seen(State.FAILS, statement, advice, Set.of(), evidence);
    }

    static Seen unknown(String statement, List<String> evidence) {
        return new Seen(State.UNKNOWN, statement, Advice.NONE, Set.of(), evidence);
    }

    static Seen notApplicable(String statement) {
        return new Seen(State.NOT_APPLICABLE, statement, Advice.NONE, Set.of(), List.of());
    }

    Seen toldBy(FindingKind... kinds) {
        return new Seen(state, statement, advice, Set.of(kinds), evidence);
    }

    /** The answer for a version stayed UNKNOWN, which has always a finding of its own. */
    Seen toldAsUnknown() {
        return new Seen(state, statement, advice, FindingKind.OF_UNKNOWN_VERSIONS, evidence);
    }

    Seen advising(Advice next) {
        return new Seen(state, statement, next, told, evidence);
    }
}
