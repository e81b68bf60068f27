package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.Golden;
import dev.extls.observation.Samples;
import dev.extls.verdict.Judged;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JUnitReportTest {
    @Test
    void theTestCasesOfARunAreAsBefore() throws IOException {
        Golden.assertGolden("junit.xml", xml(SampleRun.FACTS, SampleRun.judged()));
    }

    @Test
    void everyRunFitsTheSchema() throws IOException, SAXException {
        for (String xml : List.of(
                xml(SampleRun.FACTS, SampleRun.judged()),
                xml(SampleRun.FACTS, SampleRun.nothing()),
                xml(SampleRun.facts(Samples.HOSTILE), SampleRun.of(Samples.HOSTILE)),
                xml(SampleRun.facts("x".repeat(1_000_000)), SampleRun.of("x".repeat(1_000_000))))) {
            assertThat(problems(xml)).isEmpty();
        }
    }

    @Test
    void theSchemaRefusesWhatNoReaderUnderstands() throws IOException, SAXException {
        String good = xml(SampleRun.FACTS, SampleRun.judged());

        for (String[] change : new String[][] {
            {"<testcase ", "<case "},
            {" hostname=\"10.0.0.5\"", ""},
            {"2026-06-01T08:00:00\"", "2026-06-01T08:00:00Z\""},
            {"tests=\"8\"", "tests=\"many\""},
            {" type=\"FAILS\"", ""},
            {" classname=", " class="},
        }) {
            String bad = good.replaceFirst(Pattern.quote(change[0]), change[1]);
            assertThat(bad).as(change[0]).isNotEqualTo(good);
            assertThat(problems(bad)).as("%s becomes %s", change[0], change[1]).isNotEmpty();
        }
    }

    @Test
    void whatStayedUnknownIsAnErrorAndNeverASuccess() throws IOException {
        Element suite = only(elements(document(xml(SampleRun.FACTS, SampleRun.judged())), "testsuite"));

        assertThat(suite.getAttribute("tests")).isEqualTo("8");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("errors")).isEqualTo("4");
        assertThat(elements(suite, "failure")).hasSize(2);
        assertThat(elements(suite, "error")).hasSize(4);
        assertThat(elements(suite, "testcase"))
                .filteredOn(one -> one.getAttribute("name").startsWith("tls://legacy"))
                .singleElement()
                .satisfies(one -> assertThat(only(elements(one, "error")).getAttribute("message"))
                        .contains("DH prime of 512 bits"));
    }

    @Test
    void aTestCaseSaysWhatWasExpectedWhatWasSeenAndWhereTheEvidenceIs() throws IOException {
        Element suite = only(elements(document(xml(SampleRun.FACTS, SampleRun.judged())), "testsuite"));

        assertThat(elements(suite, "failure").get(0).getTextContent())
                .contains("TLS 1.2 was refused", "Expected: TLS 1.2 is confirmed on every endpoint.", "Evidence: o6")
                .contains("WARNING: ex02.contoso.test (SMTP 25): still negotiates SSL 2.0, SSL 3.0 and TLS 1.0.");
    }

    @Test
    void hostileTextIsVisibleBoundedAndNoMarkup() throws IOException {
        String xml = xml(SampleRun.facts(Samples.HOSTILE), SampleRun.of(Samples.HOSTILE));

        assertThat(xml.codePoints()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f) || c == '…');
        assertThat(xml).doesNotContain("<script").contains("&lt;script", "\\x1b[31m", "\\u202e", "\\ud800", "\\x00");
        assertThat(elements(document(xml), "testcase")).hasSize(2);
        String huge = "]]>&\u0000".repeat(250_000);
        assertThat(xml(SampleRun.facts(huge), SampleRun.of(huge))).hasSizeLessThan(1_000_000);
    }

    private static String xml(RunFacts run, Judged judged) throws IOException {
        StringWriter out = new StringWriter();
        JUnitReport.write(out, run, judged);
        return out.toString();
    }

    private static List<String> problems(String xml) throws SAXException, IOException {
        Validator validator = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Path.of("src/test/resources/schemas/junit.xsd").toFile())
                .newValidator();
        try {
            validator.validate(new StreamSource(new StringReader(xml)));
            return List.of();
        } catch (SAXException e) {
            return List.of(e.toString());
        }
    }

    private static Element document(String xml) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new AssertionError(xml, e);
        }
    }

    private static List<Element> elements(Element in, String name) {
        var nodes = in.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static Element only(List<Element> elements) {
        assertThat(elements).hasSize(1);
        return elements.get(0);
    }
}
