package dev.extls.verdict;

import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.RunAnswers;
import dev.extls.observation.Trouble;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.tls.ProtocolVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PoolGridTest {

    /** What each node says to a version, in its order: Y yes, N no, U unknown, B both; who is odd; what is said. */
    static Stream<Arguments> pools() {
        return Stream.of(
                arguments(TLS_1_0, "NNY", "EX03", "EX03 still negotiates TLS 1.0 on IMAPS; EX01 and EX02 do not"),
                arguments(
                        TLS_1_0,
                        "YNY",
                        "EX02",
                        "EX02 alone refuses TLS 1.0 on IMAPS; EX01 and EX03 still negotiate it"),
                arguments(TLS_1_2, "YNY", "EX02", "EX02 alone lacks TLS 1.2 on IMAPS; EX01 and EX03 negotiate it"),
                arguments(TLS_1_3, "NNY", "EX03", "EX03 alone negotiates TLS 1.3 on IMAPS; EX01 and EX02 do not"),
                arguments(
                        TLS_1_2,
                        "YNNYY",
                        "EX02 EX03",
                        "only EX02 and EX03 lack TLS 1.2 on IMAPS; EX01, EX04 and EX05 negotiate it"),
                arguments(TLS_1_0, "YN", "", "EX01 still negotiates TLS 1.0 on IMAPS; EX02 does not"),
                arguments(TLS_1_2, "YNNY", "", "EX01 and EX04 negotiate TLS 1.2 on IMAPS; EX02 and EX03 do not"),
                arguments(
                        TLS_1_0,
                        "NUNY",
                        "EX04",
                        "EX04 still negotiates TLS 1.0 on IMAPS; EX01 and EX03 do not; of EX02 it is unknown"),
                arguments(
                        TLS_1_0,
                        "NUUY",
                        "",
                        "EX04 still negotiates TLS 1.0 on IMAPS; EX01 does not; of EX02 and EX03 it is" + " unknown"),
                arguments(
                        TLS_1_0,
                        "NNBY",
                        "EX04",
                        "EX04 still negotiates TLS 1.0 on IMAPS; EX01 and EX02 do not; EX03 both negotiates and refuses it"));
    }

    @ParameterizedTest
    @MethodSource("pools")
    void theOddOneOutIsMarkedAndSaid(ProtocolVersion version, String said, String odd, String sentence) {
        PoolService service = grid(version, said);

        assertThat(service.differences())
                .extracting(difference -> difference.statement(Service.IMAPS))
                .containsExactly(sentence);
        assertThat(service.members())
                .filteredOn(node -> node.odd().contains(version))
                .extracting(PoolNode::name)
                .containsExactlyElementsOf(odd.isEmpty() ? List.of() : List.of(odd.split(" ")));
    }

    static Stream<Arguments> agreeing() {
        return Stream.of(
                arguments("YYY"),
                arguments("NNN"),
                arguments("UUU"),
                arguments("NUU"),
                arguments("YYU"),
                arguments("YYB"));
    }

    @ParameterizedTest
    @MethodSource("agreeing")
    void whatIsUnknownIsNeitherOddNorLikeTheOthers(String said) {
        PoolService service = grid(TLS_1_0, said);

        assertThat(service.differences()).isEmpty();
        assertThat(service.members()).allMatch(node -> node.odd().isEmpty());
    }

    @Test
    void versionsInWhichTheSameNodeIsOddAreToldInOneSentence() {
        PoolService service = only(judged(List.of(
                AnswerSamples.at(PoolSamples.member(Service.SMTP, 1)).build(),
                AnswerSamples.at(PoolSamples.member(Service.SMTP, 2))
                        .confirmed(TLS_1_0)
                        .confirmed(TLS_1_1)
                        .build(),
                AnswerSamples.at(PoolSamples.member(Service.SMTP, 3)).build())));

        assertThat(service.differences())
                .extracting(difference -> difference.statement(Service.SMTP))
                .containsExactly("EX02 still negotiates TLS 1.0 and TLS 1.1 on SMTP; EX01 and EX03 do not");
    }

    @Test
    void theDifferenceIsAFindingOfThePoolAtTheOddNode() {
        Judged judged = PoolSamples.judged();

        assertThat(judged.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.POOL_DISAGREES)
                .extracting(Finding::sentence)
                .containsExactly(
                        "pool mail.contoso.test: EX03 still negotiates TLS 1.0 and TLS 1.1 on SMTP; EX01 and EX02 do not; of EX04 they"
                                + " are unknown.",
                        "pool mail.contoso.test: EX01 negotiates TLS 1.2 on IMAPS; EX02 does not.");
        assertThat(judged.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.POOL_DISAGREES)
                .first()
                .satisfies(finding -> {
                    assertThat(finding.endpoints()).containsExactly(PoolSamples.member(Service.SMTP, 3));
                    assertThat(finding.evidence()).contains("o5");
                });
    }

    @Test
    void oneCertificateEverywhereIsSaidOnlyWhereAllWereSeen() {
        Judged judged = PoolSamples.judged();

        assertThat(judged.pools().get(0).services())
                .extracting(
                        PoolService::service, service -> service.certificates().answer())
                .containsExactly(tuple(Service.SMTP, AnswerKind.UNKNOWN), tuple(Service.IMAPS, AnswerKind.NO));
        assertThat(judged.pools().get(0).services().get(0).certificates().statement())
                .isEqualTo("no certificate was seen at EX04");
        assertThat(judged.pools().get(0).services().get(1).certificates().statement())
                .startsWith("2 different certificates are shown: SHA-256 ")
                .contains("at mail.contoso.test and EX01", "at EX02");
    }

    @Test
    void aPoolWithoutMembersHasNoGrid() {
        assertThat(judged(List.of(AnswerSamples.at(PoolSamples.virtual(Service.SMTP))
                                .build()))
                        .pools())
                .isEmpty();
    }

    @Test
    void nodesAreCalledByLabelNameAddressOrPort() {
        List<Endpoint> pool = List.of(
                PoolSamples.virtual(Service.IMAPS),
                PoolSamples.member(Service.IMAPS, 1),
                door("ex02.contoso.test", "10.0.0.12", Map.of()),
                door("ex03.contoso.test", "10.0.0.13", Map.of()),
                door("ex03.contoso.test", "fd00::13", Map.of()),
                door("10.0.0.14", "10.0.0.14", Map.of()),
                door("10.0.0.15", "10.0.0.15", Map.of("node", "EX05")),
                door("10.0.0.16", "10.0.0.16", Map.of("node", "EX05")));
        PoolNames names = new PoolNames(pool);

        assertThat(pool)
                .extracting(names::of)
                .containsExactly(
                        "mail.contoso.test",
                        "EX01",
                        "ex02.contoso.test",
                        "ex03.contoso.test@10.0.0.13",
                        "ex03.contoso.test@[fd00::13]",
                        "10.0.0.14",
                        "EX05@10.0.0.15",
                        "EX05@10.0.0.16");
    }

    @Test
    void nodesAtOneAddressAreToldApartByTheirPorts() {
        Endpoint one = new Endpoint(
                "a",
                Service.IMAPS,
                PoolSamples.NAME,
                "127.0.0.1",
                "127.0.0.1",
                1993,
                Map.of(),
                PoolSamples.NAME,
                Role.MEMBER);
        Endpoint other = new Endpoint(
                "b",
                Service.IMAPS,
                PoolSamples.NAME,
                "127.0.0.1",
                "127.0.0.1",
                2993,
                Map.of(),
                PoolSamples.NAME,
                Role.MEMBER);
        PoolNames names = new PoolNames(List.of(one, other));

        assertThat(names.of(one)).isEqualTo("127.0.0.1:1993");
        assertThat(names.of(other)).isEqualTo("127.0.0.1:2993");
    }

    @Test
    void anAnswerOfALongRunIsNotAskedForOnceMoreForTheGrid() {
        List<EndpointAnswers> there = IntStream.rangeClosed(1, 9)
                .mapToObj(number -> AnswerSamples.at(PoolSamples.member(Service.IMAPS, number))
                        .build())
                .toList();
        AtomicInteger made = new AtomicInteger();
        RunAnswers run =
                new RunAnswers(there.stream().map(EndpointAnswers::endpoint).toList(), place -> {
                    made.incrementAndGet();
                    return there.get(place);
                });

        Judged judged = Judgement.of(run, BuiltInPolicies.TLS12_ENABLED, Instant.EPOCH);

        assertThat(only(judged).members()).hasSize(9);
        assertThat(made).hasValue(9);
    }

    @Test
    void whereTooManyWaitForTheOthersOfTheirPoolItIsReadOnceMore() {
        List<EndpointAnswers> there = IntStream.rangeClosed(1, 9)
                .mapToObj(number -> AnswerSamples.at(PoolSamples.member(Service.IMAPS, number))
                        .build())
                .toList();
        AtomicInteger made = new AtomicInteger();
        RunAnswers run =
                new RunAnswers(there.stream().map(EndpointAnswers::endpoint).toList(), place -> {
                    made.incrementAndGet();
                    return there.get(place);
                });
        GatheredPools pools = new GatheredPools(run, 4);

        there.forEach(answers -> pools.add(
                new JudgedEndpoint(answers, "", List.of(), List.of(), WhoAnswered.NOT_ASKED, List.of(), List.of())));

        assertThat(pools.pools().get(0).services().get(0).members()).hasSize(9);
        assertThat(made).hasValue(9);
    }

    private static Endpoint door(String host, String address, Map<String, String> labels) {
        return PoolSamples.door(Service.IMAPS, host, address, labels, Role.MEMBER);
    }

    private static PoolService grid(ProtocolVersion version, String said) {
        List<EndpointAnswers> answers = new ArrayList<>();
        for (int i = 0; i < said.length(); i++) {
            AnswerSamples samples = AnswerSamples.at(PoolSamples.member(Service.IMAPS, i + 1));
            answers.add((switch (said.charAt(i)) {
                        case 'Y' -> samples.confirmed(version);
                        case 'U' -> samples.unknown(version, Trouble.NO_ANSWER, "no answer within 10 s");
                        case 'B' -> samples.both(version);
                        default -> samples;
                    })
                    .build());
        }
        return only(judged(answers));
    }

    private static Judged judged(List<EndpointAnswers> answers) {
        return Judgement.of(answers, BuiltInPolicies.TLS12_ENABLED);
    }

    private static PoolService only(Judged judged) {
        assertThat(judged.pools()).hasSize(1);
        assertThat(judged.pools().get(0).services()).hasSize(1);
        return Objects.requireNonNull(judged.pools().get(0).services().get(0));
    }
}
