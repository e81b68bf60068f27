package dev.extls.run;

import static dev.extls.run.SimulatedRun.at;
import static dev.extls.run.SimulatedRun.door;
import static dev.extls.run.SimulatedRun.many;
import static dev.extls.run.SimulatedRun.pacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Proof;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.observation.Trouble;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stayed UNKNOWN for a reason that may pass is asked once more at the end, as new observations. */
class RetryTest {
    private static final Duration PAUSE = Pacing.DEFAULT.pause();

    private static Pacing retrying(int retries) {
        return pacing(Limits.DEFAULT, Duration.ZERO, retries, Optional.empty());
    }

    private static Outcome missed(Trouble trouble) {
        return new Outcome.NotReached(trouble, "");
    }

    private static void allKnown(EndpointAnswers answers) {
        assertThat(answers.versions().values()).extracting(Answer::kind).doesNotContain(AnswerKind.UNKNOWN);
        assertThat(answers.versions().values()).noneMatch(Answer::contradicted);
    }

    @Test
    void oneRefusedConnectionInMidCourseLeavesNothingUnknown() {
        for (int nth = 2; nth <= 6; nth++) {
            int refused = nth;
            SimulatedRun run = new SimulatedRun(retrying(1));
            run.network.server(
                    "10.0.0.1",
                    (count, made) ->
                            count == refused ? SimulatedNetwork.REFUSED : SimulatedNetwork.modern(made.offer()));

            EndpointAnswers answers = run.of(List.of(at("10.0.0.1"))).get(0);

            allKnown(answers);
            assertThat(run.network.made()).hasSize(7);
            assertThat(answers.observations())
                    .as("the first is not written over")
                    .hasSize(7)
                    .extracting(Observation::outcome)
                    .contains(SimulatedNetwork.REFUSED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"CONNECT_TIMEOUT", "NO_GREETING", "CLOSED_BEFORE_GREETING", "NO_ANSWER", "CLOSED", "RESET"})
    void aServerThatComesBackIsAnsweredWhateverKeptItAway(Trouble trouble) {
        SimulatedRun run = new SimulatedRun(retrying(1));
        run.network.server(
                "10.0.0.1", (nth, made) -> nth == 1 ? missed(trouble) : SimulatedNetwork.modern(made.offer()));

        allKnown(run.of(List.of(at("10.0.0.1"))).get(0));
        assertThat(run.network.made()).hasSize(7);
        assertThat(run.network.made().get(1).at()).isGreaterThanOrEqualTo(PAUSE);
    }

    @Test
    void aServerThatStaysAwayIsAskedOnceMoreAndIsUnknownForThatReason() {
        SimulatedRun run = new SimulatedRun(retrying(1));
        run.network.server("10.0.0.1", (nth, made) -> SimulatedNetwork.TIMED_OUT);

        EndpointAnswers answers = run.of(List.of(at("10.0.0.1"))).get(0);

        assertThat(run.network.made()).hasSize(2);
        assertThat(answers.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble.kind()).isEqualTo(Trouble.CONNECT_TIMEOUT));
        assertThat(answers.observations()).hasSize(2);
    }

    @Test
    void asOftenAsIsWantedAndNotAtAllIfNot() {
        for (int retries : new int[] {0, 3}) {
            SimulatedRun run = new SimulatedRun(retrying(retries));
            run.network.server("10.0.0.1", (nth, made) -> SimulatedNetwork.TIMED_OUT);
            run.of(List.of(at("10.0.0.1")));
            assertThat(run.network.made()).hasSize(1 + retries);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {
                "CONNECTION_REFUSED",
                "GREETING_TOO_LONG",
                "REFUSED_BY_GREETING",
                "STARTTLS_NOT_OFFERED",
                "STARTTLS_REFUSED",
                "NOT_TLS"
            })
    void whatWillNotPassIsNotAskedAgain(Trouble trouble) {
        SimulatedRun run = new SimulatedRun(retrying(1));
        run.network.server("10.0.0.1", (nth, made) -> missed(trouble));
        run.of(List.of(at("10.0.0.1")));
        assertThat(run.network.made()).hasSize(1);
    }

    @Test
    void silenceInOneVersionIsAskedAgainAndTheOthersAreNot() {
        SimulatedRun run = new SimulatedRun(retrying(1));
        run.network.server(
                "10.0.0.1",
                (nth, made) -> made.offer().version() == ProtocolVersion.TLS_1_1
                                && made.at().compareTo(PAUSE) < 0
                        ? new Outcome.Silent("no answer within 10 s")
                        : SimulatedNetwork.modern(made.offer()));

        allKnown(run.of(List.of(at("10.0.0.1"))).get(0));
        assertThat(run.network.made().stream()
                        .filter(made -> made.at().compareTo(PAUSE) >= 0)
                        .map(made -> made.offer().version()))
                .containsOnly(ProtocolVersion.TLS_1_1);
    }

    @Test
    void aHandshakeThatMetSilenceIsTriedAgainThoughTheVersionIsKnown() {
        SimulatedRun run = new SimulatedRun(retrying(1));
        run.network.server(
                "10.0.0.1",
                (nth, made) -> made.offer().way() == Way.HANDSHAKE && made.at().compareTo(PAUSE) < 0
                        ? new Outcome.Silent("no answer within 10 s")
                        : made.offer().way() == Way.HELLO
                                        && !made.offer().version().before(ProtocolVersion.TLS_1_0)
                                ? selected(made.offer())
                                : SimulatedNetwork.modern(made.offer()));

        EndpointAnswers answers = run.of(List.of(at("10.0.0.1"))).get(0);
        assertThat(Objects.requireNonNull(answers.versions().get(ProtocolVersion.TLS_1_2))
                        .proof())
                .isEqualTo(Proof.CONFIRMED);
    }

    private static Outcome selected(Offer offer) {
        Selection choice = new Selection(offer.version(), offer.suites().get(0), -1, "", false);
        return new Outcome.Selected(choice, Stop.AS_ASKED, "");
    }

    @Test
    void aServerThatGoesAwayWhileItIsAskedAndComesBackHasNoVersionToldFalsely() {
        for (int down = 2; down <= 6; down++) {
            int from = down;
            SimulatedRun run = new SimulatedRun(retrying(1));
            // a restart: from one connection on everything is reset, until a moment later
            run.network.server(
                    "10.0.0.1",
                    (nth, made) -> nth >= from && made.at().compareTo(Duration.ofSeconds(2)) < 0
                            ? new Outcome.Reset()
                            : SimulatedNetwork.modern(made.offer()));

            EndpointAnswers answers = run.of(List.of(at("10.0.0.1"))).get(0);

            for (ProtocolVersion version : ProtocolVersion.values()) {
                Answer answer = Objects.requireNonNull(answers.versions().get(version));
                boolean spoken = !version.before(ProtocolVersion.TLS_1_0);
                assertThat(answer.kind())
                        .as("%s, down from connection %d: %s", version, from, answer)
                        .isEqualTo(spoken ? AnswerKind.YES : AnswerKind.NO);
            }
        }
    }

    @Test
    void whatIsAskedAgainWaitsForTheEndOfTheListAndThePause() {
        SimulatedRun run = new SimulatedRun(pacing(new Limits(2, 4, 4), Duration.ZERO, 1, Optional.empty()));
        run.network.server(
                "10.0.0.0",
                (nth, made) -> nth == 1 ? SimulatedNetwork.TIMED_OUT : SimulatedNetwork.modern(made.offer()));
        List<Endpoint> endpoints = many(1000);
        List<EndpointAnswers> answers = run.of(endpoints);

        answers.forEach(RetryTest::allKnown);
        Duration again = run.network.startsTo("10.0.0.0").get(1);
        Duration lastBegun = run.network.made().stream()
                .filter(made -> made.offer().version() == ProtocolVersion.TLS_1_2)
                .filter(made -> !made.endpoint().address().equals("10.0.0.0"))
                .map(SimulatedNetwork.Made::at)
                .max(Duration::compareTo)
                .orElseThrow();
        assertThat(again).isGreaterThanOrEqualTo(lastBegun).isGreaterThan(PAUSE);
    }

    @Test
    void aRunThatGoesOnWhereAnotherWasCutOffSaysTheSameAndAsksNothingTwice() {
        SimulatedRun whole = new SimulatedRun(retrying(1));
        List<EndpointAnswers> expected = whole.of(many(30));
        for (int cut = 0; cut <= whole.kept().size(); cut += 7) {
            SimulatedRun second = new SimulatedRun(retrying(1));
            List<Observation> kept = whole.kept().stream()
                    .sorted(Comparator.comparingLong(Observation::number))
                    .limit(cut)
                    .toList();
            kept.forEach(one -> second.archive
                    .computeIfAbsent(one.endpoint().key(), key -> new ArrayList<>())
                    .add(one));
            second.scan.after(cut);

            List<EndpointAnswers> answers = second.of(many(30));

            assertThat(answers)
                    .extracting(one ->
                            one.versions().values().stream().map(Answer::kind).toList())
                    .isEqualTo(expected.stream()
                            .map(one -> one.versions().values().stream()
                                    .map(Answer::kind)
                                    .toList())
                            .toList());
            assertThat(second.network.made()).hasSize(whole.network.made().size() - cut);
            assertThat(second.kept().stream().map(Observation::id)).doesNotHaveDuplicates();
        }
    }

    @Test
    void theServicesOfAnAddressAreAskedAgainEachForItself() {
        SimulatedRun run = new SimulatedRun(retrying(1));
        run.network.server(
                "10.0.0.1",
                (nth, made) ->
                        made.endpoint().service() == Service.SMTP && made.at().compareTo(PAUSE) < 0
                                ? missed(Trouble.NO_GREETING)
                                : SimulatedNetwork.modern(made.offer()));
        List<EndpointAnswers> answers =
                run.of(List.of(door("10.0.0.1", Service.SMTP), door("10.0.0.1", Service.IMAPS)));

        answers.forEach(RetryTest::allKnown);
        assertThat(run.network.made()).hasSize(1 + 6 + 6);
    }
}
