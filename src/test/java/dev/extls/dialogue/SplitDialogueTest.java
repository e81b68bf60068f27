package dev.extls.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.extls.endpoint.TlsStart;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SplitDialogueTest {
    static Stream<Arguments> dialogues() {
        return Stream.of(
                arguments(TlsStart.SMTP_STARTTLS, Replies.EXCHANGE_SMTP),
                arguments(TlsStart.SMTP_STARTTLS, Replies.EXCHANGE_SUBMISSION),
                arguments(TlsStart.SMTP_STARTTLS, Replies.WORDY_SMTP),
                arguments(TlsStart.IMAP_STARTTLS, Replies.EXCHANGE_IMAP),
                arguments(TlsStart.IMAP_STARTTLS, Replies.CHATTY_IMAP),
                arguments(TlsStart.POP3_STLS, Replies.EXCHANGE_POP),
                arguments(TlsStart.POP3_STLS, Replies.OLD_POP));
    }

    static Stream<Arguments> failures() {
        String ready = "220 ready\r\n";
        return Stream.of(
                arguments(TlsStart.SMTP_STARTTLS, List.of("554-go\r\n554 away\r\n")),
                arguments(TlsStart.SMTP_STARTTLS, List.of("HTTP/1.1 400 Bad Request\r\n")),
                arguments(TlsStart.SMTP_STARTTLS, List.of("\u0015\u0003\u0001\u0000\u0002\u0002\nF")),
                arguments(TlsStart.SMTP_STARTTLS, List.of(ready, "250-a\r\n250 b\r\n")),
                arguments(TlsStart.SMTP_STARTTLS, List.of(ready, "250-a\r\n251 b\r\n")),
                arguments(TlsStart.SMTP_STARTTLS, List.of(ready, "250-" + "a".repeat(9000) + "\r\n250 b\r\n")),
                arguments(TlsStart.SMTP_STARTTLS, List.of(ready, "250-a\r\n".repeat(600))),
                arguments(TlsStart.SMTP_STARTTLS, List.of(ready, ("250-" + "a".repeat(8000) + "\r\n").repeat(9))),
                arguments(TlsStart.IMAP_STARTTLS, List.of("* OK\r\n", "* X\r\na1 NO\r\n")),
                arguments(TlsStart.POP3_STLS, List.of("+OK\r\n", "+OK\r\nA\r\n.\r\n")));
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void everySplitGivesTheSameStepsAndTheSameKnowledge(TlsStart start, List<String> replies) {
        Played whole = Played.whole(start, replies);
        assertThat(whole.end()).isPresent();
        assertThat(whole.leftOver()).isEmpty();

        assertSame(Played.cut(start, replies, offset -> true), whole);
        for (int i = 0; i < length(replies); i++) {
            int position = i;
            assertSame(Played.cut(start, replies, offset -> offset == position), whole);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everySplitFailsAlike(TlsStart start, List<String> replies) {
        Played whole = Played.whole(start, replies);
        Played bytewise = Played.cut(start, replies, offset -> true);

        assertThat(bytewise.failure()).isEqualTo(whole.failure());
        assertThat(bytewise.detail()).isEqualTo(whole.detail());
        assertThat(bytewise.words()).isEqualTo(whole.words());
        assertThat(bytewise.dialogue().learned()).isEqualTo(whole.dialogue().learned());
    }

    /** However a dialogue is cut off: TLS is not begun, and what ends it is told. */
    @ParameterizedTest
    @MethodSource("dialogues")
    void everyPrefixFailsCleanly(TlsStart start, List<String> replies) {
        Dialogue dialogue = Dialogue.begin(start, Played.CLIENT);
        int left = length(replies);
        for (String reply : replies) {
            for (int at = 0; at < reply.length(); at++) {
                assertThat(List.of(dialogue.silent(), dialogue.closed(), dialogue.reset()))
                        .allSatisfy(turn -> assertThat(turn.end()).containsInstanceOf(End.Failed.class));
                Turn turn = dialogue.receive(Played.bytes(reply.substring(at, at + 1)));
                dialogue = turn.next();
                left--;
                assertThat(turn.end().isPresent()).isEqualTo(left == 0);
            }
        }
    }

    /** The offsets of what was said are those of the last byte of each reply, so no beginning of a reply says anything. */
    @ParameterizedTest
    @MethodSource("dialogues")
    void noBeginningOfAReplySaysMore(TlsStart start, List<String> replies) {
        Played bytewise = Played.cut(start, replies, offset -> true);

        int first = replies.get(0).length();
        int second = first + replies.get(1).length();
        assertThat(bytewise.said()).hasSize(2);
        assertThat(bytewise.said().get(0)).startsWith(first + " ");
        assertThat(bytewise.said().get(1)).startsWith(second + " ");
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void aBareLineFeedEndsALineToo(TlsStart start, List<String> replies) {
        List<String> bare =
                replies.stream().map(reply -> reply.replace("\r\n", "\n")).toList();
        Played whole = Played.whole(start, replies);
        Played played = Played.whole(start, bare);

        assertThat(played.words()).isEqualTo(whole.words());
        assertThat(played.end()).isEqualTo(whole.end());
        assertThat(played.dialogue().learned()).isEqualTo(whole.dialogue().learned());
        assertThat(played.dialogue().lines()).isEqualTo(whole.dialogue().lines());
    }

    private static void assertSame(Played played, Played whole) {
        assertThat(played.said()).isEqualTo(whole.said());
        assertThat(played.end()).isEqualTo(whole.end());
        assertThat(played.dialogue().learned()).isEqualTo(whole.dialogue().learned());
        assertThat(played.dialogue().lines()).isEqualTo(whole.dialogue().lines());
    }

    private static int length(List<String> replies) {
        return replies.stream().mapToInt(String::length).sum();
    }
}
