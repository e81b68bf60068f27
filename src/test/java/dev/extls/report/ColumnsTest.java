package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    @ParameterizedTest
    @CsvSource({"abc, 3", "サーバー, 8", "e\u0301, 1", "😀, 2", "✔✘…─·, 5", "한글, 4"})
    void aWidthIsCountedInColumns(String text, int width) {
        assertThat(Columns.width(text)).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({
        "ex01.contoso.test, 17, ex01.contoso.test",
        "ex01.contoso.test, 16, ex01.con…so.test",
        "ex01.contoso.test, 5, ex…st",
        "ex01.contoso.test, 1, …",
        "サーバー, 7, サ…バー",
        "サーバー, 5, サ…ー",
    })
    void aWideTextLosesItsMiddle(String text, int width, String fitted) {
        String actual = Columns.fitted(text, width, "…");

        assertThat(Columns.width(actual)).isLessThanOrEqualTo(width);
        assertThat(actual).isEqualTo(fitted);
    }

    @Test
    void linesBreakAtSpacesAndLongWordsAnywhere() {
        assertThat(Columns.wrapped("! one two three", 9, "  ")).containsExactly("! one two", "  three");
        assertThat(Columns.wrapped("abcdefghijkl", 5, "  ")).containsExactly("abcde", "  fgh", "  ijk", "  l");
        assertThat(Columns.wrapped("a b", 80, "  ")).containsExactly("a b");
        assertThat(Columns.wrapped("", 80, "  ")).containsExactly("");
    }

    @Test
    void wrappingNeverLosesALetterAndNeverPassesTheWidth() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(80); i > 0; i--) {
                text.append(new String[] {"a", "b", "é", "サ", " ", "e\u0301"}[random.nextInt(6)]);
            }
            int width = 6 + random.nextInt(40);

            var lines = Columns.wrapped(text.toString(), width, "  ");

            assertThat(lines)
                    .as("seed %d, round %d", seed, round)
                    .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(width));
            assertThat(String.join("", lines).replace(" ", ""))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(text.toString().replace(" ", ""));
        }
    }
}
