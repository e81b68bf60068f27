package dev.extls.verdict;

import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.observation.Samples;
import dev.extls.observation.Trouble;
import dev.extls.policy.Expectation;
import dev.extls.policy.Policy;
import dev.extls.policy.Rule;
import dev.extls.policy.Severity;
import dev.extls.policy.Side;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Verdict.State;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules about the order of suites: whose order counts is said only where it was seen. */
class SuiteCheckTest {
    private static final Endpoint DOOR = Samples.endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11");
    private static final CipherSuite FIRST = new CipherSuite(0xc030);
    private static final CipherSuite SECOND = new CipherSuite(0xc02f);
    private static final CipherSuite OTHER = new CipherSuite(0x009d);

    static Stream<Arguments> orders() {
        return Stream.of(
                arguments(State.NOT_APPLICABLE, "no version has two suites", with(it -> it)),
                arguments(State.UNKNOWN, "nobody asked which suites TLS 1.2", with(it -> it.confirmed(TLS_1_2))),
                arguments(
                        State.HOLDS,
                        "in TLS 1.2 the server's order counts",
                        with(it -> suites(it, TLS_1_2, ServerOrder.SERVER, List.of(FIRST, SECOND)))),
                arguments(
                        State.FAILS,
                        "in TLS 1.2 the client's order counts",
                        with(it -> suites(it, TLS_1_2, ServerOrder.CLIENT, List.of(FIRST, SECOND)))),
                arguments(
                        State.UNKNOWN,
                        "whose order counts in TLS 1.2 stayed unknown",
                        with(it -> suites(it, TLS_1_2, ServerOrder.UNKNOWN, List.of(FIRST, SECOND)))),
                arguments(
                        State.NOT_APPLICABLE,
                        "no version has two suites",
                        with(it -> suites(it, TLS_1_2, ServerOrder.UNKNOWN, List.of(FIRST)))),
                arguments(
                        State.UNKNOWN,
                        "whose order counts in TLS 1.2 stayed unknown",
                        with(it -> suites(it, TLS_1_2, ServerOrder.UNKNOWN, List.of(FIRST), SECOND))),
                arguments(
                        State.FAILS,
                        "in TLS 1.3 the client's order counts",
                        with(it -> suites(
                                suites(it, TLS_1_2, ServerOrder.UNKNOWN, List.of(FIRST, SECOND)),
                                TLS_1_3,
                                ServerOrder.CLIENT,
                                List.of(new CipherSuite(0x1301), new CipherSuite(0x1302))))),
                arguments(
                        State.UNKNOWN,
                        "TLS 1.1",
                        with(it -> suites(it, TLS_1_2, ServerOrder.SERVER, List.of(FIRST, SECOND))
                                .unknown(TLS_1_1, Trouble.NO_ANSWER, "no answer", "o9"))));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void ofWhoseOrderCounts(State state, String sentence, UnaryOperator<AnswerSamples> answers) {
        expect(new Expectation.OrderOf(Side.SERVER), state, sentence, answers);
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                arguments(State.NOT_APPLICABLE, "TLS 1.2 is refused", with(it -> it)),
                arguments(
                        State.UNKNOWN,
                        "TLS 1.2",
                        with(it -> it.unknown(TLS_1_2, Trouble.NO_ANSWER, "no answer", "o9"))),
                arguments(State.UNKNOWN, "nobody asked which suites TLS 1.2", with(it -> it.confirmed(TLS_1_2))),
                arguments(
                        State.NOT_APPLICABLE,
                        "TLS 1.2 accepts fewer than two of them",
                        with(it -> suites(it, TLS_1_2, ServerOrder.SERVER, List.of(FIRST, OTHER), OTHER))),
                arguments(
                        State.UNKNOWN,
                        "some suites of TLS 1.2 stayed unknown",
                        with(it -> suites(it, TLS_1_2, ServerOrder.SERVER, List.of(FIRST), SECOND))),
                arguments(
                        State.HOLDS,
                        "TLS 1.2 prefers them in this order",
                        with(it -> suites(it, TLS_1_2, ServerOrder.SERVER, List.of(OTHER, FIRST, SECOND)))),
                arguments(
                        State.FAILS,
                        "TLS 1.2 prefers TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 to TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                        with(it -> suites(it, TLS_1_2, ServerOrder.SERVER, List.of(SECOND, FIRST)))),
                arguments(
                        State.FAILS,
                        "the client's order counts",
                        with(it -> suites(it, TLS_1_2, ServerOrder.CLIENT, List.of(FIRST, SECOND)))),
                arguments(
                        State.UNKNOWN,
                        "whose order counts in TLS 1.2 stayed unknown",
                        with(it -> suites(it, TLS_1_2, ServerOrder.UNKNOWN, List.of(FIRST, SECOND)))));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void ofAListInOrder(State state, String sentence, UnaryOperator<AnswerSamples> answers) {
        expect(new Expectation.SuitesInOrder(TLS_1_2, List.of(FIRST, SECOND)), state, sentence, answers);
    }

    private static UnaryOperator<AnswerSamples> with(UnaryOperator<AnswerSamples> answers) {
        return answers;
    }

    private static AnswerSamples suites(
            AnswerSamples answers,
            ProtocolVersion version,
            ServerOrder order,
            List<CipherSuite> accepted,
            CipherSuite... unknown) {
        return answers.confirmed(version)
                .suites(new SuiteAnswers(version, accepted, List.of(unknown), order, 9, "", List.of("o20")));
    }

    private static void expect(
            Expectation expected, State state, String sentence, UnaryOperator<AnswerSamples> answers) {
        Rule rule = new Rule("r", Severity.ERROR, "it is as it should be", "", "RFC 9325", Set.of(), expected);
        Verdict verdict = Judgement.of(
                        List.of(answers.apply(AnswerSamples.at(DOOR)).build()),
                        new Policy("p", "", List.of(rule), List.of()),
                        Samples.START)
                .endpoints()
                .get(0)
                .verdicts()
                .get(0);

        assertThat(verdict.state()).as(verdict.sentence()).isEqualTo(state);
        assertThat(verdict.sentence()).containsIgnoringCase(sentence);
    }
}
