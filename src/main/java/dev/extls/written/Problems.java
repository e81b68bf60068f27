package dev.extls.written;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the mistakes of one source. Bounded: a file that is something else altogether must not fill the memory. */
public final class Problems {
    /** So many are told, then reading stops. */
    public static final int MOST = 100_000;

    private final String source;
    private final List<Problem> found = new ArrayList<>();
    private final Set<Integer> damagedLines = new HashSet<>();

    /**
     * No mistakes yet.
     *
     * @param source the file name, or what stands for it
     */
    public Problems(String source) {
        this.source = source;
    }

    /**
     * A place in the source.
     *
     * @param line 1 or more
     * @param column 1 or more
     * @return the place
     */
    public Place place(int line, int column) {
        return new Place(source, line, column);
    }

    /**
     * A mistake; a line whose bytes were damaged has been told already.
     *
     * @param line where
     * @param column where in the line
     * @param what what stands there
     * @param expected what would have been right
     */
    public void add(int line, int column, String what, String expected) {
        if (damagedLines.contains(line) || full()) {
            return;
        }
        found.add(new Problem(place(line, column), what, expected));
        if (full()) {
            found.add(new Problem(place(line, column), MOST + " mistakes", "fewer; what follows was not read"));
        }
    }

    /**
     * Bytes that are no text; the first in a line is told.
     *
     * @param line where
     * @param column where in the line
     * @param what what stands there
     * @param expected what would have been right
     */
    public void addDamage(int line, int column, String what, String expected) {
        add(line, column, what, expected);
        damagedLines.add(line);
    }

    /**
     * Whether no more are taken, so that reading on is of no use.
     *
     * @return true after {@link #MOST}
     */
    public boolean full() {
        return found.size() >= MOST;
    }

    /**
     * All of them, as they were found.
     *
     * @return a copy
     */
    public List<Problem> asFound() {
        return List.copyOf(found);
    }

    /**
     * All of them, by line and column.
     *
     * @return a new list
     */
    public List<Problem> inOrder() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt((Problem problem) -> problem.place().line())
                .thenComparingInt(problem -> problem.place().column()));
        return sorted;
    }
}
