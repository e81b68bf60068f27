package dev.extls.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Sighting;
import dev.extls.observation.Trouble;
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

    @Test
    void whatWasSeenWhileItWasWaitedForTellsNothing() {
        Seen seen = Seen.nothing().asking(Question.REACHABLE).negotiated(ProtocolVersion.TLS_1_2);

        EndpointAnswers answers = EndpointAnswers.of(Seen.DOOR, seen.list());

        assertThat(answers.observations()).isEmpty();
        assertThat(answers.versions().values()).extracting(Answer::kind).containsOnly(AnswerKind.UNKNOWN);
    }

    @Test
    void whatIsAskedToCompareAPoolTellsNothingOfVersionsAndIsKept() {
        Seen seen = Seen.nothing().asking(Question.PASSAGE).negotiated(ProtocolVersion.TLS_1_2);

        EndpointAnswers answers = EndpointAnswers.of(Seen.DOOR, seen.list());

        assertThat(answers.observations()).hasSize(1);
        assertThat(answers.versions().values()).extracting(Answer::kind).containsOnly(AnswerKind.UNKNOWN);
    }

    @Test
    void whyTheRestWasNotAskedStandsAtWhatWasNotAskedAlone() {
        Seen seen = Seen.nothing()
                .negotiated(ProtocolVersion.TLS_1_2)
                .ended(ProtocolVersion.TLS_1_1, new Outcome.Silent("no answer within 10 s"));

        EndpointAnswers answers = EndpointAnswers.of(Seen.DOOR, seen.list(), "the run's time was over");

        assertThat(why(answers, ProtocolVersion.TLS_1_0)).isEqualTo("it was not asked: the run's time was over");
        assertThat(why(answers, ProtocolVersion.TLS_1_1)).isEqualTo("no answer within 10 s");
        assertThat(why(answers, ProtocolVersion.TLS_1_2)).doesNotContain("time was over");
        assertThat(why(EndpointAnswers.of(Seen.DOOR, seen.list()), ProtocolVersion.TLS_1_0))
                .isEqualTo("it was not asked");
    }

    private static String why(EndpointAnswers answers, ProtocolVersion version) {
        return Objects.requireNonNull(answers.versions().get(version)).why();
    }

    @Test
    void whoAnsweredIsToldBySamplesElseWhereAnswersContradict() {
        Seen alike = Seen.nothing()
                .negotiated(ProtocolVersion.TLS_1_2)
                .by("EX01")
                .negotiated(ProtocolVersion.TLS_1_1)
                .by("EX01");
        assertThat(EndpointAnswers.of(Seen.DOOR, alike.list()).sightings()).isEmpty();

        alike.asking(Question.NODES).negotiated(ProtocolVersion.TLS_1_2).by("EX01");
        assertThat(EndpointAnswers.of(Seen.DOOR, alike.list()).sightings())
                .extracting(Sighting::id)
                .containsExactly("o3");

        Seen unlike = Seen.nothing()
                .negotiated(ProtocolVersion.TLS_1_0)
                .by("EX01")
                .alert(ProtocolVersion.TLS_1_0, Alert.PROTOCOL_VERSION)
                .by("EX02");
        assertThat(EndpointAnswers.of(Seen.DOOR, unlike.list()).sightings())
                .extracting(Sighting::name)
                .containsExactly("EX01", "EX02");
    }

    @Test
    void suitesAreToldOfEveryLivingVersionOnceTheyWereAskedForAndGroupsOfThoseThatWere() {
        Seen seen = Seen.nothing()
                .negotiated(ProtocolVersion.TLS_1_2)
                .negotiated(ProtocolVersion.TLS_1_1)
                .alert(ProtocolVersion.TLS_1_0, Alert.PROTOCOL_VERSION);
        seen.asking(Question.SUITES)
                .alert(ProtocolVersion.TLS_1_2, Alert.HANDSHAKE_FAILURE, LIKELY)
                .alert(ProtocolVersion.TLS_1_0, Alert.PROTOCOL_VERSION, LIKELY);
        seen.asking(Question.GROUPS)
                .alert(ProtocolVersion.TLS_1_1, Alert.HANDSHAKE_FAILURE, LIKELY)
                .alert(ProtocolVersion.TLS_1_0, Alert.PROTOCOL_VERSION, LIKELY);

        EndpointAnswers answers = EndpointAnswers.of(Seen.DOOR, seen.list());

        assertThat(answers.suites()).containsOnlyKeys(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_1);
        assertThat(answers.groups()).containsOnlyKeys(ProtocolVersion.TLS_1_1);
        SuiteAnswers unasked = Objects.requireNonNull(answers.suites().get(ProtocolVersion.TLS_1_1));
        assertThat(unasked.accepted()).hasSize(1);
        assertThat(unasked.unknown())
                .hasSize(KnownSuites.of(ProtocolVersion.TLS_1_1).size() - 1);
        assertThat(unasked.refused()).isZero();
        assertThat(unasked.why()).endsWith("not asked");
    }

    @Test
    void theTroubleIsWhatWasSaidLastWhereNothingCouldBeAsked() {
        Seen seen = Seen.nothing()
                .ended(ProtocolVersion.TLS_1_2, new Outcome.NotReached(Trouble.THROTTLED, "421 first"))
                .ended(ProtocolVersion.TLS_1_2, new Outcome.NotReached(Trouble.CONNECT_TIMEOUT, "not this"))
                .ended(ProtocolVersion.TLS_1_2, new Outcome.NotReached(Trouble.THROTTLED, "421 last"));

        assertThat(EndpointAnswers.of(Seen.DOOR, seen.list()).trouble())
                .contains(new EndpointAnswers.Setback(Trouble.THROTTLED, "421 last"));
        assertThat(EndpointAnswers.of(
                                Seen.DOOR,
                                Seen.nothing()
                                        .ended(ProtocolVersion.TLS_1_2, new Outcome.Silent("no answer within 10 s"))
                                        .list())
                        .trouble())
                .contains(new EndpointAnswers.Setback(Trouble.NO_ANSWER, "no answer within 10 s"));
    }
}
