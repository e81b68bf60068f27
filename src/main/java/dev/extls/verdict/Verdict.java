package dev.extls.verdict;

import java.util.List;

/**
 * A rule held against the answers of one endpoint.
 *
 * @param ruleId the rule
 * @param state whether it holds
 * @param sentence what was seen, with full stop; may quote the server, so hostile
 * @param evidence ids of the observations it rests on
 */
public record Verdict(String ruleId, State state, String sentence, List<String> evidence) {
    /** Copies. */
    public Verdict {
        evidence = List.copyOf(evidence);
    }

    /** Whether a rule holds, best first; over several verdicts, FAILS outweighs UNKNOWN and UNKNOWN outweighs HOLDS. */
    public enum State {
        /** Seen as expected. */
        HOLDS,
        /** Neither seen as expected nor seen otherwise. */
        UNKNOWN,
        /** Seen otherwise. */
        FAILS
    }
}
