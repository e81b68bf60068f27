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
     * What to offer next. Called only when everything that it asked for has been observed.
     *
     * @param seen all observations of the endpoint so far, any order
     * @return offers that may be made side by side, in this order; an offer may stand there more than once; empty if there is nothing more to ask
     */
    List<Offer> next(List<Observation> seen);

    /**
     * What to offer beside what is under way, so that no connection waits for another whose answer does not matter to it. Nothing, unless an
     * inquiry knows that of its offers: a close counts only where no connection is answered beside it, and nodes that take turns are met
     * only by connections one after the other.
     *
     * @param seen all observations of the endpoint so far, any order; one of an offer under way may be among them, if that is made once more
     * @param underWay the offers of this inquiry that are not observed yet, at least one
     * @return offers beyond those, which may be made at once, in this order; the rest is asked for when nothing is under way
     */
    default List<Offer> beside(List<Observation> seen, List<Offer> underWay) {
        return List.of();
    }
}
