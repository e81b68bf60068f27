package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Samples;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private static final Endpoint DOOR = Samples.endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.1");
    private static final Observation ANY = Samples.full(1, new Outcome.Closed(), "x");

    private final StringWriter err = new StringWriter();
    private Instant now = Samples.START;

    private ProgressLines lines(boolean quiet) {
        return new ProgressLines(new Notes(new PrintWriter(err, true), quiet), () -> now);
    }

    @Test
    void aLineIsSaidEveryFiveSecondsAndNotMoreOften() {
        ProgressLines progress = lines(false);
        progress.known(4);
        progress.observed(ANY);
        assertThat(err.toString()).isEmpty();
        progress.answered(DOOR, EndpointAnswers.of(DOOR, List.of()));
        now = now.plusSeconds(10);
        progress.observed(ANY);
        progress.observed(ANY);

        assertThat(err.toString().lines())
                .containsExactly(
                        "extls: 1 of 4 endpoints answered; versions: 0 yes, 0 no, 6 unknown; 2 connections, 0 a"
                                + " second; about 30 s left");
    }

    @Test
    void anEndpointThatIsAnsweredAgainCountsOnce() {
        ProgressLines progress = lines(false);
        progress.known(1);
        progress.answered(DOOR, EndpointAnswers.of(DOOR, List.of()));
        progress.answered(DOOR, EndpointAnswers.of(DOOR, List.of()));
        now = now.plusSeconds(5);
        progress.observed(ANY);

        assertThat(err.toString()).contains("1 of 1 endpoints answered; versions: 0 yes, 0 no, 6 unknown");
    }

    @Test
    void quietSaysNothing() {
        ProgressLines progress = lines(true);
        now = now.plusSeconds(50);
        progress.observed(ANY);
        assertThat(err.toString()).isEmpty();
    }
}
