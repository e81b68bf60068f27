package dev.extls.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.inquiry.Inquiry;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an endpoint is asked next, while connections are under way and when none is. */
class CourseTest {
    private static final Outcome ALERT = new Outcome.Alerted(new Alert(2, Alert.HANDSHAKE_FAILURE));

    private int observed;

    /**
     * Asks for single suites, in two chains of so many, one after the other in each.
     *
     * @param goesOn whether a chain waits for itself only
     */
    private record Chains(int length, boolean goesOn) implements Inquiry {
        @Override
        public Question question() {
            return Question.SUITES;
        }

        @Override
        public List<Offer> next(List<Observation> seen) {
            return Stream.of(0, 100)
                    .flatMap(chain -> Stream.iterate(chain, suite -> suite + 1)
                            .limit(length)
                            .map(Chains::offer)
                            .filter(offer -> seen.stream()
                                    .noneMatch(one -> one.offer().equals(offer) && !Passing.throttled(one)))
                            .limit(1))
                    .toList();
        }

        @Override
        public List<Offer> beside(List<Observation> seen, List<Offer> underWay) {
            return goesOn
                    ? next(seen).stream()
                            .filter(offer -> !underWay.contains(offer))
                            .toList()
                    : List.of();
        }

        private static Offer offer(int suite) {
            return Offer.hello(ProtocolVersion.TLS_1_2, List.of(new CipherSuite(suite)), List.of());
        }
    }

    private static Course course(Inquiry... inquiries) {
        return new Course(new Visit(SimulatedRun.at("10.0.0.1")), List.of(inquiries), List.of(), List.of());
    }

    private Observation end(Job job, Outcome outcome, boolean again) {
        observed++;
        Observation seen = Observation.withoutConnection(
                observed, job.question(), job.course().endpoint(), job.offer(), outcome, Instant.EPOCH);
        job.course().observed(job, seen, again);
        return seen;
    }

    /** The next connections, made at once. */
    private static List<Job> made(Course course) {
        List<Job> jobs = course.next();
        jobs.forEach(job -> course.started());
        return jobs;
    }

    private static List<Integer> suites(List<Job> jobs) {
        return jobs.stream().map(job -> job.offer().suites().get(0).code()).toList();
    }

    @Test
    void whatWaitsForItselfOnlyGoesOnBesideWhatIsUnderWay() {
        Course course = course(new Chains(3, true));
        List<Job> first = made(course);
        assertThat(suites(first)).containsExactly(0, 100);

        end(first.get(1), ALERT, false);
        List<Job> second = made(course);
        assertThat(suites(second)).containsExactly(101);
        end(second.get(0), ALERT, false);
        List<Job> third = made(course);
        assertThat(suites(third)).containsExactly(102);
        end(third.get(0), ALERT, false);

        assertThat(course.next()).as("the other chain is under way").isEmpty();
        assertThat(course.idle()).isFalse();
        end(first.get(0), ALERT, false);
        assertThat(suites(course.next())).containsExactly(1);
    }

    @Test
    void asLongAsAConnectionWaitsForItsTurnNoneIsAddedBesideIt() {
        Course course = course(new Chains(2, true));
        List<Job> first = course.next();
        course.started();
        end(first.get(0), ALERT, false);
        assertThat(course.next()).as("the second waits").isEmpty();

        course.started();
        assertThat(suites(made(course))).containsExactly(1);
    }

    @Test
    void anInquiryThatSaysNothingOfItIsAskedOnlyWhenNothingIsUnderWay() {
        Course course = course(new Chains(2, false));
        List<Job> first = made(course);

        end(first.get(0), ALERT, false);
        assertThat(course.next()).isEmpty();
        end(first.get(1), ALERT, false);

        assertThat(suites(course.next())).containsExactly(1, 101);
    }

    @Test
    void nothingIsAddedWhileTheServerHasEnoughOfUs() {
        Course course = course(new Chains(2, true));
        List<Job> first = made(course);

        end(first.get(0), SimulatedNetwork.THROTTLED, true);
        assertThat(course.next()).isEmpty();
        end(first.get(1), SimulatedNetwork.THROTTLED, true);
        assertThat(course.next()).isEmpty();
        course.started();
        course.started();
        assertThat(course.next()).isEmpty();
        end(first.get(1), ALERT, false);

        assertThat(suites(course.next())).as("it answers again").containsExactly(101);
        assertThat(course.idle()).isFalse();
    }

    @Test
    void aCourseThatIsMadeOfWhatWasSeenGoesOnWhereItStoodAndAsksNothingTwice() {
        Course course = course(new Chains(3, true));
        List<Observation> seen = new ArrayList<>();
        List<Job> waiting = new ArrayList<>(made(course));
        while (!waiting.isEmpty()) {
            // the later one is over first, so that one chain runs ahead
            seen.add(end(waiting.remove(waiting.size() - 1), ALERT, false));
            Course again = new Course(
                    new Visit(course.endpoint()), List.of(new Chains(3, true)), List.copyOf(seen), List.of());
            List<Integer> left = suites(again.next());
            assertThat(left)
                    .doesNotContainAnyElementsOf(seen.stream()
                            .map(one -> one.offer().suites().get(0).code())
                            .toList());
            waiting.addAll(made(course));
            assertThat(suites(waiting)).containsExactlyInAnyOrderElementsOf(left);
        }
        assertThat(seen).hasSize(6);
        assertThat(course.idle()).isTrue();
    }
}
