package dev.extls.verdict;

import dev.extls.observation.Sighting;
import java.util.List;

/**
 * A node that was reached behind one address, as far as its signs tell it from others.
 *
 * @param label what it is called in a sentence, bounded
 * @param listed what the grid of the pool calls the member that was recognised; empty where none was
 * @param signs by which it was known; hostile text
 * @param evidence ids of the observations that reached it, at least one
 */
public record NodeReached(String label, String listed, Sighting signs, List<String> evidence) {
    /** Copies. */
    public NodeReached {
        evidence = List.copyOf(evidence);
    }

    /**
     * Whether it is a member of the pool that was recognised.
     *
     * @return false for one that is not on the list, or cannot be told from others
     */
    public boolean member() {
        return !listed.isEmpty();
    }

    /**
     * How often it was reached.
     *
     * @return 1 or more
     */
    public int connections() {
        return evidence.size();
    }
}
