package dev.extls.inquiry;

import dev.extls.dialogue.Learned;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Transcript;
import dev.extls.observation.Trust;
import dev.extls.offer.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;

/**
 * Inquiries driven as a run drives them: so many connections at once, each as long as chance has it, and a next one as soon as one is over and something
 * may be asked.
 */
final class BusyCourse {
    private static final int ENDLESS = 2000;
    private static final int SHORTEST_MILLIS = 80;
    private static final int LONGEST_MILLIS = 160;

    private final Function<Offer, Outcome> server;
    private final int atOnce;
    private final Random random;
    private final List<Observation> seen = new ArrayList<>();
    private Instant clock = Instant.parse("2026-11-23T08:00:00Z");
    private int started;

    private BusyCourse(Function<Offer, Outcome> server, int atOnce, Random random) {
        this.server = server;
        this.atOnce = atOnce;
        this.random = random;
    }

    /** Versions, then suites. */
    static SuiteCourse ofSuites(Function<Offer, Outcome> server, int atOnce, Random random) {
        BusyCourse course = new BusyCourse(server, atOnce, random);
        course.drive(new VersionInquiry(List.of()));
        int ofVersions = course.seen.size();
        course.drive(new SuiteInquiry(List.of()));
        return new SuiteCourse(course.inOrder(), ofVersions, 0);
    }

    /** One more question about what was seen. */
    static List<Observation> of(
            Inquiry inquiry, List<Observation> before, Function<Offer, Outcome> server, int atOnce, Random random) {
        BusyCourse course = new BusyCourse(server, atOnce, random);
        course.seen.addAll(before);
        course.started = before.size();
        course.clock = before.stream()
                .map(Observation::ended)
                .max(Comparator.naturalOrder())
                .orElse(course.clock);
        course.drive(inquiry);
        return course.inOrder();
    }

    private List<Observation> inOrder() {
        return seen.stream()
                .sorted(Comparator.comparingLong(Observation::number))
                .toList();
    }

    private void drive(Inquiry inquiry) {
        PriorityQueue<Observation> open = new PriorityQueue<>(Comparator.comparing(Observation::ended));
        List<Offer> waiting = new ArrayList<>(inquiry.next(List.copyOf(seen)));
        while (!waiting.isEmpty() || !open.isEmpty()) {
            while (!waiting.isEmpty() && open.size() < atOnce) {
                open.add(start(inquiry, waiting.remove(random.nextInt(waiting.size()))));
            }
            Observation over = open.remove();
            clock = over.ended();
            seen.add(over);
            if (seen.size() > ENDLESS) {
                throw new AssertionError("the inquiry does not end");
            }
            List<Offer> underWay = new ArrayList<>(waiting);
            open.forEach(one -> underWay.add(one.offer()));
            List<Offer> more = asking(inquiry, underWay);
            if (inquiry instanceof SuiteInquiry
                    && !asking(new SuiteInquiry(List.of()), underWay).equals(more)) {
                throw new AssertionError("what is remembered changed the offers");
            }
            if (more.stream().anyMatch(underWay::contains)) {
                throw new AssertionError("offered although it is under way: " + more);
            }
            waiting.addAll(more);
        }
    }

    private List<Offer> asking(Inquiry inquiry, List<Offer> underWay) {
        return underWay.isEmpty()
                ? inquiry.next(List.copyOf(seen))
                : inquiry.beside(List.copyOf(seen), List.copyOf(underWay));
    }

    private Observation start(Inquiry inquiry, Offer offer) {
        started++;
        clock = clock.plusNanos(1);
        Duration took = Duration.ofMillis(SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS));
        return new Observation(
                started,
                inquiry.question(),
                Seen.DOOR,
                offer,
                server.apply(offer),
                clock,
                took,
                "127.0.0.1:40312",
                Learned.NOTHING,
                List.of(),
                Trust.NOT_ASKED,
                Transcript.EMPTY);
    }
}
