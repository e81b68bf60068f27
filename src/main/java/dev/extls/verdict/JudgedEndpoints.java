package dev.extls.verdict;

import dev.extls.inquiry.Keeping;
import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a run with the opinion about each, made when it is asked for, as the answers are, and kept as they are. Used by one thread.
 */
final class JudgedEndpoints extends AbstractList<JudgedEndpoint> implements RandomAccess {
    private final IntFunction<JudgedEndpoint> judging;
    private final @Nullable JudgedEndpoint[] kept;
    private final Keeping keeping = new Keeping();

    JudgedEndpoints(int size, IntFunction<JudgedEndpoint> judging) {
        this.judging = judging;
        kept = new JudgedEndpoint[size];
    }

    @Override
    public JudgedEndpoint get(int place) {
        JudgedEndpoint known = kept[place];
        if (known != null) {
            return known;
        }
        JudgedEndpoint made = judging.apply(place);
        if (keeping.keeps(made.answers())) {
            kept[place] = made;
        }
        return made;
    }

    @Override
    public int size() {
        return kept.length;
    }
}
