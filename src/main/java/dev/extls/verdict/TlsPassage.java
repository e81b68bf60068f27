package dev.extls.verdict;

import java.util.List;

/**
 * Whether a balancer passes TLS through to the nodes behind it, or ends it and answers by itself.
 *
 * @param kind what is to be said
 * @param reasons what it rests on, or why it cannot be told; each without full stop; may quote servers, so hostile
 * @param evidence ids of the observations it rests on
 */
public record TlsPassage(Kind kind, List<String> reasons, List<String> evidence) {
    /** Checks and copies. */
    public TlsPassage {
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("everything has a reason");
        }
    }

    /** What can be said. The names are part of the report's contract. */
    public enum Kind {
        /** What answers at the virtual address are the members. */
        PASSES_THROUGH("passes TLS through"),
        /** What answers at the virtual address is none of the members: bridging or offloading. */
        ENDS_TLS("ends TLS here (bridging or offloading)"),
        /** Nothing tells one from the other, or signs contradict each other. */
        CANNOT_TELL("cannot tell whether TLS is passed through or ended here");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /**
         * The answer in words.
         *
         * @return lower case, without full stop
         */
        public String words() {
            return words;
        }
    }

    /**
     * The answer with its reasons.
     *
     * @return a sentence without full stop
     */
    public String sentence() {
        return kind.words() + ": " + String.join("; ", reasons);
    }
}
