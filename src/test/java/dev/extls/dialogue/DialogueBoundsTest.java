package dev.extls.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.TlsStart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialogueBoundsTest {
    private static final String GREETING = "220 ready\r\n";

    @ParameterizedTest
    @CsvSource({"8192, true", "8193, false"})
    void aLineMayHave8192BytesWithItsEnd(int bytes, boolean fits) {
        String line = "220 " + "x".repeat(bytes - 6) + "\r\n";

        Played played = smtp(line);

        assertThat(played.end().isEmpty()).isEqualTo(fits);
        if (!fits) {
            assertThat(played.failure()).isEqualTo(Failure.GREETING_TOO_LONG);
        }
    }

    @ParameterizedTest
    @CsvSource({"512, true", "513, false"})
    void aReplyMayHave512Lines(int lines, boolean fits) {
        String reply = "250-x\r\n".repeat(lines - 1) + "250 STARTTLS\r\n";

        Played played = smtp(GREETING, reply);

        assertThat(played.end().isEmpty()).isEqualTo(fits);
        if (!fits) {
            assertThat(played.failure()).isEqualTo(Failure.GARBLED);
            assertThat(played.words()).endsWith("QUIT");
        }
    }

    @ParameterizedTest
    @CsvSource({"1024, true", "1025, false"})
    void aReplyMayHave65536Bytes(int last, boolean fits) {
        String reply = ("250-" + "x".repeat(1018) + "\r\n").repeat(63) + "250 " + "x".repeat(last - 6) + "\r\n";

        Played played = smtp(GREETING, reply);

        assertThat(played.failure()).isEqualTo(fits ? Failure.STARTTLS_NOT_OFFERED : Failure.GARBLED);
    }

    @Test
    void aLineThatNeverEndsIsGivenUpAtEachStage() {
        String endless = "x".repeat(8192);

        assertThat(smtp(endless).failure()).isEqualTo(Failure.GREETING_TOO_LONG);
        assertThat(smtp(GREETING, endless).failure()).isEqualTo(Failure.GARBLED);
        assertThat(smtp(endless.substring(1)).end()).isEmpty();
    }

    @Test
    void linesThatNeverEndAreGivenUp() {
        Dialogue dialogue = Dialogue.begin(TlsStart.IMAP_STARTTLS, Played.CLIENT)
                .receive(Played.bytes("* OK ready\r\n"))
                .next();
        int lines = 0;
        while (dialogue.receive(Played.bytes("* OK wait\r\n")).end().isEmpty()) {
            dialogue = dialogue.receive(Played.bytes("* OK wait\r\n")).next();
            lines++;
        }

        assertThat(lines).isEqualTo(512);
    }

    @Test
    void theBoundHoldsForEachReplyAlone() {
        String many = "220-x\r\n".repeat(500);

        Played played = smtp(many + "220 ready\r\n", "250-x\r\n".repeat(500) + "250 STARTTLS\r\n", many + "220\r\n");

        assertThat(played.leftOver()).isEmpty();
    }

    @Test
    void theTranscriptKeepsTheFirst200Lines() {
        Dialogue dialogue =
                smtp(GREETING, "250-x\r\n".repeat(300) + "250 STARTTLS\r\n").dialogue();

        assertThat(dialogue.lines()).hasSize(200).startsWith(new Line(false, "220 ready"));
        assertThat(dialogue.cut()).isTrue();
        assertThat(dialogue.learned().capabilities()).hasSize(300).contains("STARTTLS");
    }

    @Test
    void theTranscriptKeepsTheFirst65536Characters() {
        String reply = "220-" + "x".repeat(8000) + "\r\n";
        Dialogue dialogue = smtp(
                        reply.repeat(7) + "220 ready\r\n",
                        reply.replace("220", "250").repeat(7))
                .dialogue();

        assertThat(dialogue.lines().stream()
                        .mapToInt(line -> line.text().length())
                        .sum())
                .isLessThanOrEqualTo(65_536);
        assertThat(dialogue.cut()).isTrue();
    }

    @Test
    void aDetailHasAtMost1024Characters() {
        Played played = smtp("554 " + "x".repeat(8000) + "\r\n");

        assertThat(played.detail()).hasSize(1024).startsWith("554 x").endsWith("x...");
    }

    private static Played smtp(String... replies) {
        return Played.whole(TlsStart.SMTP_STARTTLS, List.of(replies));
    }
}
