package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.Golden;
import dev.extls.observation.Samples;
import dev.extls.testkit.Debian;
import dev.extls.verdict.Judged;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusReportTest {
    /** "Exposition formats": a name, labels whose values escape backslash, quote and line feed, a number. */
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-z_]+)(?:\\{((?:[a-z0-9]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\",?)+)})? " + "(-?[0-9]+(?:\\.[0-9]+)?)");

    @TempDir
    private Path folder;

    @Test
    void theMetricsOfARunAreAsBefore() throws IOException {
        Golden.assertGolden("metrics.prom", metrics(SampleRun.FACTS, SampleRun.judged()));
    }

    @Test
    void everyMetricIsDescribedOnceAndEverySeriesIsThereOnce() throws IOException {
        for (String metrics : List.of(
                metrics(SampleRun.FACTS, SampleRun.judged()),
                metrics(SampleRun.FACTS, SampleRun.waived()),
                metrics(SampleRun.FACTS, SampleRun.nothing()),
                metrics(SampleRun.facts(Samples.HOSTILE), SampleRun.nothing()))) {
            Set<String> described = new HashSet<>();
            Set<String> series = new HashSet<>();
            String current = "";
            for (String line : metrics.split("\n", -1)) {
                if (line.startsWith("# HELP ")) {
                    current = line.split(" ", -1)[2];
                    assertThat(described.add(current)).as(line).isTrue();
                } else if (line.startsWith("#")) {
                    assertThat(line).isEqualTo("# TYPE " + current + " gauge");
                } else if (!line.isEmpty()) {
                    Matcher sample = SAMPLE.matcher(line);
                    assertThat(sample.matches()).as(line).isTrue();
                    assertThat(sample.group(1)).isEqualTo(current);
                    assertThat(series.add(line.substring(0, line.lastIndexOf(' '))))
                            .as(line)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void whatStayedUnknownIsNeitherZeroNorOne() throws IOException {
        String metrics = metrics(SampleRun.FACTS, SampleRun.judged());

        assertThat(metrics)
                .containsPattern("extls_version_unknown\\{server=\"a-very-long[^\n]*version=\"TLSv1.0\"} 1\n");
        assertThat(metrics)
                .doesNotContainPattern("extls_version_negotiated\\{server=\"a-very-long[^\n]*version=\"TLSv1.0\"}");
        assertThat(metrics).containsPattern("extls_rule_unknown\\{server=\"legacy[^\n]*} 1\n");
        assertThat(metrics).doesNotContainPattern("extls_rule_holds\\{server=\"legacy");
        assertThat(metrics).containsPattern("extls_rule_holds\\{server=\"ex02[^\n]*} 0\n");
    }

    @Test
    void aWaivedRuleMakesNoAlarm() throws IOException {
        String metrics = metrics(SampleRun.FACTS, SampleRun.waived());

        assertThat(metrics)
                .containsPattern("extls_rule_waived\\{[^\n]*} 1\n")
                .doesNotContainPattern("extls_rule_holds\\{");
    }

    @Test
    void aCertificateTellsWhenItExpires() throws IOException {
        assertThat(metrics(SampleRun.FACTS, SampleRun.judged()))
                .containsPattern(
                        "extls_certificate_not_after_timestamp_seconds\\{server=\"ex02[^\n]*subject=\"O=Contoso,CN=[^\n]*} [0-9]{10}\n");
    }

    @Test
    void hostileTextStaysInItsLabel() throws IOException {
        String metrics = metrics(SampleRun.facts(Samples.HOSTILE), SampleRun.of(Samples.HOSTILE));

        assertThat(metrics.codePoints()).allMatch(c -> c == '\n' || (c >= 0x20 && c != 0x7f && c != 0x202e));
        assertThat(metrics).contains("\\\\x1b[31m", "\\\\u202e");
        assertThat(metrics(SampleRun.facts("a \"quoted\" name\\"), SampleRun.nothing()))
                .contains("name=\"a \\\"quoted\\\" name\\\\\"");
        String huge = "\"}\n\u0000".repeat(250_000);
        assertThat(metrics(SampleRun.facts(huge), SampleRun.of(huge))).hasSizeLessThan(200_000);
    }

    @Test
    void promtoolHasNothingToSay() throws IOException, InterruptedException {
        Path promtool = Debian.require("promtool", "prometheus");
        for (String metrics : List.of(
                metrics(SampleRun.FACTS, SampleRun.judged()),
                metrics(SampleRun.facts(Samples.HOSTILE), SampleRun.of(Samples.HOSTILE)))) {
            Path file = Files.writeString(folder.resolve("metrics.prom"), metrics);
            Path said = folder.resolve("said");

            Process process = new ProcessBuilder(promtool.toString(), "check", "metrics")
                    .redirectInput(file.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(said)).isEmpty();
            assertThat(process.exitValue()).isZero();
        }
    }

    private static String metrics(RunFacts run, Judged judged) throws IOException {
        StringWriter out = new StringWriter();
        PrometheusReport.write(out, run, judged);
        return out.toString();
    }
}
