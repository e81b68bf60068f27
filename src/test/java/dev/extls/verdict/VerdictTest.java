package dev.extls.verdict;

import static dev.extls.observation.Samples.endpoint;
import static dev.extls.observation.Samples.learned;
import static dev.extls.observation.Samples.negotiated;
import static dev.extls.observation.Samples.observation;
import static dev.extls.observation.Samples.selected;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.extls.dialogue.Learned;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.tls.Alert;
import dev.extls.verdict.Verdict.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
    private static final Endpoint SMTP = endpoint(Service.SMTP, "mail.contoso.test", "10.0.0.11");

    static Stream<Arguments> answersForTls12() {
        return Stream.of(
                arguments(
                        "confirmed",
                        AnswerSamples.at(SMTP)
                                .confirmed(TLS_1_2, "o1")
                                .seen(observation(1, SMTP, TLS_1_2, negotiated(TLS_1_2))),
                        State.HOLDS,
                        "TLS 1.2 is confirmed: a handshake finished with TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, secp384r1."),
                arguments(
                        "selected, our side stopped",
                        AnswerSamples.at(SMTP)
                                .selected(TLS_1_2, "o1")
                                .seen(observation(
                                        1, SMTP, TLS_1_2, selected(TLS_1_2, "our side: DH prime of 512 bits"))),
                        State.UNKNOWN,
                        "The server chose TLS 1.2, but no handshake finished: our side: DH prime of 512 bits."),
                arguments(
                        "selected, nothing else known",
                        AnswerSamples.at(SMTP).selected(TLS_1_2),
                        State.UNKNOWN,
                        "The server chose TLS 1.2, but no handshake finished: the server chose it."),
                arguments(
                        "refused",
                        AnswerSamples.at(SMTP).no(TLS_1_2, "fatal protocol_version(70)", "o1"),
                        State.FAILS,
                        "TLS 1.2 was refused: fatal protocol_version(70)."),
                arguments(
                        "unknown",
                        AnswerSamples.at(SMTP).unknown(TLS_1_2, Trouble.NO_ANSWER, "no answer within 10 s.", "o1"),
                        State.UNKNOWN,
                        "TLS 1.2 stayed unknown: no answer within 10 s."),
                arguments(
                        "unknown without words",
                        AnswerSamples.at(SMTP).unknown(TLS_1_2, Trouble.NO_ANSWER, "", "o1"),
                        State.UNKNOWN,
                        "TLS 1.2 stayed unknown: no answer in time."),
                arguments(
                        "contradicted",
                        AnswerSamples.at(SMTP)
                                .both(TLS_1_2, "o1", "o2")
                                .seen(
                                        learned(
                                                observation(1, SMTP, TLS_1_2, negotiated(TLS_1_2)),
                                                new Learned("", "EX01.contoso.test", "", List.of())),
                                        learned(
                                                observation(2, SMTP, TLS_1_2, new Outcome.Alerted(new Alert(2, 70))),
                                                new Learned("", "EX02.contoso.test", "", List.of()))),
                        State.FAILS,
                        "TLS 1.2 was both negotiated (o1 by EX01.contoso.test) and refused (o2 by EX02.contoso.test: fatal"
                                + " protocol_version(70)); more than one node may answer at this address."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersForTls12")
    void theRuleHoldsOnlyOnAConfirmedAnswer(String name, AnswerSamples answers, State state, String sentence) {
        EndpointAnswers endpoint = answers.build();

        Verdict verdict = judge(endpoint).endpoints().get(0).verdicts().get(0);

        assertThat(verdict.ruleId()).isEqualTo("tls12-confirmed");
        assertThat(verdict.state()).isEqualTo(state);
        assertThat(verdict.sentence()).isEqualTo(sentence);
        assertThat(verdict.evidence()).isEqualTo(Words.answer(endpoint, TLS_1_2).evidence());
    }

    @ParameterizedTest
    @CsvSource({
        "'', UNKNOWN, 3",
        "H, HOLDS, 0",
        "HHH, HOLDS, 0",
        "U, UNKNOWN, 3",
        "HU, UNKNOWN, 3",
        "F, FAILS, 1",
        "HF, FAILS, 1",
        "FUH, FAILS, 1",
        "UF, FAILS, 1",
    })
    void theWorstVerdictDecidesTheRunAndItsExitCode(String verdicts, Judged.State state, int exitCode) {
        Judged judged = judge(verdicts.chars().mapToObj(VerdictTest::answering).toArray(EndpointAnswers[]::new));

        assertThat(judged.state()).isEqualTo(state);
        assertThat(judged.exitCode().number()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'Nothing was scanned, so nothing is known.'",
        "H, 'HOLDS: \"TLS 1.2 is confirmed on every endpoint\" holds on 1 of 1 endpoint.'",
        "HHF, 'FAILS: \"TLS 1.2 is confirmed on every endpoint\" holds on 2 of 3 endpoints, fails on 1.'",
        "HU, 'UNKNOWN: \"TLS 1.2 is confirmed on every endpoint\" holds on 1 of 2 endpoints, unknown on 1.'",
        "UFH, 'FAILS: \"TLS 1.2 is confirmed on every endpoint\" holds on 1 of 3 endpoints, fails on 1, unknown on 1.'",
    })
    void theRunIsSaidInOneSentence(String verdicts, String sentence) {
        assertThat(judge(verdicts.chars().mapToObj(VerdictTest::answering).toArray(EndpointAnswers[]::new))
                        .sentence())
                .isEqualTo(sentence);
    }

    @Test
    void manyWitnessesOfAContradictionAreCutShort() {
        AnswerSamples answers = AnswerSamples.at(SMTP).both(TLS_1_2, "o1", "o2", "o3", "o4", "o5");
        for (int i = 1; i <= 4; i++) {
            answers.seen(observation(i, SMTP, TLS_1_2, negotiated(TLS_1_2)));
        }
        answers.seen(observation(5, SMTP, TLS_1_2, new Outcome.Reset()));

        assertThat(judge(answers.build()).endpoints().get(0).verdicts().get(0).sentence())
                .startsWith("TLS 1.2 was both negotiated (o1, o2, o3, ...) and refused (o5: reset)");
    }

    @Test
    void witnessesOfAContradictionStandWithTheNodeThatNamedItself() {
        AnswerSamples answers = AnswerSamples.at(SMTP).both(TLS_1_2, "o1", "o2", "o3", "o4", "o5", "o6");
        for (int i = 1; i <= 6; i++) {
            boolean forgotten = i % 3 == 0;
            answers.seen(learned(
                    observation(i, SMTP, TLS_1_2, forgotten ? new Outcome.Reset() : negotiated(TLS_1_2)),
                    new Learned("", "EX0" + (i % 3 + 1) + ".contoso.test", "", List.of())));
        }

        assertThat(judge(answers.build()).endpoints().get(0).verdicts().get(0).sentence())
                .startsWith(
                        "TLS 1.2 was both negotiated (o1, o4 by EX02.contoso.test, o2, o5 by EX03.contoso.test) and refused"
                                + " (o3, o6 by EX01.contoso.test: reset);");
    }

    @Test
    void aHugeReasonIsCutAndStillASentence() {
        Verdict verdict = judge(AnswerSamples.at(SMTP)
                        .no(TLS_1_2, "x".repeat(1_000_000))
                        .build())
                .endpoints()
                .get(0)
                .verdicts()
                .get(0);

        assertThat(verdict.sentence()).hasSizeLessThan(400).endsWith("….");
    }

    @Test
    void theBestEvidenceOfAYesIsAFinishedHandshake() {
        EndpointAnswers answers = AnswerSamples.at(SMTP)
                .confirmed(TLS_1_2, "o1", "o2", "o3")
                .seen(
                        observation(1, SMTP, TLS_1_2, selected(TLS_1_2, "as asked")),
                        observation(2, SMTP, TLS_1_2, negotiated(TLS_1_2)),
                        observation(3, SMTP, TLS_1_2, negotiated(TLS_1_2)))
                .build();

        assertThat(Evidence.best(answers, TLS_1_2))
                .hasValueSatisfying(best -> assertThat(best.id()).isEqualTo("o2"));
        assertThat(Evidence.best(AnswerSamples.at(SMTP).build(), TLS_1_2)).isEmpty();
    }

    private static Judged judge(EndpointAnswers... answers) {
        return Judgement.of(new ArrayList<>(List.of(answers)), BuiltInPolicies.TLS12_ENABLED);
    }

    private static EndpointAnswers answering(int letter) {
        AnswerSamples answers = AnswerSamples.at(SMTP);
        return switch (letter) {
            case 'H' -> answers.confirmed(TLS_1_2, "o1").build();
            case 'F' -> answers.no(TLS_1_2, "refused", "o1").build();
            default -> answers.unknown(TLS_1_2, Trouble.CLOSED, "closed", "o1").build();
        };
    }
}
