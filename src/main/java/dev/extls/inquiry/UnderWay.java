package dev.extls.inquiry;

import dev.extls.offer.Offer;
import java.util.ArrayList;
import java.util.List;

/** Offers that were made and are not observed yet. */
final class UnderWay {
    private UnderWay() {}

    /**
     * What is wanted now beyond what is under way. Nothing unless all of that is wanted still: else an answer that came since has changed what is
     * asked, and what is under way may change it again.
     *
     * @param wanted what would be offered if nothing were under way
     * @param offers what is under way
     */
    static List<Offer> beyond(List<Offer> wanted, List<Offer> offers) {
        List<Offer> more = new ArrayList<>(wanted);
        for (Offer offer : offers) {
            if (!more.remove(offer)) {
                return List.of();
            }
        }
        return List.copyOf(more);
    }
}
