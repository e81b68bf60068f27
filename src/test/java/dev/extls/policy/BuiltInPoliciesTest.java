package dev.extls.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInPoliciesTest {
    private static final PolicyFiles NONE = new PolicyFiles() {
        @Override
        public String resolve(String reference, String from) throws IOException {
            throw new IOException("no files");
        }

        @Override
        public byte[] read(String source) throws IOException {
            throw new IOException("no files");
        }
    };

    static List<String> names() {
        return BuiltInPolicies.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theTextOfABuiltInPolicyIsAPolicyFileOfThatName(String name) {
        String text = BuiltInPolicies.text(name).orElseThrow();

        ReadPolicy read = PolicyReader.read("printed.yaml", text.getBytes(StandardCharsets.UTF_8), NONE);

        assertThat(read.problems()).isEmpty();
        assertThat(read.policy()).isEqualTo(BuiltInPolicies.named(name));
        assertThat(read.policy().orElseThrow().name()).isEqualTo(name);
        assertThat(read.policy().orElseThrow().title()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRuleSaysWhyAndNamesItsSource(String name) {
        assertThat(BuiltInPolicies.named(name).orElseThrow().rules()).allSatisfy(rule -> {
            assertThat(rule.why()).isNotEmpty();
            assertThat(rule.source()).containsPattern("Microsoft|RFC \\d+|Mozilla|NIST");
        });
    }

    @Test
    void onlyTheRecommendationsNeedMoreThanVersions() {
        assertThat(BuiltInPolicies.names())
                .filteredOn(BuiltInPoliciesTest::beyondVersions)
                .containsExactly("exchange-recommended", "mozilla-intermediate");
    }

    @Test
    void mozillasGuidelinesAreThoseOfTheirVersion() {
        String text = BuiltInPolicies.text("mozilla-intermediate").orElseThrow();

        assertThat(text).contains("version   6.0", "https://ssl-config.mozilla.org/guidelines/6.0.json", "2026-04-29");
    }

    @Test
    void thereIsNoOther() {
        assertThat(BuiltInPolicies.named("nobody")).isEmpty();
        assertThat(BuiltInPolicies.text("../policy/tls12-only")).isEmpty();
    }

    private static boolean beyondVersions(String name) {
        return BuiltInPolicies.named(name).orElseThrow().beyondVersions();
    }
}
