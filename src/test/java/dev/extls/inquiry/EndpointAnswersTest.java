package dev.extls.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.KnownSuites;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EndpointAnswersTest {
    private static final List<CipherSuite> LIKELY = KnownSuites.likely(ProtocolVersion.TLS_1_2);

    @Test
    void aRefusalOfSuitesDoesNotContradictTheVersion() {
        Seen seen = Seen.nothing().negotiated(ProtocolVersion.TLS_1_2);
        seen.asking(Question.SUITES).alert(ProtocolVersion.TLS_1_2, Alert.HANDSHAKE_FAILURE, LIKELY);

        EndpointAnswers answers = EndpointAnswers.of(Seen.DOOR, seen.list());

        assertThat(Objects.requireNonNull(answers.versions().get(ProtocolVersion.TLS_1_2))
                        .contradicted())
                .isFalse();
        assertThat(answers.suites()).containsOnlyKeys(ProtocolVersion.TLS_1_2);
    }

    @Test
    void troubleWhileSuitesAreAskedForIsNoTroubleOfTheVersions() {
        Seen seen = Seen.nothing().negotiated(ProtocolVersion.TLS_1_2);
        seen.asking(Question.SUITES).ended(ProtocolVersion.TLS_1_2, new Outcome.Silent("10 s"));

        EndpointAnswers answers = EndpointAnswers.of(Seen.DOOR, seen.list());

        assertThat(answers.trouble()).isEmpty();
        assertThat(Objects.requireNonNull(answers.suites().get(ProtocolVersion.TLS_1_2))
                        .unknown())
                .isNotEmpty();
    }

    @Test
    void suitesThatWereNotAskedForAreAbsent() {
        EndpointAnswers answers = EndpointAnswers.of(
                Seen.DOOR, Seen.nothing().negotiated(ProtocolVersion.TLS_1_2).list());

        assertThat(answers.suites()).isEmpty();
    }
}
