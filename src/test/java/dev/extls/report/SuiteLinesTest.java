package dev.extls.report;

import static dev.extls.observation.Samples.endpoint;
import static dev.extls.observation.Samples.negotiated;
import static dev.extls.observation.Samples.observation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.DhParameters;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Fact;
import dev.extls.inquiry.FactKind;
import dev.extls.inquiry.GroupAnswers;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.inquiry.SuiteKind;
import dev.extls.observation.Samples;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteLinesTest {
    private static final List<CipherSuite> OLD = suites(
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_RSA_WITH_RC4_128_SHA");

    private static List<CipherSuite> suites(String... names) {
        return Stream.of(names)
                .map(name -> CipherSuite.named(name).orElseThrow())
                .toList();
    }

    private static SuiteAnswers answers(
            ProtocolVersion version, List<CipherSuite> accepted, ServerOrder order, String why) {
        return new SuiteAnswers(version, accepted, List.of(), order, 100, why, List.of("o1"));
    }

    private static AnswerSamples old(Endpoint door) {
        return AnswerSamples.at(door)
                .seen(observation(1, door, ProtocolVersion.TLS_1_2, negotiated(ProtocolVersion.TLS_1_2)))
                .suites(answers(ProtocolVersion.TLS_1_0, OLD, ServerOrder.SERVER, ""))
                .suites(answers(ProtocolVersion.TLS_1_1, OLD, ServerOrder.SERVER, ""));
    }

    private static List<String> lines(TerminalStyle style, EndpointAnswers... answers) {
        List<JudgedEndpoint> endpoints =
                Judgement.of(List.of(answers), BuiltInPolicies.TLS12_ENABLED).endpoints();
        return new SuiteLines(endpoints, style).lines();
    }

    @Test
    void doorsAndVersionsThatSayTheSameStandTogetherAndWeakSuitesAreMarked() {
        Endpoint smtp = endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.11");
        Endpoint imaps = endpoint(Service.IMAPS, "ex01.contoso.test", "10.0.0.11");

        assertThat(lines(
                        new TerminalStyle(100, false, true),
                        old(smtp).build(),
                        old(imaps).build()))
                .containsExactly(
                        "ex01.contoso.test  SMTP 25 (1 connection), IMAPS 993 (1 connection)",
                        "  TLS 1.1, TLS 1.0: 4 suites, in the server's order",
                        "    TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA  TLS_RSA_WITH_AES_128_CBC_SHA  !TLS_RSA_WITH_3DES_EDE_CBC_SHA",
                        "    !TLS_RSA_WITH_RC4_128_SHA",
                        "! weak (RFC 9325 section 4.1, RFC 5246 appendix A.5, RFC 6176)");
    }

    @Test
    void aGuessIsCalledAGuessAndHasItsReasons() {
        Endpoint smtp = endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.11");
        List<CipherSuite> recommended = suites(
                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");

        assertThat(lines(
                        new TerminalStyle(300, false, true),
                        AnswerSamples.at(smtp)
                                .confirmed(ProtocolVersion.TLS_1_2)
                                .suites(answers(ProtocolVersion.TLS_1_2, recommended, ServerOrder.SERVER, ""))
                                .build()))
                .contains(
                        "  a guess: likely Windows Server 2016 or 2019 or 2022 or 2025, since AES-GCM is accepted with ECDHE_RSA,"
                                + " which came with 2016; its suites are those that Microsoft recommends for Exchange, which hides the"
                                + " default list");
    }

    @Test
    void whatIsUnknownSaysWhyAndWhoseOrderDecidesIsSaidWhereItWasSeen() {
        Endpoint door = endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11");
        EndpointAnswers answers = AnswerSamples.at(door)
                .suites(answers(
                        ProtocolVersion.TLS_1_2,
                        suites("TLS_RSA_WITH_AES_128_CBC_SHA"),
                        ServerOrder.UNKNOWN,
                        "12 suites are unknown: no answer within 10 s\u001b[31m"))
                .suites(answers(
                        ProtocolVersion.TLS_1_3,
                        suites("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"),
                        ServerOrder.CLIENT,
                        ""))
                .build();

        assertThat(lines(new TerminalStyle(100, false, true), answers))
                .containsExactly(
                        "ex01.contoso.test  HTTPS 443 (0 connections)",
                        "  TLS 1.3: 2 suites, the client's order decides",
                        "    TLS_AES_256_GCM_SHA384  TLS_AES_128_GCM_SHA256",
                        "  TLS 1.2: 1 suite",
                        "    TLS_RSA_WITH_AES_128_CBC_SHA",
                        "    ? 12 suites are unknown: no answer within 10 s\\x1b[31m");
    }

    private static Fact fact(FactKind kind, ProtocolVersion version, AnswerKind answer, String value) {
        return new Fact(kind, version, answer, value, "as seen", List.of("o1"));
    }

    private static GroupAnswers groups(ProtocolVersion version, ServerOrder order, String why) {
        return new GroupAnswers(
                version, List.of(NamedGroup.X25519, NamedGroup.SECP256R1), List.of(), order, 20, why, List.of("o1"));
    }

    @Test
    void howAnEndpointNegotiatesIsSaidWorstFirst() {
        Endpoint door = endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11");
        EndpointAnswers answers = old(door)
                .groups(groups(ProtocolVersion.TLS_1_2, ServerOrder.SERVER, ""))
                .groups(groups(ProtocolVersion.TLS_1_3, ServerOrder.SERVER, "3 groups are unknown: reset (RST)"))
                .facts(
                        fact(FactKind.ALPN, ProtocolVersion.TLS_1_2, AnswerKind.YES, "h2"),
                        fact(FactKind.SECURE_RENEGOTIATION, ProtocolVersion.TLS_1_2, AnswerKind.NO, ""),
                        fact(FactKind.SECURE_RENEGOTIATION, ProtocolVersion.TLS_1_1, AnswerKind.NO, ""),
                        fact(FactKind.COMPRESSION, ProtocolVersion.TLS_1_2, AnswerKind.YES, ""),
                        fact(FactKind.SESSION_ID_RESUMPTION, ProtocolVersion.TLS_1_2, AnswerKind.NO, ""),
                        fact(FactKind.SESSION_TICKET_RESUMPTION, ProtocolVersion.TLS_1_3, AnswerKind.UNKNOWN, ""),
                        fact(FactKind.FALLBACK_SCSV, ProtocolVersion.TLS_1_1, AnswerKind.YES, ""))
                .dhParameters(
                        new DhParameters(ProtocolVersion.TLS_1_2, 1024, "", List.of("o1")),
                        new DhParameters(ProtocolVersion.TLS_1_2, 2048, "ffdhe2048", List.of("o1")))
                .build();

        assertThat(lines(new TerminalStyle(100, false, true), answers).subList(4, 11))
                .containsExactly(
                        "  ! no secure renegotiation (TLS 1.2, TLS 1.1); compression (TLS 1.2); Diffie-Hellman of 1024 bits",
                        "    (TLS 1.2)",
                        "  ? sessions by ticket (TLS 1.3); groups: 3 groups are unknown: reset (RST) (TLS 1.3)",
                        "  Groups: x25519 secp256r1, in the server's order (TLS 1.3, TLS 1.2)",
                        "  Facts: Diffie-Hellman of 2048 bits, ffdhe2048 (TLS 1.2); no sessions by id (TLS 1.2); ALPN h2 (TLS",
                        "         1.2); fallback signal (TLS 1.1)",
                        "! weak (RFC 9325 section 4.1, RFC 5246 appendix A.5, RFC 6176)");
    }

    @Test
    void doorsThatNegotiateInOtherWaysStandApart() {
        Endpoint smtp = endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.11");
        Endpoint imaps = endpoint(Service.IMAPS, "ex01.contoso.test", "10.0.0.11");
        Fact compression = fact(FactKind.COMPRESSION, ProtocolVersion.TLS_1_1, AnswerKind.YES, "");

        assertThat(lines(
                        new TerminalStyle(100, false, true),
                        old(smtp).build(),
                        old(imaps).facts(compression).build()))
                .contains(
                        "ex01.contoso.test  SMTP 25 (1 connection)",
                        "ex01.contoso.test  IMAPS 993 (1 connection)",
                        "  ! compression (TLS 1.1)");
    }

    @Test
    void nothingIsSaidWhereNobodyAsked() {
        Endpoint door = endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11");

        assertThat(lines(
                        new TerminalStyle(100, false, true),
                        AnswerSamples.at(door).build()))
                .isEmpty();
    }

    @Test
    void aLongListIsCutAndSaysSo() {
        EndpointAnswers[] many = Stream.iterate(1, number -> number + 1)
                .limit(30)
                .map(number -> old(endpoint(Service.SMTP, "ex" + number + ".contoso.test", "10.0.0." + number))
                        .build())
                .toArray(EndpointAnswers[]::new);

        assertThat(lines(new TerminalStyle(100, false, true), many))
                .hasSize(12 * 4 + 2)
                .contains("the suites of 18 more endpoints are in report.json");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 33, 40, 72, 100, 250})
    void noLineIsWiderThanTheTerminalAndColourAddsNothingButColour(int width) {
        List<EndpointAnswers> answers = new ArrayList<>();
        answers.add(
                old(endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.11")).build());
        answers.add(old(endpoint(Service.SMTP, Samples.HOSTILE.repeat(50), "10.0.0.12"))
                .suites(answers(ProtocolVersion.TLS_1_2, OLD, ServerOrder.CLIENT, Samples.HOSTILE.repeat(50)))
                .groups(groups(ProtocolVersion.TLS_1_2, ServerOrder.CLIENT, Samples.HOSTILE.repeat(50)))
                .facts(fact(FactKind.ALPN, ProtocolVersion.TLS_1_2, AnswerKind.YES, Samples.HOSTILE.repeat(50)))
                .build());
        EndpointAnswers[] all = answers.toArray(EndpointAnswers[]::new);
        List<String> plain = lines(new TerminalStyle(width, false, true), all);
        List<String> coloured = lines(new TerminalStyle(width, true, true), all);

        assertThat(plain).allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(width));
        assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9]*m", "")))
                .containsExactlyElementsOf(plain);
        assertThat(String.join("", coloured)).contains("\u001b[31m!TLS_RSA");
    }

    @Test
    void nodesThatDoNotAcceptTheSameAreShownEachWithItsSuites() {
        List<CipherSuite> usual = OLD.subList(0, 1);
        SuiteAnswers unlike = new SuiteAnswers(
                ProtocolVersion.TLS_1_0,
                OLD,
                List.of(),
                ServerOrder.UNKNOWN,
                100,
                "answers contradict each other: 7 of 12 like A, 5 of 12 like B",
                List.of(
                        new SuiteKind(7, 12, usual, OLD.subList(1, 2), OLD.subList(2, 4), List.of()),
                        new SuiteKind(5, 12, OLD.subList(0, 2), List.of(), OLD.subList(2, 4), List.of())),
                List.of("o1"));
        Endpoint smtp = endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.11");

        assertThat(lines(
                        new TerminalStyle(100, false, true),
                        AnswerSamples.at(smtp)
                                .seen(observation(
                                        1, smtp, ProtocolVersion.TLS_1_2, negotiated(ProtocolVersion.TLS_1_2)))
                                .suites(unlike)
                                .build()))
                .startsWith(
                        "ex01.contoso.test  SMTP 25 (1 connection)",
                        "  TLS 1.0: 4 suites",
                        "    A, 7 of 12 answers: 1 suite",
                        "    TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                        "    B, 5 of 12 answers: 2 suites",
                        "    TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA  TLS_RSA_WITH_AES_128_CBC_SHA",
                        "    accepted by A, B or both:",
                        "    !TLS_RSA_WITH_3DES_EDE_CBC_SHA  !TLS_RSA_WITH_RC4_128_SHA",
                        "    ? answers contradict each other: 7 of 12 like A, 5 of 12 like B");
    }
}
