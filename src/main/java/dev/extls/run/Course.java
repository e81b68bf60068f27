package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Inquiry;
import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.observation.ShownChains;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One endpoint on its way through its inquiries, one after the other. Used by the run's one thread only. */
final class Course {
    private final Visit visit;
    private final List<Inquiry> inquiries;
    private final List<Observation> seen;
    private final List<Observation> view;
    private final List<Offer> underWay = new ArrayList<>();
    private final ShownChains chains = new ShownChains();
    private List<Again> again;
    private boolean someAside; // whether anything seen is told to its own question alone
    private int waiting;
    private int done;
    private int throttledInARow;
    private int throttledInAll;

    /** What is asked once more. */
    record Again(Question question, Offer offer) {}

    /**
     * A course that has not begun, or one that goes on.
     *
     * @param visit whose
     * @param inquiries in their order
     * @param before what was seen on the way so far
     * @param again what of it is asked once more, before anything else
     */
    Course(Visit visit, List<Inquiry> inquiries, List<Observation> before, List<Again> again) {
        this.visit = visit;
        this.inquiries = List.copyOf(inquiries);
        this.seen = new ArrayList<>(before);
        this.view = Collections.unmodifiableList(seen);
        this.again = again;
        someAside = seen.stream().anyMatch(one -> one.question().apart());
    }

    Visit visit() {
        return visit;
    }

    Endpoint endpoint() {
        return visit.endpoint();
    }

    /** The connections to be made now. Those beside others under way are no more than the inquiry says may be made there; none at the end. */
    List<Job> next() {
        if (!underWay.isEmpty()) {
            return beside();
        }
        if (!again.isEmpty()) {
            List<Job> jobs = again.stream()
                    .map(one -> new Job(this, one.question(), one.offer()))
                    .toList();
            again = List.of();
            return begun(jobs);
        }
        while (done < inquiries.size()) {
            Inquiry inquiry = inquiries.get(done);
            List<Job> jobs = jobs(inquiry, inquiry.next(told(inquiry.question())));
            if (!jobs.isEmpty()) {
                return begun(jobs);
            }
            done++;
        }
        return List.of();
    }

    /** What the server had enough of is to be over first. And what waits takes the place of what is over: what goes beside it is known better later. */
    private List<Job> beside() {
        if (waiting > 0 || done == inquiries.size() || throttledInARow > 0) {
            return List.of();
        }
        Inquiry inquiry = inquiries.get(done);
        return begun(jobs(inquiry, inquiry.beside(told(inquiry.question()), List.copyOf(underWay))));
    }

    private List<Job> jobs(Inquiry inquiry, List<Offer> offers) {
        return offers.stream()
                .map(offer -> new Job(this, inquiry.question(), offer))
                .toList();
    }

    /** What was seen to compare the endpoints of a pool, or to count nodes, is told to no other question: it would disturb the answer. */
    private List<Observation> told(Question question) {
        return someAside
                ? seen.stream()
                        .filter(one ->
                                one.question() == question || !one.question().apart())
                        .toList()
                : view;
    }

    private List<Job> begun(List<Job> jobs) {
        jobs.forEach(job -> underWay.add(job.offer()));
        waiting += jobs.size();
        return jobs;
    }

    /** One of the connections that were to be made is made. */
    void started() {
        waiting--;
    }

    /** What was started is to be made once more. */
    void putBack() {
        waiting++;
    }

    /** What a connection showed, and whether the same job is done once more before the inquiry hears of it. */
    void observed(Job job, Observation observation, boolean again) {
        if (again) {
            putBack();
        } else {
            underWay.remove(job.offer());
        }
        throttledInARow = Passing.throttled(observation) ? throttledInARow : 0;
        int place = seen.size();
        // They come nearly in the order of their start.
        while (place > 0 && seen.get(place - 1).number() > observation.number()) {
            place--;
        }
        seen.add(place, chains.sharing(observation));
        someAside |= observation.question().apart();
    }

    /** The door has enough of us; whether it is to be tried again. */
    boolean throttled() {
        throttledInARow++;
        throttledInAll++;
        return !givenUp();
    }

    /** Whether the door had enough of us so often that it is not tried any more. */
    boolean givenUp() {
        return throttledInARow > Pacing.TRIES_AFTER_THROTTLING || throttledInAll > Pacing.TRIES_IN_ALL;
    }

    /** Whether hellos have said what they can, and none but hellos have been made. */
    boolean heard(List<Job> next) {
        return !seen.isEmpty()
                && seen.stream().allMatch(one -> one.offer().way() == Way.HELLO)
                && next.stream().anyMatch(job -> job.offer().way() == Way.HANDSHAKE);
    }

    boolean idle() {
        return underWay.isEmpty();
    }

    List<Observation> seen() {
        return view;
    }

    EndpointAnswers answers() {
        return answers("");
    }

    /** What is known so far, and why the rest was not asked. */
    EndpointAnswers answers(String unasked) {
        return EndpointAnswers.of(visit.endpoint(), seen, unasked);
    }
}
