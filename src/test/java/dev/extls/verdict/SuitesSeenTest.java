package dev.extls.verdict;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Samples;
import org.junit.jupiter.api.Test;

/** Which suites are known where nobody asked for them. */
class SuitesSeenTest {
    private static final Endpoint DOOR = Samples.endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.1");
    private static final Observation OLD = Samples.observation(1, DOOR, TLS_1_0, Samples.negotiated(TLS_1_0));
    private static final Observation FIRST = Samples.observation(2, DOOR, TLS_1_2, Samples.negotiated(TLS_1_2));
    private static final Observation AGAIN = Samples.observation(3, DOOR, TLS_1_2, Samples.selected(TLS_1_2, ""));
    private static final Observation CLOSED = Samples.observation(4, DOOR, TLS_1_2, new Outcome.Closed());

    private final EndpointAnswers answers = AnswerSamples.at(DOOR)
            .confirmed(TLS_1_2)
            .confirmed(TLS_1_0)
            .seen(OLD, FIRST, AGAIN, CLOSED)
            .build();

    @Test
    void thoseThatWereChosenOnTheWayOnceEachWithTheirObservations() {
        SuitesSeen seen = SuitesSeen.of(answers, TLS_1_2);

        assertThat(seen.asked()).isFalse();
        assertThat(seen.accepted()).containsExactly(Samples.selection(TLS_1_2).suite());
        assertThat(seen.open()).isEmpty();
        assertThat(seen.evidence()).containsExactly(FIRST.id(), AGAIN.id());
    }

    @Test
    void whatIsSaidOfAKindRestsOnTheObservationsThatChoseIt() {
        SuitesSeen seen = SuitesSeen.of(answers, TLS_1_2);

        assertThat(seen.accepted(suite -> false)).isEmpty();
        assertThat(seen.evidence(answers, suite -> true)).containsExactly(FIRST.id(), AGAIN.id());
        EndpointAnswers forgotten = AnswerSamples.at(DOOR).confirmed(TLS_1_2).build();
        assertThat(seen.evidence(forgotten, suite -> true))
                .as("observations that are kept no more")
                .containsExactly(FIRST.id(), AGAIN.id());
    }
}
