package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.Golden;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Samples;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Judgement;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final Pattern FIXED = Pattern.compile("<(style|script)>(.*?)</\\1>", Pattern.DOTALL);

    @Test
    void thePageOfARunIsAsBefore() throws IOException {
        Golden.assertGolden("report.html", withoutFixed(html(SampleRun.FACTS, SampleRun.judged())));
    }

    @Test
    void onlyItsOwnStyleAndScriptMayRunByTheirHashes() throws IOException, GeneralSecurityException {
        String html = html(SampleRun.FACTS, SampleRun.judged());
        String policy = found(html, "http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"");

        assertThat(policy).startsWith("default-src 'none'; ").doesNotContain("unsafe", "http", "*");
        Matcher fixed = FIXED.matcher(html);
        List<String> names = new ArrayList<>();
        while (fixed.find()) {
            names.add(fixed.group(1));
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(fixed.group(2).getBytes(StandardCharsets.UTF_8));
            assertThat(policy)
                    .contains(fixed.group(1) + "-src 'sha256-"
                            + Base64.getEncoder().encodeToString(hash) + "'");
        }
        assertThat(names).containsExactly("style", "script");
    }

    @Test
    void nothingIsLoadedFromAnywhere() throws IOException {
        assertThat(html(SampleRun.FACTS, SampleRun.judged()))
                .doesNotContainPattern("\\s(src|srcset|poster|background|data|action)=")
                .doesNotContain("<link", "<iframe", "<object", "<embed", "@import")
                .doesNotContainPattern("url\\((?!#)")
                .doesNotContainPattern("\\s(style|on[a-z]+)=");
    }

    @Test
    void theVerdictIsOneSentence() throws IOException {
        assertThat(headline(SampleRun.judged())).isEqualTo("2 of 8 endpoints fail, 4 stayed unknown.");
        assertThat(headline(SampleRun.nothing())).isEqualTo("Nothing was scanned, so nothing is known.");
        assertThat(headline(judged(answers("a").confirmed(ProtocolVersion.TLS_1_2))))
                .isEqualTo("The endpoint holds.");
        assertThat(headline(judged(answers("a"), answers("b").confirmed(ProtocolVersion.TLS_1_2))))
                .isEqualTo("1 of 2 endpoints fails.");
        assertThat(headline(judged(
                        answers("a").confirmed(ProtocolVersion.TLS_1_2),
                        answers("b").selected(ProtocolVersion.TLS_1_2))))
                .isEqualTo("No endpoint fails, but 1 of 2 endpoints stayed unknown.");
    }

    @Test
    void theWorstServerStandsFirstAndItsEndpointsSideBySide() throws IOException {
        List<String> servers = Pattern.compile("<span class=\"server\">([^<]*)</span>")
                .matcher(html(SampleRun.FACTS, SampleRun.judged()))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(servers).startsWith("ex02.contoso.test", "ex02.contoso.test", "mail.contoso.test");
        assertThat(servers)
                .hasSize(8)
                .endsWith("ex01.contoso.test", "a-very-long-host-name-for-a-very-small-server.branch.contoso.test");
    }

    @Test
    void hostileTextIsVisibleBoundedAndNoMarkup() throws IOException {
        for (String text :
                List.of(Samples.HOSTILE, "\"'><img src=x onerror=alert(1)>\u202e", "]]>--></style></script>")) {
            String html = withoutFixed(html(SampleRun.facts(text), SampleRun.of(text)));

            assertThat(html.codePoints())
                    .allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f) || "…✔✘▸↕".indexOf(c) >= 0);
            assertThat(html).doesNotContain("<script>alert", "<img", "</script></");
            assertThat(Pattern.compile("<script>").matcher(html).results()).hasSize(1);
            assertThat(Pattern.compile("<script type=\"text/plain\">...</script>")
                            .matcher(html)
                            .results())
                    .hasSize(2);
            assertThat(Pattern.compile("<script").matcher(html).results()).hasSize(3);
        }
        String huge = "<b>&\u0000".repeat(200_000);
        assertThat(html(SampleRun.facts(huge), SampleRun.of(huge))).hasSizeLessThan(1_000_000);
    }

    @Test
    void ofMoreEndpointsThanABrowserLikesTheWorstAreShownAndTheRestIsCounted() throws IOException {
        List<EndpointAnswers> many = IntStream.range(0, Page.MOST_ROWS + 7)
                .mapToObj(i -> i == Page.MOST_ROWS + 6
                        ? answers("bad").build()
                        : answers("ex" + i).confirmed(ProtocolVersion.TLS_1_2).build())
                .toList();

        String html = html(SampleRun.FACTS, Judgement.of(many, BuiltInPolicies.TLS12_ENABLED));

        assertThat(Pattern.compile("<tr role=\"row\" id=").matcher(html).results())
                .hasSize(Page.MOST_ROWS);
        assertThat(html).contains("7 more are in the other files of the run", ">bad.contoso.test</span>");
        assertThat(found(html, "id=\"headline\">([^<]*)")).isEqualTo("1 of 5,007 endpoints fails.");
    }

    @Test
    void aFullDiskIsAnIoException() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> HtmlReport.write(
                        full, SampleRun.FACTS, SampleRun.judged(), Optional.empty(), Transcripts.CARRIED))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    private static AnswerSamples answers(String server) {
        return AnswerSamples.at(Samples.endpoint(Service.HTTPS, server + ".contoso.test", "10.0.0.1"));
    }

    private static Judged judged(AnswerSamples... answers) {
        return Judgement.of(
                List.of(answers).stream().map(AnswerSamples::build).toList(), BuiltInPolicies.TLS12_ENABLED);
    }

    private static String headline(Judged judged) throws IOException {
        return found(html(SampleRun.FACTS, judged), "id=\"headline\">([^<]*)");
    }

    private static String found(String in, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(in);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static String withoutFixed(String html) {
        return FIXED.matcher(html)
                .replaceAll("<$1>...</$1>")
                .replaceAll("sha256-[A-Za-z0-9+/=]+", "sha256-...")
                .replaceAll("(<script type=\"text/plain\">)[A-Za-z0-9+/=]+(?=</script>)", "$1...");
    }

    private static String html(RunFacts run, Judged judged) throws IOException {
        StringWriter out = new StringWriter();
        HtmlReport.write(out, run, judged, Optional.empty(), Transcripts.CARRIED);
        return out.toString();
    }
}
