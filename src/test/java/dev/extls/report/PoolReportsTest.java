package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.Golden;
import dev.extls.observation.Samples;
import dev.extls.verdict.Judged;
import dev.extls.verdict.PoolSamples;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The grid of a pool on every paper. */
class PoolReportsTest {
    private static final Judged JUDGED = PoolSamples.judged();

    @Test
    void aTerminalShowsTheGridAsBefore() {
        Golden.assertGolden("pool-100.txt", terminal(new TerminalStyle(100, false, true)));
    }

    @Test
    void aPhoneShowsTheGridAsBefore() {
        Golden.assertGolden("pool-40-ascii.txt", terminal(new TerminalStyle(40, false, false)));
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (int width : new int[] {20, 40, 71, 72, 80, 120}) {
            assertThat(PoolLines.of(JUDGED.pools(), new TerminalStyle(width, false, true)))
                    .allMatch(line -> Columns.width(line) <= width, "fits into " + width);
        }
    }

    private static String terminal(TerminalStyle style) {
        return String.join("\n", PoolLines.of(JUDGED.pools(), style)) + "\n";
    }

    @Test
    void theJsonIsAsBefore() throws IOException {
        StringWriter out = new StringWriter();
        ReportJson.write(out, SampleRun.FACTS, JUDGED);

        assertThat(ReportJsonTest.problems(out.toString())).isEmpty();
        String json = out.toString();
        Golden.assertGolden("pool.json", json.substring(json.indexOf("  \"pools\""), json.indexOf("  \"summary\"")));
    }

    @Test
    void theTableSaysWhoIsWhoAndWhoIsOdd() throws IOException {
        StringWriter out = new StringWriter();
        CsvReport.write(out, SampleRun.FACTS, JUDGED, CsvSeparator.COMMA);
        List<String> rows = out.toString().lines().toList();

        assertThat(rows.get(0))
                .endsWith(",pool,role,target,vantage,evidence,node,odd,pool_tls,pool_same_certificate,label:node");
        assertThat(rows.subList(1, rows.size()))
                .filteredOn(row -> row.contains(",odd,"))
                .hasSize(2)
                .allMatch(row -> row.endsWith("EX03,odd,PASSES_THROUGH,UNKNOWN,EX03"));
        assertThat(rows)
                .filteredOn(row -> row.contains(",VIRTUAL,"))
                .hasSize(12)
                .allMatch(row -> row.endsWith(",mail.contoso.test,,PASSES_THROUGH,UNKNOWN,")
                        || row.endsWith(",mail.contoso.test,,ENDS_TLS,NO,"));
    }

    @Test
    void theTicketShowsTheGridAsBefore() throws IOException {
        StringWriter out = new StringWriter();
        MarkdownReport.write(out, SampleRun.FACTS, JUDGED, Optional.empty());

        Golden.assertGolden("pool.md", out.toString());
    }

    @Test
    void thePageShowsTheGridAndMarksTheOddOne() throws IOException {
        String page = page(JUDGED);

        assertThat(page)
                .contains("<a href=\"#pools\">Pools</a>", "<caption>Nodes of mail.contoso.test on SMTP</caption>")
                .contains("<b class=\"mark\">odd</b>", "EX03 still negotiates TLS 1.0 and TLS 1.1 on SMTP")
                .contains("Configure Windows Extended Protection in Exchange Server");
        assertThat(page(SampleRun.nothing())).doesNotContain("id=\"pools\"", "class=\"mark\"");
    }

    @Test
    void hostileNamesOfPoolsHarmNoPaper() throws IOException {
        Judged hostile = SampleRun.of(Samples.HOSTILE);

        assertThat(hostile.pools()).hasSize(1);
        assertThat(page(hostile)).doesNotContain("<script>alert(1)", "\u001b", "\u202e");
        assertThat(String.join("", PoolLines.of(hostile.pools(), new TerminalStyle(80, false, true))))
                .doesNotContain("\u001b", "\u0007", "\r", "\u202e");
    }

    private static String page(Judged judged) throws IOException {
        StringWriter out = new StringWriter();
        HtmlReport.write(out, SampleRun.FACTS, judged, Optional.empty(), Transcripts.CARRIED);
        return out.toString();
    }
}
