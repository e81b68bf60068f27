package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import java.util.List;

/**
 * A pure, adaptive procedure that turns a question about one endpoint into offers: the same observations give the same offers, whatever it was asked
 * before. It may remember what it derived, so it belongs to one endpoint and one thread at a time.
 */
public interface Inquiry {
    /**
     * What it wants to know.
     *
     * @return the question of every observation that is made for it
     */
    Question question();

    /**
     * What to offer next. Called again only when everything that it asked for has been observed.
     *
     * @param seen all observations of the endpoint so far, any order
     * @return offers that may be made side by side, in this order; an offer may stand there more than once; empty if there is nothing more to ask
     */
    List<Offer> next(List<Observation> seen);
}
