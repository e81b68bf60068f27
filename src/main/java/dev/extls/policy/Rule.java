package dev.extls.policy;

/**
 * One expectation with its reason.
 *
 * @param id unique in a policy, lower case with hyphens, part of the report's contract
 * @param severity how much a failure matters
 * @param sentence what is expected, without a full stop
 * @param source the document it comes from; a rule without a source does not exist
 * @param expectation what is held against the answers
 */
public record Rule(String id, Severity severity, String sentence, String source, Expectation expectation) {
    /** Checks that nothing is empty. */
    public Rule {
        if (id.isBlank() || sentence.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("a rule has an id, a sentence and a source");
        }
    }
}
