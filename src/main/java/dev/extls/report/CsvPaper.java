package dev.extls.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows as RFC 4180 has them, for a spreadsheet: a byte-order mark, without which Excel takes UTF-8 for the code page of the machine;
 * CRLF; no cell that a spreadsheet would take for a formula.
 */
final class CsvPaper implements AutoCloseable {
    /** Excel holds 32,767 characters in a cell and drops the rest without a word. */
    static final int LONGEST_CELL = 32_000;

    private static final int LONGEST_ESCAPE = "\\u10ffff".length();
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /**
     * What begins a formula (OWASP, "CSV Injection"): at the begin of a cell, and behind every sign that some language's Excel takes for
     * the end of a cell, whatever separates the cells of this file.
     */
    private static final Pattern FORMULA = Pattern.compile("(?<=^|[,;|\"'])(?=\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20])");

    private final CsvWriter csv;

    CsvPaper(Writer out, CsvSeparator separator) throws IOException {
        out.write(BYTE_ORDER_MARK);
        csv = CsvWriter.builder()
                .fieldSeparator(separator.sign())
                .lineDelimiter(LineDelimiter.CRLF)
                .build(out);
    }

    /** One row; every cell is made harmless. */
    void row(List<String> cells) throws IOException {
        try {
            csv.writeRecord(cells.stream().map(CsvPaper::cell).toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    /** An apostrophe in front makes a spreadsheet show what follows as text. */
    private static String cell(String text) {
        String shown = Escaped.forTerminal(text, LONGEST_CELL, true);
        String kept =
                shown.length() <= LONGEST_CELL ? shown : Escaped.forTerminal(text, LONGEST_CELL / LONGEST_ESCAPE, true);
        return FORMULA.matcher(kept).replaceAll("'");
    }
}
