package dev.extls.verdict;

import static dev.extls.observation.Samples.certified;
import static dev.extls.observation.Samples.endpoint;
import static dev.extls.observation.Samples.learned;
import static dev.extls.observation.Samples.negotiated;
import static dev.extls.observation.Samples.observation;
import static dev.extls.observation.Samples.selected;
import static dev.extls.observation.Samples.shaped;
import static dev.extls.tls.ProtocolVersion.SSL_3_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.extls.dialogue.Learned;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Samples;
import dev.extls.observation.TestCertificates;
import dev.extls.observation.Trouble;
import dev.extls.offer.Shape;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.tls.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FindingsTest {
    private static final Endpoint SMTP = endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.11");
    private static final Endpoint HTTPS = endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11");
    private static final Endpoint IMAPS = endpoint(Service.IMAPS, "ex01.contoso.test", "10.0.0.11");

    static Stream<Arguments> remarkable() {
        return Stream.of(
                arguments(
                        AnswerSamples.at(SMTP).no(TLS_1_2, "fatal protocol_version(70)", "o1"),
                        FindingKind.TLS12_REFUSED,
                        "TLS 1.2 was refused: fatal protocol_version(70)."),
                arguments(
                        clean(SMTP).both(TLS_1_0, "o2").seen(observation(2, SMTP, TLS_1_0, new Outcome.Closed())),
                        FindingKind.CONTRADICTED,
                        "TLS 1.0 was both negotiated and refused (o2: closed); more than one node may answer at this address."),
                arguments(
                        AnswerSamples.at(SMTP).trouble(Trouble.STARTTLS_NOT_OFFERED, "250-SIZE", "o1"),
                        FindingKind.STARTTLS_NOT_OFFERED,
                        "STARTTLS is not offered (250-SIZE); this says nothing about TLS 1.2."),
                arguments(
                        AnswerSamples.at(endpoint(Service.IMAP, "ex01.contoso.test", "10.0.0.11"))
                                .trouble(Trouble.STARTTLS_NOT_OFFERED, ""),
                        FindingKind.STARTTLS_NOT_OFFERED,
                        "STARTTLS is not offered; this says nothing about TLS 1.2."),
                arguments(
                        clean(SMTP).seen(observation(9, SMTP, TLS_1_2, new Outcome.Injected(Bytes.fromHex("00")))),
                        FindingKind.INJECTED,
                        "bytes came behind the go-ahead, before our ClientHello: somebody speaks into the connection, or the server"
                                + " does not keep to its protocol."),
                arguments(
                        AnswerSamples.at(SMTP)
                                .selected(TLS_1_2, "o1")
                                .seen(observation(1, SMTP, TLS_1_2, selected(TLS_1_2, "reset by the peer"))),
                        FindingKind.NOT_CONFIRMED,
                        "the server chose TLS 1.2, but no handshake finished: reset by the peer."),
                arguments(
                        clean(SMTP)
                                .confirmed(TLS_1_2, "o1")
                                .confirmed(TLS_1_3, "o2")
                                .seen(
                                        shaped(observation(1, SMTP, TLS_1_2, negotiated(TLS_1_2)), Shape.SHORT),
                                        shaped(observation(2, SMTP, TLS_1_3, negotiated(TLS_1_3)), Shape.SHORT)),
                        FindingKind.HELLO_SHAPE,
                        "TLS 1.2 and TLS 1.3 are answered only to a hello of at most 255 bytes."),
                arguments(
                        AnswerSamples.at(SMTP).trouble(Trouble.THROTTLED, "421 4.3.2 The maximum number.", "o1"),
                        FindingKind.THROTTLED,
                        "throttled by the server (421 4.3.2 The maximum number)."),
                arguments(
                        clean(SMTP).unknown(TLS_1_3, Trouble.THROTTLED, "421 4.3.2 Enough", "o1"),
                        FindingKind.THROTTLED,
                        "TLS 1.3 stayed unknown: 421 4.3.2 Enough."),
                arguments(
                        clean(SMTP).unknown(TLS_1_3, Trouble.STARTTLS_NOT_OFFERED, "one node does not offer STARTTLS"),
                        FindingKind.STARTTLS_NOT_OFFERED,
                        "TLS 1.3 stayed unknown: one node does not offer STARTTLS."),
                arguments(
                        AnswerSamples.at(SMTP).trouble(Trouble.CONNECTION_REFUSED, "Connection refused", "o1"),
                        FindingKind.NOT_ESTABLISHED,
                        "the connection was refused (Connection refused)."),
                arguments(
                        AnswerSamples.at(IMAPS).trouble(Trouble.CONNECTION_REFUSED, "", "o1"),
                        FindingKind.NOT_ESTABLISHED,
                        "the connection was refused."),
                arguments(
                        AnswerSamples.at(IMAPS).trouble(Trouble.CONNECT_TIMEOUT, "no connection in time"),
                        FindingKind.NOT_ESTABLISHED,
                        "no connection in time."),
                arguments(
                        clean(SMTP)
                                .unknown(TLS_1_1, Trouble.NO_ANSWER, "no answer within 10 s")
                                .unknown(TLS_1_3, Trouble.NO_ANSWER, "no answer within 10 s"),
                        FindingKind.STAYED_UNKNOWN,
                        "TLS 1.1 and TLS 1.3 stayed unknown: no answer within 10 s."),
                arguments(
                        clean(SMTP).selected(SSL_3_0).confirmed(TLS_1_0).confirmed(TLS_1_1),
                        FindingKind.OLD_VERSION,
                        "still negotiates SSL 3.0, TLS 1.0 and TLS 1.1."),
                arguments(clean(SMTP).confirmed(TLS_1_0), FindingKind.OLD_VERSION, "still negotiates TLS 1.0."),
                arguments(
                        clean(SMTP)
                                .seen(learned(
                                        observation(7, SMTP, TLS_1_2, negotiated(TLS_1_2)),
                                        new Learned("", "", "192.168.7.1", List.of()))),
                        FindingKind.SOURCE_TRANSLATED,
                        "the server sees us as 192.168.7.1, not as 10.0.0.5: source addresses are translated on the way, and its"
                                + " logs do not show the real client."),
                arguments(
                        clean(SMTP)
                                .seen(learned(
                                        observation(7, SMTP, TLS_1_2, negotiated(TLS_1_2)),
                                        new Learned(
                                                "", "", "10.0.0.5", List.of("SIZE", "AUTH NTLM LOGIN", "STARTTLS")))),
                        FindingKind.AUTH_BEFORE_TLS,
                        "offers AUTH NTLM LOGIN before TLS: a client may send its password in clear."),
                arguments(
                        clean(SMTP)
                                .seen(learned(
                                        observation(7, SMTP, TLS_1_2, negotiated(TLS_1_2)),
                                        new Learned("", "", "", List.of("IMAP4rev1", "AUTH=PLAIN", "AUTH=NTLM")))),
                        FindingKind.AUTH_BEFORE_TLS,
                        "offers AUTH=PLAIN before TLS: a client may send its password in clear."));
    }

    @ParameterizedTest
    @MethodSource("remarkable")
    void eachThingWorthKnowingIsOneFinding(AnswerSamples answers, FindingKind kind, String statement) {
        EndpointAnswers endpoint = answers.build();

        List<Finding> findings = judge(endpoint).findings();

        assertThat(findings)
                .filteredOn(finding -> finding.kind() == kind)
                .extracting(Finding::sentence)
                .containsExactly("ex01.contoso.test (" + Places.door(endpoint.endpoint()) + "): " + statement);
        assertThat(findings)
                .filteredOn(finding -> finding.kind() != kind && finding.kind() != FindingKind.OLD_VERSION)
                .isEmpty();
    }

    @Test
    void anEndpointWithNothingToSayHasNoFinding() {
        assertThat(judge(clean(SMTP)
                                .seen(learned(
                                        observation(7, SMTP, TLS_1_2, negotiated(TLS_1_2)),
                                        new Learned("", "", "10.0.0.5", List.of("STARTTLS", "X-EXPS NTLM"))))
                                .build())
                        .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyTroubleIsExactlyOneFindingAndNeverSaysThatAVersionIsRefused(Trouble trouble) {
        List<Finding> findings = judge(AnswerSamples.at(SMTP)
                        .trouble(trouble, "what was seen", "o1")
                        .build())
                .findings();

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).sentence())
                .contains(trouble.sentence(), "what was seen")
                .doesNotContain("TLS 1.2 was refused", "not supported");
    }

    @ParameterizedTest
    @CsvSource({
        "ex01.der, ex01.contoso.test, 2026-06-01T00:00:00Z, ''",
        "ex01.der, mail.contoso.test, 2026-12-01T23:59:59Z, ''",
        "ex01.der, ex01.contoso.test, 2026-12-02T00:00:01Z,"
                + " 'CERTIFICATE_EXPIRES_SOON: expires on 2027-01-01, in 29 days'",
        "ex01.der, ex01.contoso.test, 2026-12-30T12:00:00Z, 'CERTIFICATE_EXPIRES_SOON: expires on 2027-01-01, in 1 day'",
        "ex01.der, ex01.contoso.test, 2027-01-01T00:00:00Z, 'CERTIFICATE_EXPIRES_SOON: expires on 2027-01-01, in less than a day'",
        "ex01.der, ex01.contoso.test, 2027-01-01T00:00:01Z, CERTIFICATE_EXPIRED: expired on 2027-01-01",
        "ex01.der, ex01.contoso.test, 2025-12-31T23:59:59Z, CERTIFICATE_NOT_YET_VALID: is not valid before 2026-01-01",
        "ex01.der, ex09.contoso.test, 2026-06-01T00:00:00Z, CERTIFICATE_NAME_MISMATCH: does not name ex09.contoso.test",
        "ex01.der, 10.0.0.99, 2026-06-01T00:00:00Z, ''",
        "ec.der, ex04.contoso.test, 2026-06-01T00:00:00Z, ''",
        "old.der, ex03.contoso.test, 2026-06-01T00:00:00Z,"
                + " 'CERTIFICATE_NAME_MISMATCH: does not name ex03.contoso.test in subjectAltName;"
                + " its common name does, which clients do not look at"
                + "|CERTIFICATE_WEAK_SIGNATURE: is signed with SHA1withRSA"
                + "|CERTIFICATE_SMALL_KEY: has a key of 1024 bits (RSA)'",
    })
    void aCertificateIsHeldAgainstTimeNameAndStrength(String file, String name, Instant at, String expected) {
        Endpoint endpoint = endpoint(Service.HTTPS, name, "10.0.0.11");
        EndpointAnswers answers = clean(endpoint)
                .seen(certified(
                        observation(1, endpoint, TLS_1_2, negotiated(TLS_1_2)),
                        TestCertificates.file(file),
                        TestCertificates.file("root.der")))
                .build();

        List<Finding> findings = Judgement.of(List.of(answers), BuiltInPolicies.TLS12_ENABLED, at)
                .findings();

        assertThat(findings)
                .extracting(finding -> finding.kind() + ": "
                        + finding.statement().replaceFirst("^the certificate \\S+ \\(SHA-256 [0-9a-f]{16}…\\) ", ""))
                .containsExactlyElementsOf(Arrays.stream(expected.split("\\|"))
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    @Test
    void aWeakCertificateAboveTheLeafIsToldButNotTheSignatureOfARootOnItself() {
        EndpointAnswers answers = clean(HTTPS)
                .seen(certified(
                        observation(1, HTTPS, TLS_1_2, negotiated(TLS_1_2)),
                        TestCertificates.file("ex01.der"),
                        TestCertificates.file("old.der")))
                .build();

        assertThat(judge(answers).findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.CERTIFICATE_SMALL_KEY);
    }

    @Test
    void anUnreadableCertificateIsAFindingAndStopsNothing() {
        EndpointAnswers answers = clean(HTTPS)
                .seen(certified(observation(1, HTTPS, TLS_1_2, negotiated(TLS_1_2)), Bytes.fromHex("deadbeef")))
                .build();

        assertThat(judge(answers).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.CERTIFICATE_UNREADABLE);
            assertThat(finding.statement()).startsWith("certificate SHA-256 5f78c33274e43fa9…: ");
        });
    }

    @Test
    void alikeFindingsOfOneServerBecomeOneSentence() {
        Endpoint other = endpoint(Service.SMTP, "ex02.contoso.test", "10.0.0.12");

        assertThat(judge(
                                clean(SMTP).confirmed(TLS_1_0, "o1").build(),
                                clean(other).confirmed(TLS_1_0, "o2").build(),
                                clean(HTTPS).confirmed(TLS_1_0, "o3").build(),
                                clean(IMAPS).confirmed(TLS_1_1, "o4").build())
                        .findings())
                .extracting(Finding::sentence)
                .containsExactly(
                        "ex01.contoso.test (SMTP 25, HTTPS 443): still negotiates TLS 1.0.",
                        "ex02.contoso.test (SMTP 25): still negotiates TLS 1.0.",
                        "ex01.contoso.test (IMAPS 993): still negotiates TLS 1.1.");
    }

    @Test
    void aNameAtSeveralAddressesIsToldWithItsAddress() {
        Endpoint first = endpoint(Service.HTTPS, "mail.contoso.test", "10.0.0.11");
        Endpoint second = endpoint(Service.HTTPS, "mail.contoso.test", "fd00::12");

        assertThat(judge(
                                clean(first).confirmed(TLS_1_0, "o1").build(),
                                clean(second).confirmed(TLS_1_0, "o2").build())
                        .findings())
                .extracting(Finding::sentence)
                .containsExactly(
                        "mail.contoso.test@10.0.0.11 (HTTPS 443): still negotiates TLS 1.0.",
                        "mail.contoso.test@fd00::12 (HTTPS 443): still negotiates TLS 1.0.");
    }

    @Test
    void theWorstFindingComesFirst() {
        Judged judged = judge(
                clean(HTTPS).confirmed(TLS_1_0).build(),
                AnswerSamples.at(IMAPS).trouble(Trouble.THROTTLED, "421").build(),
                AnswerSamples.at(SMTP).no(TLS_1_2, "refused").build());

        assertThat(judged.findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.TLS12_REFUSED, FindingKind.THROTTLED, FindingKind.OLD_VERSION);
        assertThat(Arrays.stream(FindingKind.values()).map(FindingKind::severity))
                .isSorted();
    }

    @Test
    void greetingsThatDifferOnlyInTheTimeAreOneIdentityAndOneFinding() {
        EndpointAnswers answers = clean(SMTP)
                .seen(
                        greeted(1, "EX01 Microsoft ESMTP MAIL Service ready at Mon, 1 Jun 2026 08:00:01 +0000"),
                        greeted(2, "EX01 Microsoft ESMTP MAIL Service ready at Mon, 1 Jun 2026 08:00:02 +0000"))
                .build();

        Judged judged = judge(answers);

        assertThat(judged.endpoints().get(0).identities())
                .singleElement()
                .satisfies(identity -> assertThat(identity.evidence()).containsExactly("o1", "o2"));
        assertThat(judged.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence()).containsExactly("o1", "o2"));
    }

    @Test
    void hostileTextNeverStopsTheJudgementAndNeverCutsOurOwnWords() {
        String huge = Samples.HOSTILE.repeat(10_000);
        EndpointAnswers answers = AnswerSamples.at(SMTP)
                .trouble(Trouble.STARTTLS_NOT_OFFERED, huge, "o1")
                .seen(learned(
                        certified(
                                observation(
                                        1, SMTP, TLS_1_2, new Outcome.NotReached(Trouble.STARTTLS_NOT_OFFERED, huge)),
                                TestCertificates.named(huge.replace("\ud800", ""))),
                        new Learned(huge, huge, huge, List.of("AUTH LOGIN " + huge, huge))))
                .build();

        assertThat(judge(answers).findings())
                .allSatisfy(finding -> assertThat(finding.sentence()).hasSizeLessThan(1_000));
        assertThat(judge(answers).findings().get(0).advice().text()).contains("event 12014");
    }

    private static Observation greeted(int number, String greeting) {
        return learned(
                observation(number, SMTP, TLS_1_2, negotiated(TLS_1_2)),
                new Learned(greeting, "EX01", "10.0.0.5", List.of("AUTH LOGIN")));
    }

    private static AnswerSamples clean(Endpoint endpoint) {
        return AnswerSamples.at(endpoint).confirmed(TLS_1_2, "o0");
    }

    private static Judged judge(EndpointAnswers... answers) {
        return Judgement.of(List.of(answers), BuiltInPolicies.TLS12_ENABLED);
    }
}
