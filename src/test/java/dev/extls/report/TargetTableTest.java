package dev.extls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.Golden;
import dev.extls.observation.Samples;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTableTest {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9]*m");

    @ParameterizedTest
    @ValueSource(ints = {160, 80, 40})
    void aListingIsAsBefore(int width) throws IOException {
        Golden.assertGolden(
                "targets-" + width + ".txt", print(SampleListing.listing(), new TerminalStyle(width, false, true)));
    }

    @Test
    void anEmptyListIsSaidPlainly() throws IOException {
        assertThat(print(SampleListing.nothing(), new TerminalStyle(80, false, true)))
                .isEqualTo("0 endpoints at 0 hosts; no pools; no mistakes.\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 33, 40, 60, 72, 80, 100, 132, 250})
    void noLineIsWiderThanTheTerminalAndColourAddsNothingButColour(int width) throws IOException {
        for (TargetListing listing : List.of(SampleListing.listing(), SampleListing.of(Samples.HOSTILE.repeat(100)))) {
            String plain = print(listing, new TerminalStyle(width, false, true));

            assertThat(plain.lines())
                    .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(width));
            assertThat(COLOUR.matcher(print(listing, new TerminalStyle(width, true, true)))
                            .replaceAll(""))
                    .isEqualTo(plain);
        }
    }

    @Test
    void hostileTextIsShownHarmlessly() throws IOException {
        String shown = print(SampleListing.of(Samples.HOSTILE), new TerminalStyle(100, false, true));

        assertThat(shown.codePoints()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f) || c == '…');
        assertThat(shown).contains("<script>");
    }

    private static String print(TargetListing listing, TerminalStyle style) throws IOException {
        StringBuilder out = new StringBuilder();
        TargetTable.print(out, listing, List.of(), style);
        return out.toString();
    }
}
