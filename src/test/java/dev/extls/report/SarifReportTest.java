package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.extls.Golden;
import dev.extls.observation.Samples;
import dev.extls.verdict.Judged;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifReportTest {
    @Test
    void theResultsOfARunAreAsBefore() throws IOException {
        Golden.assertGolden("results.sarif", sarif(SampleRun.FACTS, SampleRun.judged()));
    }

    @Test
    void everyRunFitsTheSchemaOfOasis() throws IOException {
        for (String sarif : List.of(
                sarif(SampleRun.FACTS, SampleRun.judged()),
                sarif(SampleRun.FACTS, SampleRun.nothing()),
                sarif(SampleRun.FACTS, SampleRun.waived()),
                sarif(SampleRun.facts(Samples.HOSTILE), SampleRun.of(Samples.HOSTILE)),
                sarif(SampleRun.facts("x".repeat(1_000_000)), SampleRun.of("x".repeat(1_000_000))))) {
            assertThat(problems(sarif)).isEmpty();
        }
    }

    @Test
    void theSchemaRefusesWhatNoReaderUnderstands() throws IOException {
        String good = sarif(SampleRun.FACTS, SampleRun.judged());

        for (String[] change : new String[][] {
            {"\"2.1.0\"", "\"2.0.0\""},
            {"\"kind\" : \"fail\"", "\"kind\" : \"failure\""},
            {"\"level\" : \"error\"", "\"level\" : \"fatal\""},
            {"\"startTimeUtc\" : \"2026-06-01T08:00:00Z\"", "\"startTimeUtc\" : \"yesterday\""},
            {"\"ruleIndex\" : 0", "\"ruleIndex\" : -2"},
            {"\"driver\"", "\"drivers\""},
        }) {
            String bad = good.replaceFirst(Pattern.quote(change[0]), change[1]);
            assertThat(bad).as(change[0]).isNotEqualTo(good);
            assertThat(problems(bad)).as("%s becomes %s", change[0], change[1]).isNotEmpty();
        }
    }

    @Test
    void whatStayedUnknownIsOpenAndNeitherAFailureNorAPass() throws IOException {
        JsonNode results = results(sarif(SampleRun.FACTS, SampleRun.judged()));

        TreeMap<String, Integer> kinds = new TreeMap<>();
        results.forEach(result -> kinds.merge(result.get("kind").asString(), 1, Integer::sum));
        assertThat(kinds).hasSize(2).containsEntry("fail", 2).containsEntry("open", 4);
        assertThat(results)
                .filteredOn(result -> result.get("kind").asString().equals("open"))
                .allMatch(result -> result.get("level").asString().equals("none"));
    }

    @Test
    void whatIsWaivedIsSuppressedWithReasonAndDay() throws IOException {
        JsonNode results = results(sarif(SampleRun.FACTS, SampleRun.waived()));

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.get("kind").asString()).isEqualTo("review");
            JsonNode suppression = result.get("suppressions").get(0);
            assertThat(suppression.get("status").asString()).isEqualTo("accepted");
            assertThat(suppression.get("justification").asString()).isEqualTo("until 2026-07-01: the printers");
        });
    }

    @Test
    void aResultIsKnownAgainInTheNextRun() throws IOException {
        JsonNode first = results(sarif(SampleRun.FACTS, SampleRun.judged()));
        JsonNode second = results(sarif(SampleRun.facts("another run"), SampleRun.judged()));

        for (int i = 0; i < first.size(); i++) {
            assertThat(first.get(i).get("partialFingerprints"))
                    .isEqualTo(second.get(i).get("partialFingerprints"));
        }
        assertThat(first)
                .extracting(result -> result.get("partialFingerprints").toString())
                .doesNotHaveDuplicates();
    }

    @Test
    void hostileTextIsVisibleAndBounded() throws IOException {
        String sarif = sarif(SampleRun.facts(Samples.HOSTILE), SampleRun.of(Samples.HOSTILE));

        assertThat(sarif.codePoints()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f));
        assertThat(sarif).contains("\\\\x1b[31m", "\\\\u202e");
        String huge = "]]>&\u0000".repeat(250_000);
        assertThat(sarif(SampleRun.facts(huge), SampleRun.of(huge))).hasSizeLessThan(1_000_000);
    }

    private static JsonNode results(String sarif) {
        return JsonMapper.shared().readTree(sarif).get("runs").get(0).get("results");
    }

    private static String sarif(RunFacts run, Judged judged) throws IOException {
        StringWriter out = new StringWriter();
        SarifReport.write(out, run, judged);
        return out.toString();
    }

    private static List<String> problems(String sarif) throws IOException {
        try (InputStream schema = SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            Schema published = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8));
            return published
                    .validate(
                            sarif,
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }
}
