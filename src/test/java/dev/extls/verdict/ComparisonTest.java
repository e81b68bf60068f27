package dev.extls.verdict;

import static dev.extls.observation.Samples.certified;
import static dev.extls.observation.Samples.endpoint;
import static dev.extls.observation.Samples.learned;
import static dev.extls.observation.Samples.negotiated;
import static dev.extls.observation.Samples.observation;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.extls.dialogue.Learned;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.observation.TestCertificates;
import dev.extls.observation.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {
    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
    private static final Endpoint WEB = endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11");

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments(base(), base(), ""),
                arguments(base(), base().no(TLS_1_2, "alert"), "VERSION WORSE"),
                arguments(base().no(TLS_1_2, "alert"), base(), "VERSION BETTER"),
                arguments(base(), base().confirmed(TLS_1_0), "VERSION WORSE"),
                arguments(base().selected(TLS_1_0), base(), "VERSION BETTER"),
                arguments(base(), base().both(TLS_1_2), "VERSION WORSE"),
                arguments(base().no(TLS_1_2, "alert"), base().both(TLS_1_2), "VERSION BETTER"),
                arguments(base(), base().both(TLS_1_0), "VERSION WORSE"),
                arguments(base().both(TLS_1_0), base(), "VERSION BETTER"),
                arguments(base(), base().selected(TLS_1_2), "VERSION UNKNOWN"),
                arguments(base().selected(TLS_1_2), base(), "VERSION DIFFERENT"),
                arguments(base().selected(TLS_1_0), base().confirmed(TLS_1_0), "VERSION DIFFERENT"),
                arguments(base(), base().unknown(TLS_1_2, Trouble.NO_ANSWER, "silence"), "VERSION UNKNOWN"),
                arguments(base().unknown(TLS_1_0, Trouble.NO_ANSWER, "silence"), base(), "VERSION UNKNOWN"),
                arguments(base(), base().trouble(Trouble.CONNECTION_REFUSED, ""), "SERVICE WORSE"),
                arguments(base(), base().trouble(Trouble.STARTTLS_NOT_OFFERED, ""), "SERVICE WORSE"),
                arguments(base(), base().trouble(Trouble.CONNECT_TIMEOUT, ""), "SERVICE UNKNOWN"),
                arguments(base().trouble(Trouble.CONNECTION_REFUSED, ""), base(), "SERVICE BETTER"),
                arguments(base().trouble(Trouble.THROTTLED, ""), base(), "SERVICE UNKNOWN"),
                arguments(base().trouble(Trouble.CONNECT_TIMEOUT, ""), base().trouble(Trouble.CONNECT_TIMEOUT, ""), ""),
                arguments(suites("GCM CBC"), suites("GCM"), "SUITES DIFFERENT"),
                arguments(suites("GCM RC4"), suites("GCM"), "SUITES BETTER"),
                arguments(suites("GCM"), suites("GCM RC4"), "SUITES WORSE"),
                arguments(suites("GCM CBC"), suites("CBC"), "SUITES WORSE"),
                arguments(suites("CBC"), suites("GCM CBC"), "SUITES BETTER"),
                arguments(suites("GCM CBC"), suites("CBC GCM"), "SUITE_ORDER DIFFERENT"),
                arguments(suites("GCM CBC"), suites("CBC ?GCM"), "SUITES UNKNOWN"),
                arguments(suites("CBC ?RC4"), suites("CBC RC4"), "SUITES UNKNOWN"),
                arguments(suites("GCM"), base(), ""),
                arguments(shown("ex01.der"), shown("ex01.der"), ""),
                arguments(shown("ex01.der"), shown("expired.der"), "CERTIFICATE WORSE"),
                arguments(shown("expired.der"), shown("ex01.der"), "CERTIFICATE BETTER"),
                arguments(shown("expired.der"), shown("ec.der"), "CERTIFICATE DIFFERENT"),
                arguments(shown("ex01.der"), base(), "CERTIFICATE UNKNOWN"),
                arguments(named("EX01"), named("EX02"), "IDENTITY DIFFERENT"),
                arguments(named("EX01"), named("EX01"), ""),
                arguments(named("EX01"), base(), ""));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachChangeIsToldApartAndGoesOneWay(AnswerSamples before, AnswerSamples after, String expected) {
        Comparison comparison = Comparison.of(List.of(before.build()), List.of(after.build()), AT);

        assertThat(comparison.endpoints())
                .singleElement()
                .satisfies(one -> assertThat(one.changes())
                        .extracting(change -> change.topic() + " " + change.direction())
                        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected)));
        assertThat(comparison.exitCode())
                .isEqualTo(expected.endsWith("WORSE") ? 1 : expected.endsWith("UNKNOWN") ? 3 : 0);
    }

    @Test
    void whatWasAndWhatIsStandsInOneSentence() {
        Comparison comparison = Comparison.of(
                List.of(base().build()), List.of(base().no(TLS_1_2, "alert").build()), AT);

        assertThat(comparison.endpoints().get(0).changes().get(0).statement())
                .isEqualTo("TLS 1.2 was confirmed; now is refused");
    }

    @Test
    void anEndpointOfOneRunOnlyIsSaidAndNeverTakenForGood() {
        Endpoint other = endpoint(Service.SMTP, "ex02.contoso.test", "10.0.0.12");
        Comparison gone =
                Comparison.of(List.of(base().build(), AnswerSamples.at(other).build()), List.of(base().build()), AT);
        Comparison come = Comparison.of(
                List.of(base().build()),
                List.of(base().build(), AnswerSamples.at(other).build()),
                AT);

        assertThat(gone.exitCode()).isEqualTo(3);
        assertThat(come.exitCode()).isZero();
        assertThat(come.endpoints().get(1).changes()).extracting(Change::topic).containsExactly(Change.Topic.PRESENCE);
    }

    private static AnswerSamples base() {
        return AnswerSamples.at(WEB).confirmed(TLS_1_2, "o1");
    }

    private static AnswerSamples suites(String words) {
        List<String> accepted = Stream.of(words.split(" ", -1))
                .filter(word -> !word.startsWith("?"))
                .map(ComparisonTest::suite)
                .toList();
        List<String> unknown = Stream.of(words.split(" ", -1))
                .filter(word -> word.startsWith("?"))
                .map(word -> suite(word.substring(1)))
                .toList();
        return base().suites(RuleSamples.suites(TLS_1_2, accepted, unknown));
    }

    private static String suite(String word) {
        return switch (word) {
            case "GCM" -> "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
            case "CBC" -> "TLS_RSA_WITH_AES_128_CBC_SHA";
            default -> "TLS_RSA_WITH_RC4_128_SHA";
        };
    }

    private static AnswerSamples shown(String certificate) {
        return base().seen(certified(
                observation(1, WEB, TLS_1_2, negotiated(TLS_1_2)), TestCertificates.file(certificate)));
    }

    private static AnswerSamples named(String name) {
        return base().seen(learned(
                observation(1, WEB, TLS_1_2, negotiated(TLS_1_2)), new Learned("", name, "", List.of())));
    }
}
