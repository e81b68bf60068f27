package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Samples;
import org.junit.jupiter.api.Test;

class EscapedTest {
    @Test
    void whatIsVisibleStaysAsItIs() {
        String text = "EX01\\Default <x> 'q' münchen サーバー 😀 e\u0301";

        assertThat(Escaped.forTerminal(text, 100, true)).isEqualTo(text);
    }

    @Test
    void whatIsNotVisibleIsShownByItsNumber() {
        assertThat(Escaped.forTerminal("a\u001b[31m\r\n\t\u0000\u007f\u009b", 100, true))
                .isEqualTo("a\\x1b[31m\\x0d\\x0a\\x09\\x00\\x7f\\x9b");
        assertThat(Escaped.forTerminal("\u202e\u2066\u200b\u200f\ufeff\u2028\u00ad\ue000\u3164", 100, true))
                .isEqualTo("\\u202e\\u2066\\u200b\\u200f\\ufeff\\u2028\\xad\\ue000\\u3164");
        assertThat(Escaped.forTerminal("\ud800x\udc00\udb40\udc41", 100, true)).isEqualTo("\\ud800x\\udc00\\ue0041");
        assertThat(Escaped.forTerminal("a\u00a0b\u2003c", 100, true)).isEqualTo("a\\xa0b\\u2003c");
    }

    @Test
    void nothingThatMovesACursorIsLeftOfAnyCharacter() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String shown = Escaped.forTerminal(Character.toString(point), 10, true);
            assertThat(shown.codePoints()
                            .noneMatch(c -> c < 0x20
                                    || (c >= 0x7f && c < 0xa0)
                                    || Character.getType(c) == Character.FORMAT
                                    || Character.getType(c) == Character.SURROGATE))
                    .as("U+%04X", point)
                    .isTrue();
            assertThat(Escaped.forTerminal(Character.toString(point), 10, false)
                            .chars()
                            .allMatch(c -> c >= 0x20 && c < 0x7f))
                    .as("U+%04X in ASCII", point)
                    .isTrue();
        }
    }

    @Test
    void longTextIsCutAndSaysSo() {
        assertThat(Escaped.forTerminal("x".repeat(1_000_000), 5, true)).isEqualTo("xxxxx…");
        assertThat(Escaped.forTerminal("😀😀😀", 2, true)).isEqualTo("😀😀…");
        assertThat(Escaped.forTerminal("xxxxx", 5, true)).isEqualTo("xxxxx");
        assertThat(Escaped.forTerminal("xxxxxx…", 5, false)).isEqualTo("xxxxx...");
    }

    @Test
    void machinesGetCharactersOnlyAndNotTooMany() {
        assertThat(Escaped.forMachine(Samples.HOSTILE)).isEqualTo(Samples.HOSTILE.replace('\ud800', '\ufffd'));
        assertThat(Escaped.forMachine("😀".repeat(3_000))).hasSize(4097).endsWith("😀…");
        assertThat(Escaped.forMachine("x".repeat(4096))).hasSize(4096);
    }
}
