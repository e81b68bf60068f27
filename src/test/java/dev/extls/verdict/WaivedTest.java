package dev.extls.verdict;

import static dev.extls.observation.Samples.endpoint;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Trouble;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.policy.Expectation;
import dev.extls.policy.Glob;
import dev.extls.policy.Policy;
import dev.extls.policy.Rule;
import dev.extls.policy.Severity;
import dev.extls.policy.Waiver;
import dev.extls.verdict.Verdict.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaivedTest {
    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
    private static final Endpoint SMTP = endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.11");
    private static final Endpoint WEB = endpoint(Service.HTTPS, "ex01.contoso.test", "10.0.0.11");

    @Test
    void aWaivedRuleIsShownAndMakesNoRunFail() {
        Judged judged = judge(Severity.ERROR, Set.of(), "2026-06-01", old(SMTP));

        Verdict verdict = judged.endpoints().get(0).verdicts().get(0);
        assertThat(verdict.state()).isEqualTo(State.WAIVED);
        assertThat(verdict.waiver())
                .hasValueSatisfying(waiver -> assertThat(waiver.reason()).isEqualTo("the printers"));
        assertThat(judged.exitCode()).isEqualTo(ExitCode.EVERY_RULE_HOLDS);
        assertThat(judged.sentence()).isEqualTo("HOLDS: \"TLS 1.0 is off\" holds on 0 of 1 endpoint, waived on 1.");
        assertThat(judged.findings()).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.WAIVED);
            assertThat(finding.statement())
                    .isEqualTo("rule old is waived until 2026-06-01 (the printers): TLS 1.0 is confirmed");
        });
    }

    @Test
    void anExpiredWaiverDoesNotCountAndIsSaid() {
        Judged judged = judge(Severity.ERROR, Set.of(), "2026-05-31", old(SMTP));

        assertThat(judged.endpoints().get(0).verdicts().get(0).state()).isEqualTo(State.FAILS);
        assertThat(judged.exitCode()).isEqualTo(ExitCode.A_RULE_FAILS);
        assertThat(judged.findings()).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.WAIVER_EXPIRED);
            assertThat(finding.statement()).isEqualTo("the waiver of rule old expired on 2026-05-31 (the printers)");
        });
    }

    @Test
    void whatStayedUnknownMayBeWaivedToo() {
        EndpointAnswers unknown = AnswerSamples.at(SMTP)
                .confirmed(TLS_1_2, "o1")
                .unknown(TLS_1_0, Trouble.NO_ANSWER, "silence", "o2")
                .build();

        assertThat(judge(Severity.ERROR, Set.of(), "2026-06-01", unknown).exitCode())
                .isEqualTo(ExitCode.EVERY_RULE_HOLDS);
        assertThat(judge(Severity.ERROR, Set.of(), "2026-05-31", unknown).exitCode())
                .isEqualTo(ExitCode.SOMETHING_UNKNOWN);
    }

    @Test
    void aWaiverThatIsNotNeededIsNotMentioned() {
        Judged judged = judge(
                Severity.ERROR,
                Set.of(),
                "2026-06-01",
                AnswerSamples.at(SMTP).confirmed(TLS_1_2, "o1").build());

        assertThat(judged.endpoints().get(0).verdicts().get(0).state()).isEqualTo(State.HOLDS);
        assertThat(judged.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ERROR, FAILS, 1", "WARNING, HOLDS, 0", "NOTE, HOLDS, 0"})
    void onlyErrorsMakeARunFail(Severity severity, Judged.State state, int exitCode) {
        Judged judged = judge(severity, Set.of(), "2020-01-01", old(SMTP));

        assertThat(judged.state()).isEqualTo(state);
        assertThat(judged.exitCode().number()).isEqualTo(exitCode);
        assertThat(judged.tallies().get(0).fails()).isEqualTo(1);
    }

    @Test
    void aRuleThatIsNotMeantForAServiceIsCountedNowhere() {
        Judged both = judge(Severity.ERROR, Set.of(Service.HTTPS), "2020-01-01", old(SMTP), good(WEB));
        Judged none = judge(Severity.ERROR, Set.of(Service.HTTPS), "2020-01-01", old(SMTP));

        assertThat(both.state()).isEqualTo(Judged.State.HOLDS);
        assertThat(both.sentence()).isEqualTo("HOLDS: \"TLS 1.0 is off\" holds on 1 of 1 endpoint.");
        assertThat(both.tallies().get(0).notApplicable()).isEqualTo(1);
        assertThat(none.state()).isEqualTo(Judged.State.UNKNOWN);
        assertThat(none.sentence()).isEqualTo("UNKNOWN: no rule of the policy applies to any endpoint.");
    }

    @Test
    void smtpBehindHttpsMissesAnUpdateOfExchangeAndNotARegistryFile() {
        EndpointAnswers smtp = AnswerSamples.at(SMTP).no(TLS_1_2, "alert", "o2").build();

        assertThat(advice(smtp, good(WEB))).contains("KB3029667", "KB3045301").doesNotContain("TLS12-Enable.reg");
        assertThat(advice(smtp)).contains("TLS12-Enable.reg", "restart").doesNotContain("KB3029667");
    }

    private static String advice(EndpointAnswers... answers) {
        return Judgement.of(List.of(answers), BuiltInPolicies.TLS12_ENABLED, AT)
                .endpoints()
                .get(0)
                .verdicts()
                .get(0)
                .advice()
                .text();
    }

    private static EndpointAnswers old(Endpoint door) {
        return AnswerSamples.at(door)
                .confirmed(TLS_1_2, "o1")
                .confirmed(TLS_1_0, "o2")
                .build();
    }

    private static EndpointAnswers good(Endpoint door) {
        return AnswerSamples.at(door).confirmed(TLS_1_2, "o1").build();
    }

    private static Judged judge(Severity severity, Set<Service> services, String expires, EndpointAnswers... answers) {
        Rule rule =
                new Rule("old", severity, "TLS 1.0 is off", "", "RFC 8996", services, new Expectation.Refused(TLS_1_0));
        Waiver waiver =
                new Waiver("old", List.of(new Glob("ex01.*")), Map.of(), "the printers", LocalDate.parse(expires));
        return Judgement.of(List.of(answers), new Policy("p", "", List.of(rule), List.of(waiver)), AT);
    }
}
