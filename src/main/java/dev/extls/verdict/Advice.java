package dev.extls.verdict;

/**
 * The next step in Exchange terms.
 *
 * @param text what to do, without full stop; empty where there is nothing to advise
 * @param source the document it comes from; empty only where the text is
 */
public record Advice(String text, String source) {
    /** Nothing to advise. */
    public static final Advice NONE = new Advice("", "");

    /** Checks that advice has a source. */
    public Advice {
        if (text.isEmpty() != source.isEmpty()) {
            throw new IllegalArgumentException("advice has a source");
        }
    }

    /**
     * Whether there is something to do.
     *
     * @return false for {@link #NONE}
     */
    public boolean given() {
        return !text.isEmpty();
    }
}
