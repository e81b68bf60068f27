package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.Golden;
import dev.extls.observation.Phase;
import dev.extls.observation.Samples;
import dev.extls.verdict.Verification;
import dev.extls.verdict.VerifiedEndpoint.Answer;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What became of a change, in every form in which it is told. */
class VerificationReportsTest {
    private static final String SCHEMA = "verification.schema.json";

    @Test
    void everyFormIsAsBefore() throws IOException {
        StringBuilder text = new StringBuilder();
        VerificationPaper.print(text, SampleVerification.of("CN=new"), new TerminalStyle(100, false, true));

        Golden.assertGolden("verification.txt", text.toString());
        Golden.assertGolden("verification.json", json(SampleVerification.of("CN=new")));
    }

    @Test
    void jsonFitsItsSchemaAndTheSchemaKnowsEveryAnswerAndPhase() throws IOException {
        for (Verification one : List.of(
                SampleVerification.of("x"), SampleVerification.of(Samples.HOSTILE), new Verification(List.of()))) {
            assertThat(problems(json(one))).isEmpty();
        }
        assertThat(problems(json(SampleVerification.of("x")).replace("OVERDUE", "LATE")))
                .isNotEmpty();
        assertThat(problems(json(SampleVerification.of("x")).replaceFirst("\"sentence\"", "\"said\"")))
                .isNotEmpty();
        JsonNode endpoint =
                JsonMapper.shared().readTree(Schemas.text(SCHEMA)).at("/properties/endpoints/items/properties");
        assertThat(endpoint.at("/answer/enum"))
                .extracting(JsonNode::asString)
                .containsExactlyElementsOf(names(Answer.values()));
        assertThat(endpoint.at("/timeline/items/properties/phase/enum"))
                .extracting(JsonNode::asString)
                .containsExactlyElementsOf(names(Phase.values()));
    }

    @Test
    void thePageShowsTheWorstFirstWithTheWayBackOfEachAsAPictureAndInWords() throws IOException {
        String page = page(SampleVerification.of("CN=new"));
        String section = page.substring(page.indexOf("<section id=\"change\""));
        section = section.substring(0, section.indexOf("</section>"));

        assertThat(page)
                .contains(
                        "1 of 5 endpoints confirmed, 1 never came back, 1 worse than before, 1 not confirmed, 1 unknown.</h1>")
                .contains("<section class=\"verdict bad\"");
        assertThat(section)
                .containsSubsequence(
                        "∅ never came back",
                        "POP3S 995",
                        "↓ worse than before",
                        "✘ not confirmed",
                        "SMTP 25",
                        "? unknown",
                        "✔ confirmed",
                        "HTTPS 443");
        assertThat(section.split("<svg", -1)).as("one was not waited for").hasSize(5);
        assertThat(section)
                .contains("aria-label=\"08:00:00 answers, 08:03:20 is down, 08:06:40 is not steady in time\"")
                .contains("x=\"33.33%\" width=\"66.67%\"");
        assertThat(page(Optional.empty())).doesNotContain("id=\"change\"", "href=\"#change\"");
    }

    @Test
    void thePageComesToWhatTheShellIsTold() throws IOException {
        Verification whole = SampleVerification.of("x");

        assertThat(page(new Verification(whole.endpoints().subList(0, 1))))
                .contains("<section class=\"verdict good\"", "The endpoint is confirmed.</h1>");
        assertThat(page(new Verification(
                        List.of(whole.endpoints().get(0), whole.endpoints().get(0)))))
                .contains("All 2 endpoints are confirmed.</h1>");
        assertThat(page(new Verification(whole.endpoints().subList(4, 5))))
                .contains("<section class=\"verdict unknown\"", "0 of 1 endpoints confirmed, 1 unknown.</h1>");
    }

    @Test
    void aTicketIsToldTheWorstFirst() throws IOException {
        assertThat(markdown(SampleVerification.of("CN=new")))
                .contains("### Against the run before")
                .containsSubsequence(
                        "- ∅ **never came back** ",
                        "- ↓ **worse than before** ",
                        "- ✘ **not confirmed** ",
                        "- ✔ **confirmed** ");
    }

    @Test
    void hostileTextIsHarmlessInEveryForm() throws IOException {
        Verification hostile = SampleVerification.of(Samples.HOSTILE);

        for (String text : List.of(markdown(hostile), json(hostile), page(hostile))) {
            assertThat(text.codePoints())
                    .allMatch(c -> c == '\n' || c == '\r' || (c >= 0x20 && c != 0x7f && c != 0x202e));
        }
        assertThat(page(hostile).split("<script", -1))
                .hasSameSizeAs(page(SampleVerification.of("x")).split("<script", -1));
        assertThat(markdown(hostile)).doesNotContainPattern("[^`]<script");
        assertThat(page(SampleVerification.of("<|".repeat(500_000)))).hasSizeLessThan(400_000);
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static String json(Verification verification) throws IOException {
        StringWriter out = new StringWriter();
        VerificationPaper.write(out, verification);
        return out.toString();
    }

    private static String markdown(Verification verification) throws IOException {
        StringWriter out = new StringWriter();
        MarkdownReport.write(out, SampleVerification.FACTS, SampleRun.judged(), Optional.of(verification));
        return out.toString();
    }

    private static String page(Verification verification) throws IOException {
        return page(Optional.of(verification));
    }

    private static String page(Optional<Verification> verification) throws IOException {
        StringWriter out = new StringWriter();
        HtmlReport.write(out, SampleVerification.FACTS, SampleRun.judged(), verification, Transcripts.CARRIED);
        return out.toString();
    }

    private static List<String> problems(String json) {
        return Schemas.problems(SCHEMA, json);
    }
}
