package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.extls.dialogue.Learned;
import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Approach;
import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.observation.Samples;
import dev.extls.observation.WebPage;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Judgement;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The nodes that answered, on every paper that tells of them. */
class WhoAnsweredReportTest {
    private static final String SENTENCE = "Reached EX01 (3 times), EX02 (1); EX03 was never reached in 4 connections.";

    @Test
    void theCountsAreInTheReportForProgramsAndFitItsSchema() throws IOException {
        String json = json(run("EX02"));

        assertThat(ReportJsonTest.problems(json)).isEmpty();
        JsonNode who =
                JsonMapper.shared().readTree(json).path("endpoints").path(0).path("whoAnswered");
        assertThat(who.path("nodes").values())
                .extracting(node -> node.path("label").asString() + " "
                        + node.path("listed").asString() + " "
                        + node.path("connections").asInt() + " "
                        + node.path("evidence").size())
                .containsExactly("EX01 10.0.0.11 3 3", "EX02 10.0.0.12 1 1");
        assertThat(who.path("notReached").path(0).asString()).isEqualTo("EX03");
        assertThat(who.path("chanceOfMissing").asDouble()).isCloseTo(Math.pow(2.0 / 3, 4), within(1e-9));
        assertThat(who.path("sentence").asString()).startsWith(SENTENCE);
    }

    @Test
    void peopleReadTheSentence() throws IOException {
        Judged judged = run("EX02");

        assertThat(terminal(judged).replaceAll("\\s+", " "))
                .contains("Who answered at mail.contoso.test@10.0.0.10 (HTTPS 443): " + SENTENCE);
        assertThat(markdown(judged).replace("`", ""))
                .contains("### Who answered")
                .contains(SENTENCE);
        assertThat(html(judged))
                .contains("<h2 id=\"who-title\">Who answered</h2>")
                .contains(SENTENCE);
    }

    @Test
    void whatANodeCallsItselfSpeaksThroughNoReport() throws IOException {
        Judged judged = run(Samples.HOSTILE);

        assertThat(html(judged)).doesNotContain("<script>alert").doesNotContain("\u001b");
        assertThat(terminal(judged)).doesNotContain("\u001b");
        assertThat(markdown(judged)).doesNotContain("\u001b").contains("`<script>alert(1)</script>");
        assertThat(json(judged)).doesNotContain("\u001b");
    }

    @Test
    void aRunWithoutCountsSaysNothingOfIt() throws IOException {
        Judged judged = Judgement.of(List.of(), BuiltInPolicies.TLS12_ENABLED);

        assertThat(html(judged) + markdown(judged) + terminal(judged)).doesNotContain("Who answered");
    }

    /** A pool of three, one of which is never met. */
    private static Judged run(String other) {
        List<Observation> virtual = new ArrayList<>();
        Endpoint door = door(Role.VIRTUAL, 0);
        virtual.add(Samples.observation(1, door, ProtocolVersion.TLS_1_2, Samples.negotiated(ProtocolVersion.TLS_1_2)));
        for (String name : List.of("EX01", "EX01", other, "EX01")) {
            virtual.add(sample(virtual.size() + 1, door, name));
        }
        List<EndpointAnswers> answers = new ArrayList<>(List.of(EndpointAnswers.of(door, virtual)));
        for (int member = 1; member <= 3; member++) {
            Endpoint node = door(Role.MEMBER, member);
            answers.add(EndpointAnswers.of(
                    node,
                    List.of(
                            Samples.observation(
                                    10 * member,
                                    node,
                                    ProtocolVersion.TLS_1_2,
                                    Samples.negotiated(ProtocolVersion.TLS_1_2)),
                            sample(10 * member + 1, node, "EX0" + member))));
        }
        return Judgement.of(answers, BuiltInPolicies.TLS12_ENABLED);
    }

    private static Endpoint door(Role role, int number) {
        return new Endpoint(
                "mail.contoso.test",
                Service.HTTPS,
                "mail.contoso.test",
                "10.0.0.1" + number,
                "10.0.0.1" + number,
                443,
                Map.of(),
                "mail.contoso.test",
                role);
    }

    private static Observation sample(int number, Endpoint endpoint, String name) {
        Observation made = Samples.observation(
                number, endpoint, ProtocolVersion.TLS_1_2, Samples.negotiated(ProtocolVersion.TLS_1_2));
        return new Observation(
                made.number(),
                Question.NODES,
                made.endpoint(),
                made.offer(),
                made.outcome(),
                made.started(),
                made.took(),
                made.localAddress(),
                Learned.NOTHING,
                made.certificates(),
                made.trust(),
                made.transcript(),
                Approach.DIRECT,
                new WebPage(
                        "/owa/healthcheck.htm",
                        200,
                        List.of(("X-FEServer: " + name).substring(0, Math.min(512, 12 + name.length()))),
                        "",
                        WebPage.End.WHOLE));
    }

    private static String json(Judged judged) throws IOException {
        StringWriter out = new StringWriter();
        ReportJson.write(out, SampleRun.FACTS, judged);
        return out.toString();
    }

    private static String markdown(Judged judged) throws IOException {
        StringWriter out = new StringWriter();
        MarkdownReport.write(out, SampleRun.FACTS, judged, Optional.empty());
        return out.toString();
    }

    private static String html(Judged judged) throws IOException {
        StringWriter out = new StringWriter();
        HtmlReport.write(out, SampleRun.FACTS, judged, Optional.empty(), Transcripts.CARRIED);
        return out.toString();
    }

    private static String terminal(Judged judged) throws IOException {
        StringBuilder out = new StringBuilder();
        TerminalReport.print(out, SampleRun.FACTS, judged, new TerminalStyle(120, false, true));
        return out.toString();
    }
}
