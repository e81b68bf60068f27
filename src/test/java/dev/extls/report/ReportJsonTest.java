package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.extls.Golden;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.observation.Samples;
import dev.extls.observation.Trouble;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.FindingKind;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Judgement;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportJsonTest {
    private static final String SCHEMA = "report.schema.json";

    @TempDir
    private Path folder;

    @Test
    void theReportOfARunIsAsBefore() throws IOException {
        Golden.assertGolden("report.json", json(SampleRun.FACTS, SampleRun.judged()));
    }

    @Test
    void everyReportFitsItsSchema() throws IOException {
        for (String json : List.of(
                json(SampleRun.FACTS, SampleRun.judged()),
                json(SampleRun.FACTS, SampleRun.nothing()),
                json(SampleRun.FACTS, guessed()),
                json(SampleRun.facts(Samples.HOSTILE), SampleRun.of(Samples.HOSTILE)),
                json(SampleRun.facts("x".repeat(1_000_000)), SampleRun.of("x".repeat(1_000_000))))) {
            assertThat(problems(json)).isEmpty();
        }
    }

    @Test
    void aGuessIsGivenWithItsReasonsAndApartFromTheAnswers() throws IOException {
        JsonNode guess = JsonMapper.shared()
                .readTree(json(SampleRun.FACTS, guessed()))
                .get("endpoints")
                .get(0)
                .get("windowsGuess");

        assertThat(guess.get("sentence").asString()).isEqualTo("likely Windows Server 2016 or 2019 or 2022 or 2025");
        assertThat(names(guess.get("generations"))).containsExactly("2016", "2019", "2022", "2025");
        assertThat(names(guess.get("reasons"))).hasSize(2);
    }

    /** Has what Microsoft recommends for Exchange. */
    private static Judged guessed() {
        return Judgement.of(
                List.of(AnswerSamples.at(Samples.endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.11"))
                        .confirmed(ProtocolVersion.TLS_1_2)
                        .suites(new SuiteAnswers(
                                ProtocolVersion.TLS_1_2,
                                Stream.of(0xc030, 0xc02f, 0xc028, 0xc027)
                                        .map(CipherSuite::new)
                                        .toList(),
                                List.of(),
                                ServerOrder.SERVER,
                                99,
                                "",
                                List.of()))
                        .build()),
                BuiltInPolicies.TLS12_ENABLED);
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() throws IOException {
        String good = json(SampleRun.FACTS, SampleRun.judged());

        for (String[] change : new String[][] {
            {"\"extls/report/1\"", "\"extls/report/2\""},
            {"\"YES\",", "\"PERHAPS\","},
            {"\"confirmed\"", "\"guessed\""},
            {"\"proof\" : \"confirmed\",", ""},
            {"\"reason\" : \"NO_ANSWER\",", ""},
            {"\"port\" : 443", "\"port\" : 0"},
            {"\"exitCode\" : 1", "\"exitCode\" : 2"},
            {"\"kind\" : \"STARTTLS_NOT_OFFERED\"", "\"kind\" : \"NO_TLS\""},
            {"\"2026-06-01T08:00:00Z\"", "\"yesterday\""},
            {"\"TLSv1.2\"", "\"TLSv1.4\""},
        }) {
            String bad = good.replaceFirst(Pattern.quote(change[0]), change[1]);
            assertThat(bad).as(change[0]).isNotEqualTo(good);
            assertThat(problems(bad)).as("%s becomes %s", change[0], change[1]).isNotEmpty();
        }
    }

    /** The schema names closed sets; each must be whole. */
    @Test
    void theSchemaKnowsEveryNameThatAReportMayHold() {
        JsonNode schema = JsonMapper.shared().readTree(Schemas.text(SCHEMA));

        assertThat(names(schema.at("/$defs/trouble/enum"))).containsExactlyElementsOf(names(Trouble.values()));
        assertThat(names(schema.at("/$defs/endpoint/properties/service/enum")))
                .containsExactlyElementsOf(names(Service.values()));
        assertThat(names(schema.at("/$defs/endpoint/properties/role/enum")))
                .containsExactlyElementsOf(names(Role.values()));
        assertThat(names(schema.at("/$defs/finding/properties/kind/enum")))
                .containsExactlyElementsOf(names(FindingKind.values()));
    }

    @Test
    void everyPropertyOfAReportIsDescribed() throws IOException {
        Set<String> described = new TreeSet<>();
        collect(JsonMapper.shared().readTree(Schemas.text(SCHEMA)), described);

        Set<String> written = new TreeSet<>();
        collect(JsonMapper.shared().readTree(json(SampleRun.FACTS, SampleRun.judged())), written);
        written.removeAll(List.of("site", "ring"));

        assertThat(described).containsAll(written);
    }

    @Test
    void hostileTextIsAsciiAndBoundedAndStillThere() throws IOException {
        String hostile = Samples.HOSTILE.repeat(10_000);

        String json = json(SampleRun.facts(hostile), SampleRun.of(hostile));

        assertThat(json.chars()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f));
        assertThat(json.length()).isLessThan(1_000_000);
        String kept = JsonMapper.shared()
                .readTree(json)
                .at("/endpoints/0/identities/0/greeting")
                .asString();
        assertThat(kept)
                .startsWith(Samples.HOSTILE.replace('\ud800', '\ufffd'))
                .endsWith("…")
                .hasSizeLessThanOrEqualTo(4097);
    }

    @Test
    void aFileIsWrittenOnceAndNeverOver() throws IOException {
        Path file = folder.resolve("report.json");
        ReportJson.write(file, SampleRun.FACTS, SampleRun.judged());

        assertThat(Files.readString(file)).isEqualTo(json(SampleRun.FACTS, SampleRun.judged()));
        assertThatThrownBy(() -> ReportJson.write(file, SampleRun.FACTS, SampleRun.nothing()))
                .isInstanceOf(FileAlreadyExistsException.class);
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

        assertThatThrownBy(() -> ReportJson.write(full, SampleRun.FACTS, SampleRun.judged()))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    private static String json(RunFacts run, Judged judged) throws IOException {
        StringWriter out = new StringWriter();
        ReportJson.write(out, run, judged);
        return out.toString();
    }

    static List<String> problems(String json) {
        return Schemas.problems(SCHEMA, json);
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static void collect(JsonNode node, Set<String> names) {
        node.propertyNames().forEach(names::add);
        Stream<JsonNode> children = StreamSupport.stream(node.spliterator(), false);
        children.forEach(child -> collect(child, names));
    }
}
