package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import java.util.List;

/**
 * Do the answers for versions stand although connections are seen to fail by chance since then? Suites take many more connections than versions, so what a few
 * did not show, these may: then each version whose answer rests on too little is asked for again. To be asked after the suites.
 *
 * @param alpn protocol names to offer, or empty
 */
public record DoubtInquiry(List<String> alpn) implements Inquiry {
    /** Copies. */
    public DoubtInquiry {
        alpn = List.copyOf(alpn);
    }

    @Override
    public Question question() {
        return Question.VERSIONS;
    }

    @Override
    public List<Offer> next(List<Observation> observations) {
        return new VersionInquiry(alpn).inDoubt(observations);
    }
}
