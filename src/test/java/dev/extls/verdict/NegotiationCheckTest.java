package dev.extls.verdict;

import static dev.extls.observation.Samples.observation;
import static dev.extls.tls.ProtocolVersion.SSL_2_0;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.DhParameters;
import dev.extls.inquiry.Fact;
import dev.extls.inquiry.FactKind;
import dev.extls.inquiry.GroupAnswers;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.observation.Outcome;
import dev.extls.observation.Samples;
import dev.extls.observation.Selection;
import dev.extls.observation.Trouble;
import dev.extls.policy.Expectation;
import dev.extls.policy.Habit;
import dev.extls.policy.Policy;
import dev.extls.policy.Rule;
import dev.extls.policy.Severity;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Verdict.State;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules about groups, habits and primes: what was not asked, or stayed unknown, never holds and never fails. */
class NegotiationCheckTest {
    private static final Endpoint DOOR = Samples.endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11");
    private static final String RSA = "TLS_RSA_WITH_AES_128_GCM_SHA256";
    private static final String DHE = "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256";
    private static final String ECDHE = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";

    private static final Expectation ONLY_P384 = new Expectation.GroupsOnly(List.of(NamedGroup.SECP384R1));
    private static final Expectation RENEGOTIATION = new Expectation.Negotiates(Habit.SECURE_RENEGOTIATION, true);
    private static final Expectation NO_COMPRESSION = new Expectation.Negotiates(Habit.COMPRESSION, false);
    private static final Expectation PRIME = new Expectation.DhPrime(2048);

    static Stream<Arguments> groups() {
        return Stream.of(
                row(State.NOT_APPLICABLE, "no suite that needs a group", it -> it),
                row(State.NOT_APPLICABLE, "no suite that needs a group", it -> it.selected(SSL_3_0)),
                row(State.UNKNOWN, "nobody asked which groups TLS 1.2 accepts.", it -> it.confirmed(TLS_1_2)),
                row(
                        State.UNKNOWN,
                        "nobody asked which groups TLS 1.2 and TLS 1.3 accept.",
                        it -> it.confirmed(TLS_1_2).confirmed(TLS_1_3)),
                row(
                        State.NOT_APPLICABLE,
                        "no suite that needs a group",
                        it -> it.confirmed(TLS_1_2).suites(suites(TLS_1_2, List.of(RSA), List.of()))),
                row(
                        State.UNKNOWN,
                        "nobody asked which groups TLS 1.2",
                        it -> it.confirmed(TLS_1_2).suites(suites(TLS_1_2, List.of(RSA, DHE), List.of()))),
                row(
                        State.UNKNOWN,
                        "nobody asked which groups TLS 1.2",
                        it -> it.confirmed(TLS_1_2).suites(suites(TLS_1_2, List.of(RSA), List.of(ECDHE)))),
                row(
                        State.UNKNOWN,
                        "nobody asked which groups TLS 1.3",
                        it -> it.confirmed(TLS_1_3)
                                .suites(suites(TLS_1_3, List.of("TLS_AES_128_GCM_SHA256"), List.of()))),
                row(
                        State.HOLDS,
                        "TLS 1.2 accepts no other groups",
                        it -> it.confirmed(TLS_1_2).groups(groups(TLS_1_2, List.of(NamedGroup.SECP384R1)))),
                row(
                        State.HOLDS,
                        "TLS 1.2 and TLS 1.3 accept no other groups",
                        it -> it.confirmed(TLS_1_2)
                                .confirmed(TLS_1_3)
                                .groups(groups(TLS_1_2, List.of(NamedGroup.SECP384R1)))
                                .groups(groups(TLS_1_3, List.of()))),
                row(
                        State.HOLDS,
                        "TLS 1.2 accepts no other groups",
                        it -> it.confirmed(TLS_1_2).groups(groups(TLS_1_2, List.of(), NamedGroup.SECP384R1))),
                row(
                        State.UNKNOWN,
                        "whether TLS 1.2 accepts x25519 stayed unknown",
                        it -> it.confirmed(TLS_1_2)
                                .groups(groups(TLS_1_2, List.of(NamedGroup.SECP384R1), NamedGroup.X25519))),
                row(
                        State.UNKNOWN,
                        "TLS 1.1",
                        it -> it.confirmed(TLS_1_2)
                                .unknown(TLS_1_1, Trouble.NO_ANSWER, "no answer", "o9")
                                .groups(groups(TLS_1_2, List.of(NamedGroup.SECP384R1)))),
                row(
                        State.FAILS,
                        "TLS 1.2 accepts x25519",
                        it -> it.confirmed(TLS_1_2)
                                .groups(groups(TLS_1_2, List.of(NamedGroup.SECP384R1, NamedGroup.X25519)))));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void ofGroups(State state, String sentence, UnaryOperator<AnswerSamples> answers) {
        expect(ONLY_P384, state, sentence, answers);
    }

    @Test
    void aGroupThatWasChosenCountsWhereNobodyAskedForGroups() {
        Verdict verdict = verdict(
                ONLY_P384,
                it -> it.confirmed(TLS_1_2, "o4")
                        .seen(
                                observation(3, DOOR, TLS_1_2, chosen(TLS_1_2, NamedGroup.SECP384R1)),
                                observation(4, DOOR, TLS_1_2, chosen(TLS_1_2, NamedGroup.X25519)),
                                observation(5, DOOR, TLS_1_0, chosen(TLS_1_0, NamedGroup.X25519))));

        assertThat(verdict.state()).isEqualTo(State.FAILS);
        assertThat(verdict.sentence()).contains("TLS 1.2 accepts x25519").doesNotContain("TLS 1.0");
        assertThat(verdict.evidence()).containsExactly("o4");
    }

    static Stream<Arguments> habits() {
        return Stream.of(
                row(RENEGOTIATION, State.NOT_APPLICABLE, "TLS 1.3 leaves no choice", it -> it.confirmed(TLS_1_3)),
                row(RENEGOTIATION, State.NOT_APPLICABLE, "TLS 1.3 leaves no choice", it -> it.selected(SSL_2_0)),
                row(
                        RENEGOTIATION,
                        State.UNKNOWN,
                        "nobody asked about secure renegotiation",
                        it -> it.confirmed(TLS_1_2)),
                row(
                        RENEGOTIATION,
                        State.UNKNOWN,
                        "TLS 1.2",
                        it -> it.unknown(TLS_1_2, Trouble.NO_ANSWER, "no answer", "o9")),
                row(
                        RENEGOTIATION,
                        State.NOT_APPLICABLE,
                        "",
                        it -> it.unknown(TLS_1_3, Trouble.NO_ANSWER, "no answer", "o9")),
                row(
                        RENEGOTIATION,
                        State.HOLDS,
                        "secure renegotiation is negotiated in TLS 1.2",
                        it -> it.confirmed(TLS_1_2).facts(fact(FactKind.SECURE_RENEGOTIATION, AnswerKind.YES))),
                row(
                        RENEGOTIATION,
                        State.UNKNOWN,
                        "secure renegotiation stayed unknown in TLS 1.2",
                        it -> it.confirmed(TLS_1_2)
                                .facts(
                                        fact(FactKind.SECURE_RENEGOTIATION, AnswerKind.YES),
                                        fact(FactKind.SECURE_RENEGOTIATION, AnswerKind.UNKNOWN))),
                row(
                        RENEGOTIATION,
                        State.FAILS,
                        "secure renegotiation is not negotiated in TLS 1.2",
                        it -> it.confirmed(TLS_1_2)
                                .facts(
                                        fact(FactKind.SECURE_RENEGOTIATION, AnswerKind.UNKNOWN),
                                        fact(FactKind.SECURE_RENEGOTIATION, AnswerKind.NO))),
                row(
                        RENEGOTIATION,
                        State.UNKNOWN,
                        "nobody asked",
                        it -> it.confirmed(TLS_1_2).facts(fact(FactKind.COMPRESSION, AnswerKind.NO))),
                row(
                        NO_COMPRESSION,
                        State.HOLDS,
                        "compression is not negotiated",
                        it -> it.confirmed(TLS_1_2).facts(fact(FactKind.COMPRESSION, AnswerKind.NO))),
                row(
                        NO_COMPRESSION,
                        State.FAILS,
                        "compression is negotiated",
                        it -> it.confirmed(TLS_1_2).facts(fact(FactKind.COMPRESSION, AnswerKind.YES))));
    }

    @ParameterizedTest
    @MethodSource("habits")
    void ofHabits(Expectation expected, State state, String sentence, UnaryOperator<AnswerSamples> answers) {
        expect(expected, state, sentence, answers);
    }

    static Stream<Arguments> primes() {
        return Stream.of(
                row(State.NOT_APPLICABLE, "no suite with ephemeral Diffie-Hellman", it -> it.confirmed(TLS_1_3)),
                row(State.NOT_APPLICABLE, "no suite with ephemeral Diffie-Hellman", it -> it.selected(SSL_2_0)),
                row(State.UNKNOWN, "nobody asked which suites TLS 1.2 accepts", it -> it.confirmed(TLS_1_2)),
                row(
                        State.NOT_APPLICABLE,
                        "no suite with ephemeral Diffie-Hellman",
                        it -> it.confirmed(TLS_1_2).suites(suites(TLS_1_2, List.of(RSA, ECDHE), List.of()))),
                row(
                        State.UNKNOWN,
                        "TLS 1.2 accepts Diffie-Hellman, and its prime was not seen",
                        it -> it.confirmed(TLS_1_2).suites(suites(TLS_1_2, List.of(DHE), List.of()))),
                row(
                        State.UNKNOWN,
                        "TLS 1.2 accepts Diffie-Hellman, and its prime was not seen",
                        it -> it.confirmed(TLS_1_2)
                                .suites(suites(TLS_1_2, List.of("TLS_DH_anon_WITH_AES_128_GCM_SHA256"), List.of()))),
                row(
                        State.UNKNOWN,
                        "whether TLS 1.2 accepts Diffie-Hellman stayed unknown",
                        it -> it.confirmed(TLS_1_2).suites(suites(TLS_1_2, List.of(RSA), List.of(DHE)))),
                row(
                        State.HOLDS,
                        "every prime that was seen is long enough",
                        it -> it.confirmed(TLS_1_2)
                                .suites(suites(TLS_1_2, List.of(DHE), List.of()))
                                .dhParameters(prime(TLS_1_2, 2048))),
                row(
                        State.HOLDS,
                        "every prime that was seen is long enough",
                        it -> it.confirmed(TLS_1_2)
                                .suites(suites(TLS_1_2, List.of(), List.of(DHE)))
                                .dhParameters(prime(TLS_1_2, 3072))),
                row(
                        State.UNKNOWN,
                        "TLS 1.0 accepts Diffie-Hellman, and its prime was not seen",
                        it -> it.confirmed(TLS_1_2)
                                .confirmed(TLS_1_0)
                                .suites(suites(TLS_1_2, List.of(DHE), List.of()))
                                .suites(suites(TLS_1_0, List.of("TLS_DHE_RSA_WITH_AES_128_CBC_SHA"), List.of()))
                                .dhParameters(prime(TLS_1_2, 2048))),
                row(
                        State.UNKNOWN,
                        "TLS 1.1",
                        it -> it.confirmed(TLS_1_2)
                                .unknown(TLS_1_1, Trouble.NO_ANSWER, "no answer", "o9")
                                .suites(suites(TLS_1_2, List.of(RSA), List.of()))),
                row(
                        State.FAILS,
                        "TLS 1.2 exchanges keys with a prime of 2047 bits",
                        it -> it.confirmed(TLS_1_2).dhParameters(prime(TLS_1_2, 4096), prime(TLS_1_2, 2047))));
    }

    @ParameterizedTest
    @MethodSource("primes")
    void ofPrimes(State state, String sentence, UnaryOperator<AnswerSamples> answers) {
        expect(PRIME, state, sentence, answers);
    }

    private static Arguments row(State state, String sentence, UnaryOperator<AnswerSamples> answers) {
        return arguments(state, sentence, answers);
    }

    private static Arguments row(
            Expectation expected, State state, String sentence, UnaryOperator<AnswerSamples> answers) {
        return arguments(expected, state, sentence, answers);
    }

    private static void expect(
            Expectation expected, State state, String sentence, UnaryOperator<AnswerSamples> answers) {
        Verdict verdict = verdict(expected, answers);

        assertThat(verdict.state()).as(verdict.sentence()).isEqualTo(state);
        assertThat(verdict.sentence().toLowerCase(Locale.ROOT)).contains(sentence.toLowerCase(Locale.ROOT));
    }

    private static Verdict verdict(Expectation expected, UnaryOperator<AnswerSamples> answers) {
        Rule rule = new Rule("r", Severity.ERROR, "it is as it should be", "", "RFC 9325", Set.of(), expected);
        return Judgement.of(
                        List.of(answers.apply(AnswerSamples.at(DOOR)).build()),
                        new Policy("p", "", List.of(rule), List.of()),
                        Samples.START)
                .endpoints()
                .get(0)
                .verdicts()
                .get(0);
    }

    private static SuiteAnswers suites(ProtocolVersion version, List<String> accepted, List<String> unknown) {
        return new SuiteAnswers(version, named(accepted), named(unknown), ServerOrder.UNKNOWN, 9, "", List.of("o20"));
    }

    private static List<CipherSuite> named(List<String> names) {
        return names.stream().map(name -> CipherSuite.named(name).orElseThrow()).toList();
    }

    private static GroupAnswers groups(ProtocolVersion version, List<NamedGroup> accepted, NamedGroup... unknown) {
        return new GroupAnswers(version, accepted, List.of(unknown), ServerOrder.UNKNOWN, 9, "", List.of("o21"));
    }

    private static Fact fact(FactKind kind, AnswerKind answer) {
        return new Fact(kind, TLS_1_2, answer, "", "", List.of("o22"));
    }

    private static DhParameters prime(ProtocolVersion version, int bits) {
        return new DhParameters(version, bits, "", List.of("o23"));
    }

    private static Outcome chosen(ProtocolVersion version, NamedGroup group) {
        return new Outcome.Negotiated(new Selection(version, new CipherSuite(0xc02f), group.code(), "", false));
    }
}
