package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import java.util.List;

/**
 * Do the answers for versions stand although connections are seen to fail by chance since then? Suites take many more connections than versions, so what a few
 * did not show, these may: then each version whose answer rests on too little is asked for again. To be asked after the suites.
 *
 * @param versions the inquiry that gave them, which has come to its end before
 */
public record DoubtInquiry(VersionInquiry versions) implements Inquiry {
    @Override
    public Question question() {
        return versions.question();
    }

    @Override
    public List<Offer> next(List<Observation> observations) {
        return versions.inDoubt(observations);
    }
}
