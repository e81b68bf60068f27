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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalReportTest {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9]*m");

    @Test
    void aWideTerminalInUnicodeIsAsBefore() throws IOException {
        Golden.assertGolden("terminal-120.txt", print(SampleRun.judged(), new TerminalStyle(120, false, true)));
    }

    @Test
    void aNarrowTerminalInAsciiIsAsBefore() throws IOException {
        Golden.assertGolden("terminal-80-ascii.txt", print(SampleRun.judged(), new TerminalStyle(80, false, false)));
    }

    @Test
    void aPhoneIsAsBefore() throws IOException {
        Golden.assertGolden("terminal-40.txt", print(SampleRun.judged(), new TerminalStyle(40, false, true)));
    }

    @Test
    void coloursAreAsBefore() throws IOException {
        Golden.assertGolden("terminal-colour.txt", print(SampleRun.judged(), new TerminalStyle(100, true, true)));
    }

    @Test
    void anEmptyRunIsSaidPlainly() throws IOException {
        assertThat(print(SampleRun.nothing(), new TerminalStyle(100, false, true)))
                .contains("0 endpoints", "Nothing was scanned, so nothing is known.");
    }

    @Test
    void ofMoreEndpointsThanAnybodyScrollsThroughTheWorstAreShownAndTheRestIsCounted() throws IOException {
        List<EndpointAnswers> many = IntStream.range(0, 2007)
                .mapToObj(
                        i -> AnswerSamples.at(Samples.endpoint(Service.HTTPS, "ex" + i + ".contoso.test", "10.0.0.1")))
                .map(one -> one.confirmed(ProtocolVersion.TLS_1_2).build())
                .collect(Collectors.toCollection(ArrayList::new));
        many.add(AnswerSamples.at(Samples.endpoint(Service.HTTPS, "bad.contoso.test", "10.0.0.1"))
                .no(ProtocolVersion.TLS_1_2, "refused", "o1")
                .build());

        String report = print(Judgement.of(many, BuiltInPolicies.TLS12_ENABLED), new TerminalStyle(100, false, true));

        assertThat(report)
                .contains(
                        "\nbad.contoso.test ", "\nex1998.contoso.test ", "8 more endpoints, none of them worse, are in")
                .doesNotContain("\nex1999.contoso.test ");
    }

    @Test
    void colourAddsNothingButColour() throws IOException {
        String coloured = print(SampleRun.judged(), new TerminalStyle(100, true, true));

        assertThat(COLOUR.matcher(coloured).replaceAll(""))
                .isEqualTo(print(SampleRun.judged(), new TerminalStyle(100, false, true)));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 33, 40, 60, 71, 72, 73, 80, 100, 132, 250})
    void noLineIsWiderThanTheTerminal(int width) throws IOException {
        RunFacts facts =
                new RunFacts("1", "before", "extls 0.1.0", Samples.START, Samples.START, 14, List.of("10.0.0.5"), "");
        for (boolean unicode : new boolean[] {true, false}) {
            for (Judged judged : List.of(SampleRun.judged(), SampleRun.of(Samples.HOSTILE.repeat(500)))) {
                StringBuilder out = new StringBuilder();
                TerminalReport.print(out, facts, judged, new TerminalStyle(width, false, unicode));
                assertThat(out.toString().lines())
                        .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(width));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void hostileTextIsShownHarmlessly(boolean unicode) throws IOException {
        StringBuilder out = new StringBuilder();
        TerminalReport.print(
                out,
                SampleRun.facts(Samples.HOSTILE),
                SampleRun.of(Samples.HOSTILE),
                new TerminalStyle(100, true, unicode));

        String plain = COLOUR.matcher(out).replaceAll("");
        assertThat(plain.codePoints())
                .allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f) || (unicode && "✔✘…─·→".indexOf(c) >= 0));
        assertThat(plain).contains("<script>", "\\x1b[31m");
        // Our own colours are the only sequences: the hostile "[31m" stands behind a visible \x1b.
        assertThat(out.toString()).doesNotContain("\u001b]", "\u009b", "\u202e");
    }

    @Test
    void asciiIsAsciiAlways() throws IOException {
        assertThat(print(SampleRun.judged(), new TerminalStyle(80, true, false)).chars())
                .allMatch(c -> c == '\n' || c == 0x1b || (c >= 0x20 && c < 0x7f));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, xterm, true, true, true",
        "UTF-8, dumb, true, false, false",
        "US-ASCII, xterm, true, true, false",
        "ISO-8859-1, xterm, false, false, false",
        "windows-1252, '', true, true, false",
        "UTF-8, '', false, false, true",
    })
    void symbolsAndColoursAreUsedOnlyWhereTheyCanBeShown(
            String charset, String term, boolean wanted, boolean colour, boolean unicode) {
        assertThat(TerminalStyle.of(100, wanted, Charset.forName(charset), term))
                .isEqualTo(new TerminalStyle(100, colour, unicode));
        assertThat(TerminalStyle.of(0, false, StandardCharsets.UTF_8, "").width())
                .isEqualTo(20);
    }

    private static String print(Judged judged, TerminalStyle style) throws IOException {
        StringBuilder out = new StringBuilder();
        TerminalReport.print(out, SampleRun.FACTS, judged, style);
        return out.toString();
    }
}
