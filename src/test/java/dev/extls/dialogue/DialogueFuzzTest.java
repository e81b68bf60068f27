package dev.extls.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.TlsStart;
import dev.extls.tls.Bytes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DialogueFuzzTest {
    private static final int ROUNDS = 3000;
    private static final List<String> PIECES = List.of(
            "220",
            "250",
            "421",
            "454",
            "554",
            " ",
            "-",
            "\r\n",
            "\n",
            "\r",
            "STARTTLS",
            "* ",
            "OK",
            "BYE",
            "CAPABILITY",
            "a1 ",
            "a2 ",
            "+OK",
            "-ERR",
            ".",
            "STLS",
            "Hello [1.2.3.4]",
            "[RQBYAA==]",
            "\u0016\u0003",
            "\u0000",
            "\u00ff");

    /**
     * Any bytes: the first tells the protocol, the second how they are cut. Nothing may be thrown, and what holds of every dialogue is
     * asserted.
     */
    static void fuzz(byte[] input) {
        if (input.length < 2) {
            return;
        }
        TlsStart[] starts = {TlsStart.SMTP_STARTTLS, TlsStart.IMAP_STARTTLS, TlsStart.POP3_STLS};
        Dialogue dialogue = Dialogue.begin(starts[(input[0] & 0xff) % starts.length], Played.CLIENT);
        int piece = 1 + (input[1] & 0xff);
        for (int from = 2; from < input.length; from += piece) {
            Turn turn =
                    dialogue.receive(Bytes.of(Arrays.copyOfRange(input, from, Math.min(input.length, from + piece))));
            dialogue = turn.next();
            assertThat(turn.say()).allMatch(line -> line.matches("[\\x20-\\x7e]+"));
            assertThat(dialogue.lines()).hasSizeLessThanOrEqualTo(200);
            if (turn.end().isPresent()) {
                return;
            }
        }
        assertThat(dialogue.silent().end()).isPresent();
        assertThat(dialogue.closed().end()).isPresent();
        assertThat(dialogue.reset().end()).isPresent();
    }

    @Test
    void randomBytesNeverThrow() {
        Random random = seeded();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] input = new byte[random.nextInt(300)];
            random.nextBytes(input);
            fuzz(input);
        }
    }

    @Test
    void randomPiecesOfTheProtocolsNeverThrow() {
        Random random = seeded();
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder();
            text.append((char) random.nextInt(256)).append((char) random.nextInt(256));
            text.append(List.of("220 x\r\n", "* OK x\r\n", "+OK x\r\n").get(text.charAt(0) % 3));
            int pieces = random.nextInt(60);
            for (int i = 0; i < pieces; i++) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            fuzz(Played.bytes(text.toString()).toArray());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AT_ONCE")
    void aBitFlippedAnywhereNeverThrows(TlsStart start) {
        List<String> replies = switch (start) {
            case SMTP_STARTTLS -> Replies.EXCHANGE_SMTP;
            case IMAP_STARTTLS -> Replies.EXCHANGE_IMAP;
            case POP3_STLS -> Replies.EXCHANGE_POP;
            case AT_ONCE -> List.of();
        };
        for (int reply = 0; reply < replies.size(); reply++) {
            String text = replies.get(reply);
            for (int bit = 0; bit < text.length() * 8; bit++) {
                char[] flipped = text.toCharArray();
                flipped[bit / 8] ^= (char) (1 << bit % 8);
                Dialogue before = Played.whole(start, replies.subList(0, reply)).dialogue();
                Turn turn = before.receive(Played.bytes(new String(flipped)));
                if (turn.end().isEmpty()) {
                    assertThat(turn.next().silent().end()).isPresent();
                }
            }
        }
    }

    private static Random seeded() {
        long seed = new SecureRandom().nextLong();
        System.out.println("seed of DialogueFuzzTest: " + seed);
        return new Random(seed);
    }
}
