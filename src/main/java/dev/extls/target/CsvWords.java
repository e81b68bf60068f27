package dev.extls.target;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import dev.extls.written.Cursor;
import dev.extls.written.Words;
import java.util.ArrayList;
import java.util.List;

/** Gives the fields that the parser finds their places, by following in the text what it took for each. */
final class CsvWords extends AbstractBaseCsvCallbackHandler<List<Words>> {
    private final String text;
    private final char delimiter;
    private final CsvLines lines;
    private final Cursor cursor;
    private Cursor rowStart;
    private List<Words> row = List.of();

    /**
     * The fields of a text.
     *
     * @param text the whole text
     * @param from where the parser begins in it
     * @param lines what the parser reads, told where rows begin
     */
    CsvWords(String text, char delimiter, Cursor from, CsvLines lines) {
        this.text = text;
        this.delimiter = delimiter;
        this.lines = lines;
        this.cursor = new Cursor(from);
        this.rowStart = new Cursor(from);
    }

    /** The beginning of the row that the parser reads. */
    Cursor rowStart() {
        return new Cursor(rowStart);
    }

    /** Behind the last field that the parser told, and behind its delimiter or line end. */
    Cursor reached() {
        return new Cursor(cursor);
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        rowStart = new Cursor(cursor);
        row = new ArrayList<>();
        lines.rowBegins();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        String content = new String(buffer, offset, length);
        if (!quoted) {
            row.add(new Words(content, cursor.line(), cursor.column(), true).stripped());
            passSeparator(cursor.at() + length);
            return;
        }
        cursor.moveTo(text.indexOf('"', cursor.at()) + 1);
        int doubled = quotesIn(content);
        String value = content.replace("\r\n", "\n").replace('\r', '\n');
        boolean straight = doubled == 0 && value.indexOf('\n') < 0;
        row.add(new Words(value, cursor.line(), cursor.column(), straight).stripped());
        int end = cursor.at() + length + doubled + 1;
        while (end < text.length() && text.charAt(end) != delimiter && !TextLines.isLineEnd(text.charAt(end))) {
            end++;
        }
        passSeparator(end);
    }

    @Override
    protected void handleComment(char[] buffer, int offset, int length) {
        passSeparator(TextLines.endOfLine(text, cursor.at()));
    }

    @Override
    protected void handleEmpty() {
        passSeparator(cursor.at());
    }

    @Override
    protected List<Words> buildRecord() {
        return row;
    }

    private static int quotesIn(String content) {
        int count = 0;
        for (int at = content.indexOf('"'); at >= 0; at = content.indexOf('"', at + 1)) {
            count++;
        }
        return count;
    }

    /** Behind the delimiter or line end that stands at an offset. */
    private void passSeparator(int offset) {
        boolean delimited = offset < text.length() && text.charAt(offset) == delimiter;
        cursor.moveTo(delimited ? offset + 1 : TextLines.startOfNextLine(text, offset));
    }
}
