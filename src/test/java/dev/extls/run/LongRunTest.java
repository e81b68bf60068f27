package dev.extls.run;

import static dev.extls.run.SimulatedRun.many;
import static dev.extls.run.SimulatedRun.pacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is known of a long list lies in the archive, not in memory. */
class LongRunTest {
    private static final int LONG = 6000;

    private static final Pacing ONCE_MORE = pacing(Limits.DEFAULT, Duration.ZERO, 1, Optional.empty());

    private static AnswerKind tls12(EndpointAnswers answers) {
        return Objects.requireNonNull(answers.versions().get(ProtocolVersion.TLS_1_2))
                .kind();
    }

    @Test
    void answersAreMadeOfTheArchiveWhenTheyAreAskedFor() {
        SimulatedRun run = new SimulatedRun(ONCE_MORE);
        List<EndpointAnswers> answers = run.of(many(LONG));

        assertThat(answers).hasSize(LONG).allMatch(one -> tls12(one) == AnswerKind.YES);
        run.archive.clear();
        long held =
                answers.stream().filter(one -> !one.observations().isEmpty()).count();
        assertThat(held).as("endpoints of which something stays in memory").isBetween(1000L, LONG - 500L);
    }

    @Test
    void whatIsAskedOnceMoreAtTheEndIsFoundInTheArchiveToo() {
        SimulatedRun run = new SimulatedRun(ONCE_MORE);
        List<Endpoint> endpoints = many(LONG);
        for (Endpoint endpoint : endpoints) {
            run.network.server(
                    endpoint.address(),
                    (count, made) -> count == 2
                            ? new Outcome.NotReached(Trouble.CONNECT_TIMEOUT, "")
                            : SimulatedNetwork.modern(made.offer()));
        }

        List<EndpointAnswers> answers = run.of(endpoints);

        assertThat(answers)
                .allSatisfy(one -> assertThat(one.versions().values())
                        .extracting(Answer::kind)
                        .doesNotContain(AnswerKind.UNKNOWN));
    }
}
