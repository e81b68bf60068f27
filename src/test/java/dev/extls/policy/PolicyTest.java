package dev.extls.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.tls.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Rule RULE =
            new Rule("r", Severity.NOTE, "a sentence", "a source", new Expectation.Confirmed(ProtocolVersion.TLS_1_3));

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
        assertThatThrownBy(() -> new Rule("r", Severity.NOTE, "a sentence", " ", RULE.expectation()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPolicyHasRulesAndNoIdTwice() {
        assertThatThrownBy(() -> new Policy("p", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Policy("p", List.of(RULE, RULE))).isInstanceOf(IllegalArgumentException.class);
    }
}
