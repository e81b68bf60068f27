package dev.extls.run;

import static dev.extls.run.SimulatedRun.at;
import static dev.extls.run.SimulatedRun.pacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Sampling;
import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Connections that count nodes keep to the pace of a run like any others. */
class SampledRunTest {
    private static SimulatedRun sampling(int samples, Duration gap) {
        SimulatedRun run = new SimulatedRun(pacing(Limits.DEFAULT, gap, 1, Optional.empty()));
        run.scan.sampling(Sampling.of(samples));
        return run;
    }

    private static List<Observation> samples(List<Observation> observations) {
        return observations.stream()
                .filter(one -> one.question() == Question.NODES)
                .toList();
    }

    @Test
    void noMoreAreOpenAtOnceThanAnAddressIsAskedOtherwise() {
        SimulatedRun run = sampling(200, Duration.ZERO);

        EndpointAnswers answers = run.of(List.of(at("10.0.0.1"))).get(0);

        assertThat(samples(answers.observations())).hasSize(200);
        assertThat(answers.sightings()).hasSize(200);
        assertThat(run.network.mostOpen("10.0.0.1")).isLessThanOrEqualTo(2);
    }

    @Test
    void noTwoStartCloserThanTheGap() {
        SimulatedRun run = sampling(20, Duration.ofSeconds(1));

        run.of(List.of(at("10.0.0.1")));

        List<Duration> starts =
                run.network.made().stream().map(SimulatedNetwork.Made::at).toList();
        for (int next = 1; next < starts.size(); next++) {
            assertThat(starts.get(next).minus(starts.get(next - 1))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void oneThatFailsIsCountedAndNotMadeAgain() {
        SimulatedRun run = sampling(20, Duration.ZERO);
        run.network.server(
                "10.0.0.1",
                (nth, made) -> nth > 20 ? SimulatedNetwork.TIMED_OUT : SimulatedNetwork.modern(made.offer()));

        EndpointAnswers answers = run.of(List.of(at("10.0.0.1"))).get(0);

        assertThat(samples(answers.observations())).hasSize(20);
        assertThat(answers.sightings()).filteredOn(one -> !one.tells()).isNotEmpty();
    }

    @Test
    void aRunThatGoesOnMakesThoseThatAreMissing() {
        SimulatedRun whole = sampling(30, Duration.ZERO);
        whole.of(List.of(at("10.0.0.1")));
        List<Observation> kept = whole.kept().stream()
                .sorted(Comparator.comparingLong(Observation::number))
                .limit(20)
                .toList();
        SimulatedRun second = sampling(30, Duration.ZERO);
        second.archive.put(at("10.0.0.1").key(), new ArrayList<>(kept));
        second.scan.after(20);

        EndpointAnswers answers = second.of(List.of(at("10.0.0.1"))).get(0);

        assertThat(samples(answers.observations())).hasSize(30);
        assertThat(second.network.made()).hasSize(whole.network.made().size() - 20);
    }

    @Test
    void whereNobodyIsThereNobodyIsCounted() {
        SimulatedRun run = sampling(20, Duration.ZERO);
        run.network.server("10.0.0.1", (nth, made) -> SimulatedNetwork.REFUSED);

        assertThat(run.of(List.of(at("10.0.0.1"))).get(0).sightings()).isEmpty();
    }
}
