package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.Golden;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Samples;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.Judgement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EndpointDetailsTest {
    private static final Instant AT = Samples.START;

    @Test
    void everythingThatIsKnownOfAnEndpointIsThere() {
        EndpointAnswers answers = SampleDetails.answers("plain");

        Golden.assertGolden(
                "details.json",
                JsonMapper.shared()
                                .readTree(EndpointDetails.json(judged(answers), answers.observations(), AT))
                                .toPrettyString()
                                .replace("\r\n", "\n")
                        + "\n");
    }

    @Test
    void transcriptsAreShownOfWhatTheAnswersForVersionsRestOn() throws IOException {
        EndpointAnswers answers = SampleDetails.answers("plain");

        JsonNode connections = JsonMapper.shared()
                .readTree(unpacked(new PageDetails(Transcripts.CARRIED, AT)
                        .of(List.of(judged(answers)))
                        .get(0)))
                .get("connections");

        assertThat(connections.get(0).get("lines").get(1).get(1).asString()).isEqualTo("EHLO scanner");
        assertThat(connections.get(0).get("received").get(5).get(4).asString())
                .isEqualTo("0xc02f TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        assertThat(connections.get(1).get("sent").size()).isGreaterThan(10);
        assertThat(connections.get(2).has("sent")).isFalse();
    }

    @Test
    void observationsWhoseTranscriptsAreLostAreShownWithoutThem() {
        EndpointAnswers answers = SampleDetails.answers("plain");

        JsonNode details = JsonMapper.shared().readTree(EndpointDetails.json(judged(answers), List.of(), AT));

        assertThat(details.get("connections").size()).isEqualTo(3);
        assertThat(details.get("connections").get(0).has("sent")).isFalse();
    }

    @Test
    void hostileTextIsVisibleAndBounded() {
        String huge = Samples.HOSTILE + "\u0000\u202e".repeat(500_000);
        for (String text : List.of(Samples.HOSTILE, huge)) {
            EndpointAnswers answers = SampleDetails.answers(text);

            String json = new String(
                    EndpointDetails.json(judged(answers), answers.observations(), AT), StandardCharsets.UTF_8);

            assertThat(json.codePoints()).allMatch(c -> c >= 0x20 && c < 0x7f);
            assertThat(json)
                    .doesNotContain("\\u202e\\u202e\\u202e\\u202e".repeat(2000))
                    .hasSizeLessThan(400_000);
        }
    }

    @Test
    void whatIsPackedIsReadAgain() throws IOException {
        for (String text : List.of("", "a", "é✔\"</script>", "line\n".repeat(10_000))) {
            assertThat(Packed.of(text.getBytes(StandardCharsets.UTF_8))).matches("[A-Za-z0-9+/]*=*");
            assertThat(unpacked(Packed.of(text.getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo(text);
        }
    }

    private static String unpacked(String packed) throws IOException {
        return new String(
                new InflaterInputStream(
                                new ByteArrayInputStream(Base64.getDecoder().decode(packed)))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
    }

    private static JudgedEndpoint judged(EndpointAnswers answers) {
        return Judgement.of(List.of(answers), BuiltInPolicies.TLS12_ENABLED, AT)
                .endpoints()
                .get(0);
    }
}
