package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.Golden;
import dev.extls.endpoint.Service;
import dev.extls.observation.Samples;
import dev.extls.verdict.Change;
import dev.extls.verdict.Change.Direction;
import dev.extls.verdict.Change.Topic;
import dev.extls.verdict.Comparison;
import dev.extls.verdict.EndpointComparison;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code extls compare} in its formats. */
class ComparisonReportsTest {
    private static final String SCHEMA = "comparison.schema.json";

    private static Comparison comparison(String text) {
        return new Comparison(List.of(
                compared(
                        Service.HTTPS,
                        change(Topic.VERSION, Direction.BETTER, "TLS 1.2 was refused, and is confirmed")),
                compared(Service.IMAPS),
                compared(
                        Service.SMTP,
                        change(Topic.CERTIFICATE, Direction.DIFFERENT, "another certificate: " + text),
                        change(Topic.VERSION, Direction.WORSE, "TLS 1.2 was confirmed, and is refused")),
                compared(Service.POP3S, change(Topic.SERVICE, Direction.UNKNOWN, "no answer: " + text))));
    }

    private static EndpointComparison compared(Service service, Change... changes) {
        return new EndpointComparison(Samples.endpoint(service, "ex01.contoso.test", "10.0.0.11"), List.of(changes));
    }

    private static Change change(Topic topic, Direction direction, String statement) {
        return new Change(topic, direction, statement);
    }

    @Test
    void everyFormatIsAsBefore() throws IOException {
        StringBuilder text = new StringBuilder();
        ComparisonPaper.print(text, comparison("CN=new"), new TerminalStyle(100, false, true));

        Golden.assertGolden("comparison.txt", text.toString());
        Golden.assertGolden("comparison.json", json(comparison("CN=new")));
        Golden.assertGolden("comparison.md", markdown(comparison("CN=new")));
        Golden.assertGolden("comparison.csv", csv(comparison("CN=new")));
        Golden.assertGolden("comparison.xml", junit(comparison("CN=new")));
    }

    @Test
    void jsonFitsItsSchemaAndTheSchemaKnowsEveryTopic() throws IOException {
        for (Comparison comparison : List.of(comparison("x"), comparison(Samples.HOSTILE), new Comparison(List.of()))) {
            assertThat(problems(json(comparison))).isEmpty();
        }
        assertThat(problems(json(comparison("x")).replace("WORSE", "BAD"))).isNotEmpty();
        assertThat(problems(json(comparison("x")).replaceFirst("\"statement\"", "\"said\"")))
                .isNotEmpty();
        JsonNode change = JsonMapper.shared()
                .readTree(Schemas.text(SCHEMA))
                .at("/properties/endpoints/items/properties/changes/items/properties/topic/enum");
        assertThat(change).extracting(JsonNode::asString).containsExactlyElementsOf(names(Topic.values()));
    }

    @Test
    void aBuildFailsOnWhatIsWorseAndErrsOnWhatIsUnknown() throws IOException, SAXException {
        String junit = junit(comparison("x"));

        assertThat(junit).contains("tests=\"4\" failures=\"1\" errors=\"1\"").contains("<failure", "<error");
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Path.of("src/test/resources/schemas/junit.xsd").toFile())
                .newValidator()
                .validate(new StreamSource(new StringReader(junit)));
    }

    @Test
    void hostileTextIsHarmlessInEveryFormat() throws IOException {
        Comparison hostile = comparison(Samples.HOSTILE);

        for (String text : List.of(markdown(hostile), csv(hostile), junit(hostile), json(hostile))) {
            assertThat(text.codePoints())
                    .allMatch(c -> c == '\n' || c == '\r' || c == 0xfeff || (c >= 0x20 && c != 0x7f && c != 0x202e));
        }
        assertThat(junit(hostile)).doesNotContain("<script");
        assertThat(markdown(hostile)).doesNotContainPattern("[^`]<script").contains("cmd\\|");
        String huge = "<|\u0000".repeat(500_000);
        assertThat(markdown(comparison(huge))).hasSizeLessThan(65_000);
        assertThat(csv(comparison(huge))).hasSizeLessThan(200_000);
    }

    @Test
    void aLongListOfChangesIsCutForATicketAndSaysSo() throws IOException {
        Comparison many = new Comparison(Collections.nCopies(
                200, compared(Service.SMTP, change(Topic.VERSION, Direction.WORSE, "TLS 1.2 is refused"))));

        assertThat(markdown(many)).contains("200 of 200 endpoints changed", "And 50 more.");
        assertThat(markdown(new Comparison(List.of(compared(Service.SMTP)))))
                .isEqualTo("## 0 of 1 endpoints changed: everything is as it was.\n");
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static String json(Comparison comparison) throws IOException {
        StringWriter out = new StringWriter();
        ComparisonPaper.write(out, comparison);
        return out.toString();
    }

    private static String markdown(Comparison comparison) throws IOException {
        StringWriter out = new StringWriter();
        ComparisonTables.markdown(out, comparison);
        return out.toString();
    }

    private static String csv(Comparison comparison) throws IOException {
        StringWriter out = new StringWriter();
        ComparisonTables.csv(out, comparison, CsvSeparator.COMMA);
        return out.toString();
    }

    private static String junit(Comparison comparison) throws IOException {
        StringWriter out = new StringWriter();
        ComparisonJUnit.write(out, comparison, Samples.START);
        return out.toString();
    }

    private static List<String> problems(String json) {
        return Schemas.problems(SCHEMA, json);
    }
}
