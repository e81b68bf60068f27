package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Inquiry;
import dev.extls.observation.Observation;
import dev.extls.offer.Offer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One endpoint on its way through its inquiry. Used by the run's one thread only. */
final class Course {
    private final Endpoint endpoint;
    private final Inquiry inquiry;
    private final List<Observation> seen = new ArrayList<>();
    private int pending;

    Course(Endpoint endpoint, Inquiry inquiry) {
        this.endpoint = endpoint;
        this.inquiry = inquiry;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** The offers to be made now; empty while some are still under way, and at the end. */
    List<Offer> next() {
        if (pending > 0) {
            return List.of();
        }
        List<Offer> offers = inquiry.next(List.copyOf(seen));
        pending = offers.size();
        return offers;
    }

    void observed(Observation observation) {
        pending--;
        seen.add(observation);
        seen.sort(Comparator.comparingLong(Observation::number));
    }

    boolean idle() {
        return pending == 0;
    }

    EndpointAnswers answers() {
        return EndpointAnswers.of(endpoint, seen);
    }
}
