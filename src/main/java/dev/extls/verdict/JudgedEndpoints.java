package dev.extls.verdict;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** The endpoints of a run with the opinion about each, made when it is asked for, as the answers are. */
final class JudgedEndpoints extends AbstractList<JudgedEndpoint> implements RandomAccess {
    /** Those of a short run are kept. */
    private static final int KEPT = 500;

    private final int size;
    private final IntFunction<JudgedEndpoint> judging;

    private JudgedEndpoints(int size, IntFunction<JudgedEndpoint> judging) {
        this.size = size;
        this.judging = judging;
    }

    static List<JudgedEndpoint> of(int size, IntFunction<JudgedEndpoint> judging) {
        List<JudgedEndpoint> made = new JudgedEndpoints(size, judging);
        return size <= KEPT ? List.copyOf(made) : made;
    }

    @Override
    public JudgedEndpoint get(int place) {
        return judging.apply(place);
    }

    @Override
    public int size() {
        return size;
    }
}
