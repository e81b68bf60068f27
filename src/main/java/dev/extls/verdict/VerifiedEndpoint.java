package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import java.util.List;

/**
 * One endpoint after a change.
 *
 * @param endpoint the door
 * @param place the door in words
 * @param answer whether the change is confirmed there
 * @param sentence why, with its full stop; may quote the server, so hostile
 * @param changes what is not as before, in the order of their topics
 * @param comeback how it came back
 */
public record VerifiedEndpoint(
        Endpoint endpoint, String place, Answer answer, String sentence, List<Change> changes, Comeback comeback) {
    /** Copies. */
    public VerifiedEndpoint {
        changes = List.copyOf(changes);
    }

    /** The same with something more to say. */
    VerifiedEndpoint saying(String more) {
        return new VerifiedEndpoint(endpoint, place, answer, sentence + more, changes, comeback);
    }

    /** Whether what was expected of a change is there, best first. */
    public enum Answer {
        /** Every deciding rule holds and nothing is worse than before. */
        CONFIRMED("confirmed"),
        /** Nobody can tell: it stayed unknown. */
        UNKNOWN("unknown"),
        /** A rule fails. */
        NOT_CONFIRMED("not confirmed"),
        /** Something that was good is gone, or something bad is there. */
        WORSE_THAN_BEFORE("worse than before"),
        /** It answered before the change and was not steady in time. */
        NEVER_CAME_BACK("never came back");

        private final String words;

        Answer(String words) {
            this.words = words;
        }

        /**
         * The answer in words.
         *
         * @return lower case
         */
        public String words() {
            return words;
        }
    }
}
