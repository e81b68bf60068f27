package dev.extls.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the mistakes of one source. Bounded: a file that is no list at all must not fill the memory. */
final class Problems {
    /** So many are told, then reading stops. */
    static final int MOST = 100_000;

    private final String source;
    private final List<Problem> found = new ArrayList<>();
    private final Set<Integer> damagedLines = new HashSet<>();

    Problems(String source) {
        this.source = source;
    }

    Place place(int line, int column) {
        return new Place(source, line, column);
    }

    /** A mistake; a line whose bytes were damaged has been told already. */
    void add(int line, int column, String what, String expected) {
        if (damagedLines.contains(line) || full()) {
            return;
        }
        found.add(new Problem(place(line, column), what, expected));
        if (full()) {
            found.add(new Problem(
                    place(line, column), MOST + " mistakes", "a list of targets; what follows was not read"));
        }
    }

    /** Bytes that are no text; the first in a line is told. */
    void addDamage(int line, int column, String what, String expected) {
        add(line, column, what, expected);
        damagedLines.add(line);
    }

    boolean full() {
        return found.size() >= MOST;
    }

    /** All of them, as they were found. */
    List<Problem> asFound() {
        return found;
    }

    /** All of them, by line and column. */
    List<Problem> inOrder() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt((Problem problem) -> problem.place().line())
                .thenComparingInt(problem -> problem.place().column()));
        return sorted;
    }
}
