package dev.extls.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.VersionInquiry;
import dev.extls.observation.Question;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.ProtocolVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LanesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");
    private static final Offer HELLO =
            Offer.hello(ProtocolVersion.SSL_3_0, KnownSuites.likely(ProtocolVersion.SSL_3_0), List.of());
    private static final Offer HANDSHAKE = Offer.handshake(ProtocolVersion.TLS_1_2, List.of());

    private static Job job(String address, Offer offer) {
        Endpoint endpoint =
                new Endpoint(address, Service.SMTP, address, address, address, 25, Map.of(), "", Role.STANDALONE);
        Course course = new Course(new Visit(endpoint), List.of(new VersionInquiry(List.of())), List.of(), List.of());
        return new Job(course, Question.VERSIONS, offer);
    }

    private static Lanes lanes(Limits limits) {
        return new Lanes(Pacing.DEFAULT.withLimits(limits), new Jitter(new Random(1)));
    }

    private static String address(Optional<Job> job) {
        return job.orElseThrow().course().endpoint().address();
    }

    @Test
    void lanesTakeTurnsHoweverManyJobsOneHas() {
        Lanes lanes = lanes(new Limits(2, 256, 64));
        for (int i = 0; i < 3; i++) {
            lanes.add(job("a", HELLO), NOW);
        }
        lanes.add(job("b", HELLO), NOW);
        lanes.add(job("c", HELLO), NOW);

        assertThat(List.of(
                        address(lanes.start(NOW)),
                        address(lanes.start(NOW)),
                        address(lanes.start(NOW)),
                        address(lanes.start(NOW))))
                .containsExactly("a", "b", "c", "a");
        assertThat(lanes.start(NOW)).as("two are open to a").isEmpty();
        lanes.ended(job("a", HELLO), NOW);
        assertThat(address(lanes.start(NOW))).isEqualTo("a");
    }

    @Test
    void whatFollowsOnAConnectionGoesFirstButNotBeforeLongerListsOfTheSameEndpoint() {
        Lanes lanes = lanes(new Limits(4, 256, 64));
        Job first = job("a", HELLO);
        Offer longer = HELLO;
        Offer shorter = HELLO.withSuites(HELLO.suites().subList(1, 3));
        lanes.add(job("a", HELLO), NOW);
        lanes.goOn(new Job(first.course(), Question.SUITES, shorter), NOW);
        lanes.goOn(new Job(first.course(), Question.SUITES, longer), NOW);
        lanes.goOn(new Job(first.course(), Question.GROUPS, shorter), NOW);

        List<Job> started = new ArrayList<>();
        for (Optional<Job> job = lanes.start(NOW); job.isPresent(); job = lanes.start(NOW)) {
            started.add(job.get());
        }

        assertThat(started)
                .extracting(Job::question)
                .containsExactly(Question.SUITES, Question.SUITES, Question.GROUPS, Question.VERSIONS);
        assertThat(started.get(0).offer()).isEqualTo(longer);
    }

    @Test
    void aThrottledLaneStartsNothingForItsTimeAndThenHalfAsManyDownToOne() {
        Lanes lanes = lanes(new Limits(4, 256, 64));
        for (int i = 0; i < 40; i++) {
            lanes.add(job("a", HELLO), NOW);
        }
        Instant now = NOW;
        for (int expected : new int[] {4, 2, 1, 1}) {
            List<Job> open = new ArrayList<>();
            for (Optional<Job> job = lanes.start(now); job.isPresent(); job = lanes.start(now)) {
                open.add(job.get());
            }
            assertThat(open).hasSize(expected);
            for (Job job : open) {
                lanes.ended(job, now);
                lanes.throttled(job, true, now);
            }
            assertThat(lanes.start(now)).isEmpty();
            Instant until = lanes.nextTime(now).orElseThrow();
            assertThat(until).isBetween(now.plusSeconds(60), now.plusSeconds(90));
            assertThat(lanes.start(until.minusMillis(1))).isEmpty();
            now = until;
        }
    }

    @Test
    void roomAmongTheHandshakesIsWaitedForByHandshakesOnly() {
        Lanes lanes = lanes(new Limits(2, 256, 1));
        lanes.add(job("a", HANDSHAKE), NOW);
        lanes.add(job("a", HANDSHAKE), NOW);
        lanes.add(job("a", HELLO), NOW);

        List<Way> started = new ArrayList<>();
        for (Optional<Job> job = lanes.start(NOW); job.isPresent(); job = lanes.start(NOW)) {
            started.add(job.get().offer().way());
        }
        assertThat(started).containsExactly(Way.HANDSHAKE, Way.HELLO);
        lanes.ended(job("a", HELLO), NOW);
        assertThat(lanes.start(NOW)).isEmpty();
        lanes.ended(job("a", HANDSHAKE), NOW);
        assertThat(lanes.start(NOW))
                .hasValueSatisfying(job -> assertThat(job.offer().way()).isEqualTo(Way.HANDSHAKE));
    }

    @Test
    @Timeout(10)
    void lanesThatMustWaitCostNothing() {
        Lanes lanes = lanes(new Limits(2, 1000, 1));
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            lanes.add(job("a" + i, HANDSHAKE), NOW);
        }
        int started = 0;
        for (Optional<Job> job = lanes.start(NOW); job.isPresent(); job = lanes.start(NOW)) {
            started++;
            assertThat(lanes.start(NOW)).isEmpty();
            lanes.ended(job.get(), NOW);
        }
        assertThat(started).isEqualTo(count);
    }

    @Test
    void aLimitBelowOneConnectionIsNone() {
        assertThatThrownBy(() -> new Limits(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
