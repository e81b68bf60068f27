package dev.extls.report;

import dev.extls.verdict.NextStep;
import java.util.List;

/**
 * Something to do; every text has passed {@link Escaped#forPaper}.
 *
 * @param text what
 * @param source where that is written
 * @param places for which servers, as many as are shown
 * @param left how many are not shown
 */
record PageStep(String text, PageRule.Source source, List<String> places, int left) {
    private static final int MOST_PLACES = 40;

    PageStep {
        places = List.copyOf(places);
    }

    static PageStep of(NextStep step) {
        return new PageStep(
                Escaped.forPaper(step.advice().text()),
                PageRule.Source.of(step.advice().source()),
                step.places().stream().limit(MOST_PLACES).map(Escaped::forPaper).toList(),
                step.left() + Math.max(0, step.places().size() - MOST_PLACES));
    }
}
