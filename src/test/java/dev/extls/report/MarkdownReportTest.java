package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReportTest {
    /** A code span, or a bar that an escape keeps from ending the cell. */
    private static final Pattern CODE = Pattern.compile("(`+)(?!`).*?(?<!`)\\1(?!`)");

    @Test
    void theTextOfARunIsAsBefore() throws IOException {
        Golden.assertGolden("report.md", markdown(SampleRun.FACTS, SampleRun.judged()));
    }

    @Test
    void theWorstStandsFirst() throws IOException {
        List<String> rows = markdown(SampleRun.FACTS, SampleRun.judged())
                .lines()
                .filter(line -> line.matches("\\| [✔✘?] .*"))
                .toList();

        assertThat(rows).hasSize(8);
        assertThat(rows).extracting(row -> row.substring(2, 3)).containsExactly("✘", "✘", "?", "?", "?", "?", "✔", "✔");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "@everybody",
                "ex01@contoso.test",
                "see #1",
                "GH-1",
                "CHG-7",
                "deadbeef",
                "http://evil.test",
                "www.evil.test",
                "[click](javascript:alert(1))",
                "![x](http://evil.test/x.png)",
                "**bold**",
                "a|b",
                "`",
                "`code`",
                "``",
                "a`b``c",
                "\\",
                "---",
                "===",
                "1. one",
                "- item",
                "> quote",
                "&lt;",
                ":tada:",
                "~~gone~~",
                "$x$",
                "x\n\n# heading",
                "\u202eevil",
                "<!--"
            })
    void foreignTextIsNeverMarkup(String text) throws IOException {
        String markdown = markdown(SampleRun.facts(text), SampleRun.of(text));

        String outside = CODE.matcher(markdown).replaceAll("");
        // What our own words may hold.
        assertThat(outside.replace("**Error:**", "").replaceAll("(?m)^(- |#+ |\\|( ---)?)|\\| ---|\\|", ""))
                .as(markdown)
                .matches("(?s)[A-Za-z0-9 .,;:'\"()\\n✔✘?!-]*")
                .doesNotContainPattern("@|www\\.|://|[A-Za-z]-\\d|\\b[0-9a-f]{7}");
        assertThat(markdown.lines().filter(line -> line.startsWith("|")))
                .allMatch(line -> line.replaceAll("\\\\\\|", "")
                                .chars()
                                .filter(c -> c == '|')
                                .count()
                        == 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "the server chose TLS 1.2, twice. | the server chose TLS 1.2, twice.",
                "greets with <b> x & y at 10.0.0.1: | greets with `<b>` x `&` y at `10.0.0.1`:",
                "at ex01.test (SMTP 25, HTTPS 443) | at `ex01.test` (SMTP 25, HTTPS 443)",
                "alert (protocol_version(70)). | alert (`protocol_version(70`)).",
                "two & @ signs | two `& @` signs",
                "(http://a.test \"www.b.test\", c) | (`http://a.test` \"`www.b.test`\", c)",
                "1 is first | `1` is first",
                "... | ..."
            })
    void ourWordsStayAsTheyAre(String sentence, String markdown) {
        assertThat(MarkdownText.prose(sentence)).isEqualTo(markdown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            value = {"a > `a`", "a`b > ``a`b``", "` > `` ` ``", "``a > ` ``a `", "a|b > `a|b`"})
    void aCodeSpanIsFencedByWhatItDoesNotHold(String text, String markdown) {
        assertThat(MarkdownText.code(text)).isEqualTo(markdown);
    }

    @Test
    void aLongListFitsIntoOneCommentAndSaysWhatIsLeftOut() throws IOException {
        List<EndpointAnswers> many = IntStream.range(0, 2000)
                .mapToObj(i -> AnswerSamples.at(Samples.endpoint(Service.HTTPS, "ex" + i + ".contoso.test", "10.0.0.1"))
                        .confirmed(ProtocolVersion.TLS_1_0)
                        .build())
                .toList();

        String markdown = markdown(SampleRun.FACTS, Judgement.of(many, BuiltInPolicies.TLS12_ENABLED));

        assertThat(markdown).hasSizeLessThan(32_767).containsPattern("And 1\\d{3} endpoints more");
        assertThat(markdown).containsPattern("And \\d{4} findings more").endsWith("policy `tls12-enabled`.\n");
    }

    @Test
    void hostileTextIsVisibleAndBounded() throws IOException {
        String hostile = Samples.HOSTILE.repeat(20_000);

        String markdown = markdown(SampleRun.facts(hostile), SampleRun.of(hostile));

        assertThat(markdown).hasSizeLessThan(65_536);
        assertThat(markdown.codePoints()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f) || "…✔✘".indexOf(c) >= 0);
    }

    private static String markdown(RunFacts run, Judged judged) throws IOException {
        StringWriter out = new StringWriter();
        MarkdownReport.write(out, run, judged, Optional.empty());
        return out.toString();
    }
}
