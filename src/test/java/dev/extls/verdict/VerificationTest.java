package dev.extls.verdict;

import static dev.extls.observation.Samples.certified;
import static dev.extls.observation.Samples.endpoint;
import static dev.extls.observation.Samples.learned;
import static dev.extls.observation.Samples.negotiated;
import static dev.extls.observation.Samples.observation;
import static dev.extls.observation.Samples.paged;
import static dev.extls.tls.ProtocolVersion.SSL_2_0;
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
import dev.extls.inquiry.RunAnswers;
import dev.extls.observation.Moment;
import dev.extls.observation.Phase;
import dev.extls.observation.TestCertificates;
import dev.extls.observation.Trouble;
import dev.extls.observation.WebPage;
import dev.extls.observation.WebPage.End;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.verdict.VerifiedEndpoint.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service is after a change, for each way in which it can be before and after, and come back. */
class VerificationTest {
    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
    private static final Endpoint WEB = endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11");
    private static final Endpoint POP = endpoint(Service.POP3S, "ex01.contoso.test", "10.0.0.11");
    private static final Comeback BACK = comeback(Phase.DOWN, Phase.TLS, Phase.STEADY, Phase.VERIFIED);
    private static final Comeback NEVER_DOWN = comeback(Phase.TLS, Phase.STEADY);
    private static final Comeback ONLY_AWAY = comeback(Phase.TLS, Phase.BANNER, Phase.TLS, Phase.STEADY);
    private static final String GCM = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
    private static final String CBC = "TLS_RSA_WITH_AES_128_CBC_SHA";
    private static final String RC4 = "TLS_RSA_WITH_RC4_128_SHA";
    private static final Comeback OVERDUE = comeback(Phase.DOWN, Phase.OVERDUE, Phase.VERIFIED);
    private static final Comeback WAITED_FOR = comeback(Phase.DOWN, Phase.TCP);

    static Stream<Arguments> stories() {
        return Stream.of(
                arguments(old(), good(), BACK, Answer.CONFIRMED, "TLS 1.2 was refused; now is confirmed"),
                arguments(good(), good(), BACK, Answer.CONFIRMED, "Everything is as before."),
                arguments(
                        good(),
                        good(),
                        NEVER_DOWN,
                        Answer.CONFIRMED,
                        "never seen down since the wait began: was it restarted?"),
                arguments(
                        old(),
                        old(),
                        BACK,
                        Answer.NOT_CONFIRMED,
                        "it was seen to go down: the change did not take effect."),
                arguments(old(), old(), NEVER_DOWN, Answer.NOT_CONFIRMED, "was it restarted?"),
                arguments(
                        old(),
                        old().no(TLS_1_0, "alert"),
                        BACK,
                        Answer.NOT_CONFIRMED,
                        "TLS 1.0 was confirmed; now is refused"),
                arguments(good(), old(), BACK, Answer.WORSE_THAN_BEFORE, "TLS 1.2 was confirmed; now is refused"),
                arguments(good(), good().confirmed(TLS_1_0), BACK, Answer.WORSE_THAN_BEFORE, "TLS 1.0 was refused"),
                arguments(old(), good().confirmed(SSL_3_0), BACK, Answer.WORSE_THAN_BEFORE, "SSL 3.0 was refused"),
                arguments(good(), refused(), OVERDUE, Answer.NEVER_CAME_BACK, "now the connection was refused"),
                arguments(good(), refused(), BACK, Answer.UNKNOWN, "now the connection was refused"),
                arguments(good(), silent(), OVERDUE, Answer.NEVER_CAME_BACK, "now no connection in time"),
                arguments(refused(), refused(), OVERDUE, Answer.UNKNOWN, "As before: the connection was refused."),
                arguments(refused(), good(), BACK, Answer.CONFIRMED, "now it answers"),
                arguments(
                        good(),
                        AnswerSamples.at(WEB).trouble(Trouble.STARTTLS_NOT_OFFERED, ""),
                        BACK,
                        Answer.WORSE_THAN_BEFORE,
                        "now STARTTLS is not offered"),
                arguments(good(), good().selected(TLS_1_2), BACK, Answer.UNKNOWN, "no handshake finished"),
                arguments(
                        good(),
                        good().unknown(TLS_1_2, Trouble.NO_ANSWER, "silence"),
                        BACK,
                        Answer.UNKNOWN,
                        "stayed unknown"),
                arguments(
                        good(),
                        good().unknown(TLS_1_0, Trouble.NO_ANSWER, "silence"),
                        BACK,
                        Answer.UNKNOWN,
                        "TLS 1.0 was refused; now is unknown"),
                arguments(old(), refused(), WAITED_FOR, Answer.UNKNOWN, "still waited for when the run ended"),
                arguments(old(), good().both(TLS_1_2), BACK, Answer.NOT_CONFIRMED, "both negotiated and refused"),
                arguments(
                        good(),
                        good(),
                        ONLY_AWAY,
                        Answer.CONFIRMED,
                        "not to be down since the wait began: was the server restarted, or its services only?"),
                arguments(
                        old(),
                        old(),
                        ONLY_AWAY,
                        Answer.NOT_CONFIRMED,
                        "Everything is as before. It was seen not to answer, but not to be down"),
                arguments(
                        shown("expired.der"),
                        shown("ec.der"),
                        BACK,
                        Answer.CONFIRMED,
                        "The versions are those of before. Another certificate: Certificate "),
                arguments(
                        shown("ex01.der"),
                        shown("expired.der"),
                        BACK,
                        Answer.WORSE_THAN_BEFORE,
                        "A certificate that is out of date or names another server: "),
                arguments(
                        named("EX01"),
                        named("EX02"),
                        BACK,
                        Answer.CONFIRMED,
                        "The versions are those of before. Another name in its lines: EX01; now EX02."),
                arguments(
                        suites("GCM CBC"),
                        suites("CBC GCM"),
                        BACK,
                        Answer.CONFIRMED,
                        "The versions are those of before. TLS 1.2 has another order of suites"),
                arguments(
                        suites("GCM CBC"), suites("CBC"), BACK, Answer.WORSE_THAN_BEFORE, "TLS 1.2 no longer accepts"),
                arguments(suites("GCM CBC"), suites("CBC ?GCM"), BACK, Answer.UNKNOWN, "is unknown"),
                arguments(
                        old().suites(RuleSamples.suites(TLS_1_0, List.of(CBC, RC4), List.of())),
                        old().suites(RuleSamples.suites(TLS_1_0, List.of(CBC), List.of())),
                        BACK,
                        Answer.NOT_CONFIRMED,
                        "The versions are those of before. TLS 1.0 no longer accepts TLS_RSA_WITH_RC4_128_SHA."));
    }

    private static AnswerSamples shown(String certificate) {
        return good().seen(certified(
                observation(1, WEB, TLS_1_2, negotiated(TLS_1_2)), TestCertificates.file(certificate)));
    }

    private static AnswerSamples named(String name) {
        return good().seen(learned(
                observation(1, WEB, TLS_1_2, negotiated(TLS_1_2)), new Learned("", name, "", List.of())));
    }

    private static AnswerSamples suites(String words) {
        Map<Boolean, List<String>> byKnown = Stream.of(words.split(" ", -1))
                .collect(Collectors.partitioningBy(
                        word -> word.startsWith("?"),
                        Collectors.mapping(word -> word.endsWith("GCM") ? GCM : CBC, Collectors.toList())));
        return good().suites(RuleSamples.suites(
                TLS_1_2, byKnown.getOrDefault(false, List.of()), byKnown.getOrDefault(true, List.of())));
    }

    private static Comeback comeback(Phase... phases) {
        return new Comeback(
                Stream.of(phases).map(phase -> new Moment(AT, phase)).toList());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyStoryHasItsAnswer(
            AnswerSamples before, AnswerSamples after, Comeback comeback, Answer answer, String words) {
        Verification verification = verified(before.build(), after.build(), comeback);

        assertThat(verification.endpoints()).singleElement().satisfies(one -> {
            assertThat(one.answer()).as(one.sentence()).isEqualTo(answer);
            assertThat(one.sentence()).contains(words).endsWith(one.sentence().endsWith("?") ? "?" : ".");
            assertThat(one.place()).isEqualTo("ex01.contoso.test (HTTPS 443)");
        });
        assertThat(verification.exitCode())
                .isEqualTo(
                        switch (answer) {
                            case CONFIRMED -> ExitCode.EVERY_RULE_HOLDS;
                            case UNKNOWN -> ExitCode.SOMETHING_UNKNOWN;
                            case NOT_CONFIRMED, WORSE_THAN_BEFORE, NEVER_CAME_BACK -> ExitCode.A_RULE_FAILS;
                        });
    }

    @Test
    void whatExchangeStartsByHandIsNamed() {
        EndpointAnswers before = AnswerSamples.at(POP).confirmed(TLS_1_2).build();
        EndpointAnswers after =
                AnswerSamples.at(POP).trouble(Trouble.CONNECTION_REFUSED, "").build();

        assertThat(verified(before, after, OVERDUE).endpoints().get(0).sentence())
                .contains("MSExchangePop3 and MSExchangePOP3BE start by hand");
    }

    @Test
    void nothingIsConfirmedWhereNothingIs() {
        Verification none = Verification.of(
                RunAnswers.of(List.of()), Judgement.of(List.of(), BuiltInPolicies.TLS12_ENABLED, AT), Map.of());

        assertThat(none.exitCode()).isEqualTo(ExitCode.SOMETHING_UNKNOWN);
    }

    @Test
    void aWebSiteOfExchangeWithoutItsHealthPageMayBeInMaintenance() {
        String inMaintenance =
                " Its health page /owa/healthcheck.htm is answered by 404: the server may be in maintenance mode,"
                        + " which Get-ServerComponentState shows.";

        assertThat(sentence(page(404, "X-FEServer: EX01"))).endsWith(inMaintenance);
        assertThat(sentence(page(404, "Server: Microsoft-IIS/7.5")))
                .as("Exchange 2010 has none")
                .doesNotContain("health page");
        assertThat(sentence(page(404, "Server: nginx")))
                .as("no Exchange server")
                .doesNotContain("health page");
        assertThat(sentence(page(200, "X-FEServer: EX01"))).doesNotContain("health page");
        assertThat(sentence(page(302, "X-FEServer: EX01"))).doesNotContain("health page");
        assertThat(sentence(page(404, "X-FEServer: EX01"), page(200, "X-FEServer: EX02")))
                .as("one of two nodes")
                .doesNotContain("health page");
        assertThat(sentence(new WebPage("/owa/healthcheck.htm", 404, List.of("X-FEServer: EX01"), "", End.NO_ANSWER)))
                .doesNotContain("health page");
    }

    private static WebPage page(int status, String header) {
        return new WebPage("/owa/healthcheck.htm", status, List.of(header), "", End.WHOLE);
    }

    private static String sentence(WebPage... pages) {
        AnswerSamples after = good();
        for (int i = 0; i < pages.length; i++) {
            after.seen(paged(observation(i + 1, WEB, TLS_1_2, negotiated(TLS_1_2)), pages[i]));
        }
        return verified(good().build(), after.build(), BACK).endpoints().get(0).sentence();
    }

    private static Verification verified(EndpointAnswers before, EndpointAnswers after, Comeback comeback) {
        return Verification.of(
                RunAnswers.of(List.of(before)),
                Judgement.of(List.of(after), BuiltInPolicies.TLS12_ENABLED, AT),
                Map.of(after.endpoint().key(), comeback));
    }

    /** A server without the registry file. */
    private static AnswerSamples old() {
        return AnswerSamples.at(WEB)
                .no(SSL_2_0, "alert")
                .no(SSL_3_0, "alert")
                .confirmed(TLS_1_0)
                .no(TLS_1_1, "alert")
                .no(TLS_1_2, "alert")
                .no(TLS_1_3, "alert");
    }

    /** One with it. */
    private static AnswerSamples good() {
        return old().no(TLS_1_0, "alert").confirmed(TLS_1_2);
    }

    private static AnswerSamples refused() {
        return AnswerSamples.at(WEB).trouble(Trouble.CONNECTION_REFUSED, "");
    }

    private static AnswerSamples silent() {
        return AnswerSamples.at(WEB).trouble(Trouble.CONNECT_TIMEOUT, "");
    }
}
