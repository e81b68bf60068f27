package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.extls.Golden;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.AnswerSamples;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.observation.Samples;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Judgement;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CsvReportTest {
    @Test
    void theTableOfARunIsAsBefore() throws IOException {
        Golden.assertGolden("results.csv", csv(SampleRun.judged(), CsvSeparator.COMMA));
    }

    @Test
    void excelKnowsTheEncodingAndTheLineEnds() throws IOException {
        String csv = csv(SampleRun.judged(), CsvSeparator.COMMA);

        assertThat(csv).startsWith("\ufeffserver,service,port,").endsWith("\r\n");
        assertThat(csv.replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    @ParameterizedTest
    @EnumSource(CsvSeparator.class)
    void everyEndpointHasARowForEachVersionWhateverSeparates(CsvSeparator separator) throws IOException {
        List<NamedCsvRecord> rows = rows(csv(SampleRun.judged(), separator), separator);

        assertThat(rows).hasSize(8 * ProtocolVersion.values().length);
        NamedCsvRecord row = rows.get(4);
        assertThat(row.getField("server")).isEqualTo("ex01.contoso.test");
        assertThat(row.getField("version")).isEqualTo("TLSv1.2");
        assertThat(row.getField("answer")).isEqualTo("YES");
        assertThat(row.getField("proof")).isEqualTo("confirmed");
        assertThat(row.getField("verdict")).isEqualTo("HOLDS");
        assertThat(row.getField("label:site")).isEqualTo("Zürich");
    }

    @Test
    void anAddressThatSaidBothIsCountedNeitherAsYesNorAsNo() throws IOException {
        assertThat(rows(csv(SampleRun.judged(), CsvSeparator.COMMA), CsvSeparator.COMMA))
                .filteredOn(row -> row.getField("server").equals("mail.contoso.test")
                        && row.getField("version").equals("TLSv1.2"))
                .extracting(row -> row.getField("answer"))
                .containsExactly("BOTH");
    }

    @Test
    void allAcceptedSuitesFitIntoACell() throws IOException {
        List<CipherSuite> suites =
                IntStream.range(0xc001, 0xc100).mapToObj(CipherSuite::new).toList();
        Judged judged = Judgement.of(
                List.of(AnswerSamples.at(Samples.endpoint(Service.HTTPS, "ex01", "10.0.0.1"))
                        .confirmed(ProtocolVersion.TLS_1_2, "o1")
                        .suites(new SuiteAnswers(
                                ProtocolVersion.TLS_1_2, suites, List.of(), ServerOrder.SERVER, 0, "", List.of("o1")))
                        .build()),
                BuiltInPolicies.TLS12_ENABLED);

        assertThat(rows(csv(judged, CsvSeparator.COMMA), CsvSeparator.COMMA)
                        .get(4)
                        .getField("accepted_suites"))
                .isEqualTo(
                        String.join(" ", suites.stream().map(CipherSuite::label).toList()));
    }

    @ParameterizedTest
    @EnumSource(CsvSeparator.class)
    void noCellIsAFormulaWhateverAReaderTakesForASeparator(CsvSeparator separator) throws IOException {
        for (String text : List.of(
                "=1+1",
                "+1",
                "-1",
                "@SUM(1)",
                " =1",
                "x;=1",
                "x,-1",
                "x|@a",
                "x\t=1",
                "\"=1",
                "'=1",
                "\uff1d1",
                "\r=1",
                Samples.HOSTILE)) {
            String csv = csv(SampleRun.of(text), separator).substring(1);

            assertThat(csv.split("[,;\\t|\"\\r\\n]+", -1))
                    .as(text)
                    .noneMatch(cell -> cell.strip().matches("(?s)[=+\\-@\uff1d].*"));
        }
    }

    @Test
    void hostileTextIsVisibleAndBoundedAndBreaksNoRow() throws IOException {
        for (String text : List.of(Samples.HOSTILE, Samples.HOSTILE.repeat(20_000), "\udb40\udc41".repeat(500_000))) {
            String csv = csv(SampleRun.of(text), CsvSeparator.COMMA);

            assertThat(csv.substring(1).codePoints())
                    .allMatch(c -> c == '\r' || c == '\n' || (c >= 0x20 && c < 0x7f) || c == '…');
            assertThat(rows(csv, CsvSeparator.COMMA))
                    .hasSize(12)
                    .allSatisfy(row -> assertThat(row.getFields())
                            .allMatch(cell -> cell.length() <= CsvPaper.LONGEST_CELL + 10_000));
        }
        assertThat(rows(csv(SampleRun.of(Samples.HOSTILE), CsvSeparator.COMMA), CsvSeparator.COMMA)
                        .get(0)
                        .getField("server"))
                .isEqualTo(
                        "x<script>alert(1)</script>\\x1b[31m\\x1b]0;x\\x07\\x9b2J\\x00\\x0d\\x0a\\u202e\\u200b\\ud800"
                                + "=cmd|' /C calc'!A0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {"a > a", "=a > '=a", "a;=b > a;'=b", "a=b > a=b", "a - b > a - b", "a-b > a-b"})
    void onlyWhatCouldBeAFormulaIsChanged(String text, String cell) throws IOException {
        assertThat(rows(csv(SampleRun.of(text), CsvSeparator.COMMA), CsvSeparator.COMMA)
                        .get(0)
                        .getField("target"))
                .isEqualTo(cell);
    }

    @Test
    void aRunWithoutEndpointsIsAHeaderAlone() throws IOException {
        assertThat(csv(SampleRun.nothing(), CsvSeparator.COMMA)).hasLineCount(1);
    }

    private static String csv(Judged judged, CsvSeparator separator) throws IOException {
        StringWriter out = new StringWriter();
        CsvReport.write(out, SampleRun.FACTS, judged, separator);
        return out.toString();
    }

    private static List<NamedCsvRecord> rows(String csv, CsvSeparator separator) {
        return CsvReader.builder().fieldSeparator(separator.sign()).ofNamedCsvRecord(csv.substring(1)).stream()
                .toList();
    }
}
