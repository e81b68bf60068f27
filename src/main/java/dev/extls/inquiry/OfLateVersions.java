package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import java.util.List;

/**
 * An inquiry into suites that goes on where versions were asked for once more after it, since one of them may be spoken after all.
 *
 * @param suites the inquiry, which has come to its end before
 */
public record OfLateVersions(SuiteInquiry suites) implements Inquiry {
    @Override
    public Question question() {
        return suites.question();
    }

    @Override
    public List<Offer> next(List<Observation> seen) {
        return late(seen) ? suites.next(seen) : List.of();
    }

    @Override
    public List<Offer> beside(List<Observation> seen, List<Offer> underWay) {
        return late(seen) ? suites.beside(seen, underWay) : List.of();
    }

    private static boolean late(List<Observation> seen) {
        long first = Long.MAX_VALUE;
        long last = 0;
        for (Observation one : seen) {
            if (one.question() == Question.SUITES) {
                first = Math.min(first, one.number());
            } else if (one.question() == Question.VERSIONS) {
                last = Math.max(last, one.number());
            }
        }
        return first < last;
    }
}
