package dev.extls.verdict;

/**
 * How a service came back that was waited for.
 *
 * @param state how the wait ended
 * @param seenDown whether it was seen not to answer
 */
public record Comeback(State state, boolean seenDown) {
    /** How a wait ends. */
    public enum State {
        /** It answered steadily. */
        STEADY,
        /** It did not within the time. */
        OVERDUE,
        /** It was waited for when the run ended. */
        WAITED_FOR
    }
}
