package dev.extls.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.written.Problems;
import dev.extls.written.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
    private static final String[] LETTERS = {"a", "ü", "🐘", ",", "\"", " ", "\n", "\r\n", "\r", "#", ";"};
    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};

    private final Problems problems = new Problems("list.csv");

    @Test
    void everyFieldIsFoundWhereItWasWritten() {
        long seed = new Random().nextLong();
        System.out.println("CsvRowsTest.everyFieldIsFoundWhereItWasWritten seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            List<String> written = new ArrayList<>();
            for (int row = random.nextInt(6); row >= 0; row--) {
                if (random.nextInt(4) == 0) {
                    text.append(random.nextBoolean() ? "# \"no\"" : "").append(LINE_ENDS[random.nextInt(3)]);
                }
                for (int field = random.nextInt(4); field >= 0; field--) {
                    written.add(write(text, random));
                    text.append(field > 0 ? "," : LINE_ENDS[random.nextInt(3)]);
                }
            }
            List<String> read = new ArrayList<>();
            rows(text.toString(), ',').forEach(row -> row.forEach(field -> read.add(shown(field))));
            assertThat(read).as(text.toString()).isEqualTo(written);
        }
        assertThat(problems.asFound()).isEmpty();
    }

    @Test
    void whiteSpaceBesideQuotesIsNoPartOfTheField() {
        assertThat(rows(" \"a,b\" ,\t\"c\" \t, d \n", ',').get(0))
                .extracting(CsvRowsTest::shown)
                .containsExactly("1:3 a,b", "1:11 c", "1:17 d");
        assertThat(rows("a\t\"b\"\t\t\"c\" \n", '\t').get(0))
                .extracting(CsvRowsTest::shown)
                .containsExactly("1:1 a", "1:4 b", "1:7 ", "1:9 c");
        assertThat(problems.asFound()).isEmpty();
    }

    @Test
    void rowsWithoutContentAndCommentsAreNoRows() {
        assertThat(rows("#\"\n\r\n,,\n \t\n\"\"\na\n#,a", ','))
                .extracting(row -> shown(row.get(0)))
                .containsExactly("6:1 a");
        assertThat(problems.asFound()).isEmpty();
    }

    @Test
    void aMalformedRowIsToldAndTheNextLineIsARowAgain() {
        assertThat(rows("ü,\"a\"\"b\" \t x\nc,d\ne, \"f\ng,\"h\"\ni,\"", ','))
                .extracting(row -> shown(row.get(0)))
                .containsExactly("2:1 c", "4:1 g");
        assertThat(problems.asFound())
                .extracting(problem -> problem.place() + " " + problem.found())
                .containsExactly(
                        "list.csv:1:12 \"x\" behind a closing quote",
                        "list.csv:4:4 \"h\" behind a closing quote",
                        "list.csv:5:3 a quote that is not closed");
    }

    @Test
    void aRowMayHaveAHundredLinesAndNoMore() {
        for (String end : LINE_ENDS) {
            assertThat(rows("\"a" + end.repeat(99) + "\",b" + end + "c", ',')).hasSize(2);
            assertThat(problems.asFound()).isEmpty();
        }
        assertThat(rows("\"a" + "\n".repeat(100) + "\"\nc", ',')).isNotEmpty();
        assertThat(problems.asFound())
                .first()
                .extracting(problem -> problem.place() + " " + problem.found())
                .isEqualTo("list.csv:1:1 a quote that is not closed");
    }

    @Test
    void quotesThatOpenOneAnotherEndInProblemsSoon() {
        assertThat(rows("x\",\"y\n".repeat(5_000), ',')).isEmpty();
        assertThat(problems.asFound()).hasSize(5_000);
    }

    private List<List<Words>> rows(String text, char delimiter) {
        CsvRows rows = new CsvRows(text, delimiter, problems);
        List<List<Words>> all = new ArrayList<>();
        for (List<Words> row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }

    /** Appends a field between "x" and "z", quoted or not, and says what must be read of it. */
    private static String write(StringBuilder text, Random random) {
        StringBuilder content = new StringBuilder("x");
        for (int letters = random.nextInt(6); letters > 0; letters--) {
            content.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        String value = content.append("z").toString();
        boolean quoted = random.nextBoolean() || !value.matches("[^,\"\r\n]*");
        text.append(" ".repeat(random.nextInt(3))).append(quoted ? "\"" : "");
        String before = text.toString().replaceAll("\r\n?", "\n");
        int line = (int) before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0);
        String lineBefore = before.substring(before.lastIndexOf('\n') + 1);
        int column = lineBefore.codePointCount(0, lineBefore.length()) + 1;
        text.append(quoted ? value.replace("\"", "\"\"") + "\"" : value).append(" ".repeat(random.nextInt(3)));
        return line + ":" + column + " " + value.replaceAll("\r\n?", "\n");
    }

    private static String shown(Words words) {
        return words.line() + ":" + words.column() + " " + words.text();
    }
}
