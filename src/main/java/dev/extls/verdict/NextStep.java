package dev.extls.verdict;

import java.util.List;

/**
 * One thing to do, with everything that it is for.
 *
 * @param advice what to do
 * @param places the servers and doors, such as {@code ex01.contoso.test (SMTP 25, HTTPS 443)}, each once
 * @param left for how many doors more it is, those that a long list does not name
 */
public record NextStep(Advice advice, List<String> places, int left) {
    /** Copies. */
    public NextStep {
        places = List.copyOf(places);
    }

    /**
     * The first few places, and how many more.
     *
     * @return in words; server names are the user's, so hostile
     */
    public String somePlaces() {
        return Words.some(places, left);
    }
}
