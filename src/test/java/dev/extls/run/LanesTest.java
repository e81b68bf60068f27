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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LanesTest {
    private static final Offer HELLO =
            Offer.hello(ProtocolVersion.SSL_3_0, KnownSuites.likely(ProtocolVersion.SSL_3_0), List.of());
    private static final Offer HANDSHAKE = Offer.handshake(ProtocolVersion.TLS_1_2, List.of());

    private static Job job(String address, Offer offer) {
        Endpoint endpoint =
                new Endpoint(address, Service.SMTP, address, address, address, 25, Map.of(), "", Role.STANDALONE);
        return new Job(new Course(endpoint, List.of(new VersionInquiry(List.of()))), Question.VERSIONS, offer);
    }

    private static String address(Optional<Job> job) {
        return job.orElseThrow().course().endpoint().address();
    }

    @Test
    void lanesTakeTurnsHoweverManyJobsOneHas() {
        Lanes lanes = new Lanes(new Limits(2, 256, 64));
        for (int i = 0; i < 3; i++) {
            lanes.add("a", job("a", HELLO));
        }
        lanes.add("b", job("b", HELLO));
        lanes.add("c", job("c", HELLO));

        assertThat(List.of(
                        address(lanes.start()), address(lanes.start()), address(lanes.start()), address(lanes.start())))
                .containsExactly("a", "b", "c", "a");
        assertThat(lanes.start()).as("two are open to a").isEmpty();
        lanes.ended("a", Way.HELLO);
        assertThat(address(lanes.start())).isEqualTo("a");
    }

    @Test
    void aThrottledLaneStartsNothingUntilFewerThanItsNewLimitAreOpen() {
        Lanes lanes = new Lanes(new Limits(4, 256, 64));
        for (int i = 0; i < 9; i++) {
            lanes.add("a", job("a", HELLO));
        }
        for (int i = 0; i < 4; i++) {
            assertThat(lanes.start()).isPresent();
        }
        lanes.throttled("a");
        lanes.ended("a", Way.HELLO);
        lanes.ended("a", Way.HELLO);
        assertThat(lanes.start()).isEmpty();
        lanes.ended("a", Way.HELLO);
        assertThat(lanes.start()).isPresent();
        assertThat(lanes.start()).isEmpty();
        for (int i = 0; i < 5; i++) {
            lanes.throttled("a");
        }
        lanes.ended("a", Way.HELLO);
        lanes.ended("a", Way.HELLO);
        assertThat(lanes.start()).as("one at a time is the least").isPresent();
    }

    @Test
    void roomAmongTheHandshakesIsWaitedForByHandshakesOnly() {
        Lanes lanes = new Lanes(new Limits(2, 256, 1));
        lanes.add("a", job("a", HANDSHAKE));
        lanes.add("a", job("a", HANDSHAKE));
        lanes.add("a", job("a", HELLO));

        List<Way> started = new ArrayList<>();
        for (Optional<Job> job = lanes.start(); job.isPresent(); job = lanes.start()) {
            started.add(job.get().offer().way());
        }
        assertThat(started).containsExactly(Way.HANDSHAKE, Way.HELLO);
        lanes.ended("a", Way.HELLO);
        assertThat(lanes.start()).isEmpty();
        lanes.ended("a", Way.HANDSHAKE);
        assertThat(lanes.start())
                .hasValueSatisfying(job -> assertThat(job.offer().way()).isEqualTo(Way.HANDSHAKE));
    }

    @Test
    @Timeout(10)
    void lanesThatMustWaitCostNothing() {
        Lanes lanes = new Lanes(new Limits(2, 1000, 1));
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            lanes.add("a" + i, job("a" + i, HANDSHAKE));
        }
        int started = 0;
        for (Optional<Job> job = lanes.start(); job.isPresent(); job = lanes.start()) {
            started++;
            assertThat(lanes.start()).isEmpty();
            lanes.ended(address(job), Way.HANDSHAKE);
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
