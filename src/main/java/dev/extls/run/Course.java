package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Inquiry;
import dev.extls.observation.Observation;
import dev.extls.offer.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One endpoint on its way through its inquiries, one after the other. Used by the run's one thread only. */
final class Course {
    private final Endpoint endpoint;
    private final List<Inquiry> inquiries;
    private final List<Observation> seen = new ArrayList<>();
    private int pending;
    private int done;

    Course(Endpoint endpoint, List<Inquiry> inquiries) {
        this.endpoint = endpoint;
        this.inquiries = List.copyOf(inquiries);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** The connections to be made now; empty while some are still under way, and at the end. */
    List<Job> next() {
        if (pending > 0) {
            return List.of();
        }
        while (done < inquiries.size()) {
            Inquiry inquiry = inquiries.get(done);
            List<Job> jobs = inquiry.next(List.copyOf(seen)).stream()
                    .map(offer -> new Job(this, inquiry.question(), offer))
                    .toList();
            if (!jobs.isEmpty()) {
                pending = jobs.size();
                return jobs;
            }
            done++;
        }
        return List.of();
    }

    void observed(Observation observation) {
        pending--;
        seen.add(observation);
        seen.sort(Comparator.comparingLong(Observation::number));
    }

    /** Whether hellos have said what they can, and none but hellos have been made. */
    boolean heard(List<Job> next) {
        return !seen.isEmpty()
                && seen.stream().allMatch(one -> one.offer().way() == Way.HELLO)
                && next.stream().anyMatch(job -> job.offer().way() == Way.HANDSHAKE);
    }

    boolean idle() {
        return pending == 0;
    }

    EndpointAnswers answers() {
        return EndpointAnswers.of(endpoint, seen);
    }
}
