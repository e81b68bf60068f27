package dev.extls.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.endpoint.Service;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Rule RULE = rule("r", "a source");

    @Test
    void theDefaultWantsTls12ConfirmedAndNamesItsSource() {
        assertThat(BuiltInPolicies.named("tls12-enabled")).contains(BuiltInPolicies.TLS12_ENABLED);
        assertThat(BuiltInPolicies.named("TLS12-ENABLED")).isEmpty();
        assertThat(BuiltInPolicies.TLS12_ENABLED.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.expectation()).isEqualTo(new Expectation.Confirmed(ProtocolVersion.TLS_1_2));
            assertThat(rule.source()).contains("Exchange Server TLS configuration best practices", "https://");
        });
    }

    @Test
    void aRuleWithoutASourceDoesNotExist() {
        assertThatThrownBy(() -> rule("r", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPolicyHasRulesAndNoIdTwice() {
        assertThatThrownBy(() -> new Policy("p", "", List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Policy("p", "", List.of(RULE, RULE), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRuleWithoutServicesIsMeantForAll() {
        assertThat(RULE.meantFor(Service.SMTP)).isTrue();
        Rule web = new Rule("r", Severity.NOTE, "a", "", "b", Set.of(Service.HTTPS), RULE.expectation());
        assertThat(web.meantFor(Service.SMTP)).isFalse();
        assertThat(web.meantFor(Service.HTTPS)).isTrue();
    }

    private static Rule rule(String id, String source) {
        return new Rule(
                id,
                Severity.NOTE,
                "a sentence",
                "",
                source,
                Set.of(),
                new Expectation.Confirmed(ProtocolVersion.TLS_1_3));
    }
}
