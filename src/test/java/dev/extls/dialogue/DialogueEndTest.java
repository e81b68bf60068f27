package dev.extls.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.extls.endpoint.TlsStart;
import dev.extls.tls.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueEndTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AT_ONCE")
    void itBeginsWithWaitingForTheGreetingAndNothingKnown(TlsStart start) {
        Dialogue dialogue = Dialogue.begin(start, "client.contoso.com");

        assertThat(dialogue.stage()).isEqualTo(Stage.GREETING);
        assertThat(dialogue.learned()).isEqualTo(Learned.NOTHING);
        assertThat(dialogue.lines()).isEmpty();
        assertThat(dialogue.receive(Bytes.EMPTY).end()).isEmpty();
    }

    @Test
    void thereIsNoDialogueBeforeTlsThatStartsAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> Dialogue.begin(TlsStart.AT_ONCE, "client.contoso.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, NO_GREETING, CLOSED_BEFORE_GREETING, RESET_BEFORE_GREETING, GREETING, ''",
        "1, NO_ANSWER, CLOSED, RESET, CAPABILITIES, QUIT",
        "2, NO_ANSWER, CLOSED, RESET, GO_AHEAD, ''"
    })
    void silenceAndTheEndOfTheConnectionAreToldByStage(
            int replies, Failure silent, Failure closed, Failure reset, Stage stage, String goodbye) {
        Dialogue dialogue = Played.whole(TlsStart.SMTP_STARTTLS, Replies.EXCHANGE_SMTP.subList(0, replies))
                .dialogue();
        Dialogue begun = dialogue.receive(Played.bytes("22")).next();

        assertThat(dialogue.stage()).isEqualTo(stage);
        for (Dialogue one : List.of(dialogue, begun)) {
            assertThat(failure(one.silent())).isEqualTo(silent);
            assertThat(String.join("", one.silent().say())).isEqualTo(goodbye);
            assertThat(failure(one.closed())).isEqualTo(closed);
            assertThat(one.closed().say()).isEmpty();
            assertThat(failure(one.reset())).isEqualTo(reset);
            assertThat(one.reset().say()).isEmpty();
            assertThat(one.reset().next().stage()).isEqualTo(stage);
        }
        assertThat(begun.silent().next().lines()).contains(new Line(false, "22"));
    }

    @Test
    void theGoodbyeOfImapIsLogout() {
        Dialogue dialogue =
                Played.whole(TlsStart.IMAP_STARTTLS, List.of("* OK ready\r\n")).dialogue();

        assertThat(dialogue.silent().say()).containsExactly("a3 LOGOUT");
    }

    @Test
    void anUnfinishedGreetingIsPartOfTheEvidence() {
        Turn turn = Dialogue.begin(TlsStart.POP3_STLS, Played.CLIENT)
                .receive(Played.bytes("HTTP/1.1 4"))
                .next()
                .closed();

        assertThat(turn.end())
                .contains(new End.Failed(
                        Failure.CLOSED_BEFORE_GREETING,
                        "closed where the greeting was due, after the unfinished line: HTTP/1.1 4"));
        assertThat(turn.next().lines()).containsExactly(new Line(false, "HTTP/1.1 4"));
    }

    @Test
    void aFailureStaysTheSameWhateverComesLater() {
        Turn refused = Dialogue.begin(TlsStart.SMTP_STARTTLS, Played.CLIENT).receive(Played.bytes("554 no\r\n"));
        Dialogue ended = refused.next();

        for (Turn later : List.of(ended.receive(Played.bytes("221 bye\r\n")), ended.closed(), ended.reset())) {
            assertThat(later.end()).isEqualTo(refused.end());
            assertThat(later.say()).isEmpty();
        }
    }

    @Test
    void nothingIsTakenAfterTheGoAhead() {
        Dialogue dialogue =
                Played.whole(TlsStart.POP3_STLS, Replies.EXCHANGE_POP).dialogue();

        assertThatIllegalStateException().isThrownBy(() -> dialogue.receive(Bytes.of((byte) 0x16)));
    }

    @Test
    void aStateIsAValueThatMayBeUsedAgain() {
        Dialogue dialogue = Dialogue.begin(TlsStart.SMTP_STARTTLS, Played.CLIENT);
        Turn first = dialogue.receive(Played.bytes("220 ready\r\n"));
        dialogue.receive(Played.bytes("554 no\r\n"));

        assertThat(dialogue.receive(Played.bytes("220 ready\r\n"))).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client",
                "client-1.contoso.com",
                "[192.0.2.7]",
                "[IPv6:2001:db8::1]",
                "[IPv6:::1]",
                "[IPv6:::ffff:192.0.2.7]"
            })
    void aLegalNameIsSaidAsItIs(String name) {
        assertThat(Dialogue.begin(TlsStart.SMTP_STARTTLS, name)
                        .receive(Played.bytes("220 ready\r\n"))
                        .say())
                .containsExactly("EHLO " + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "client name",
                "-client",
                "client-.contoso.com",
                "client.",
                "my_client",
                "192.0.2.7]",
                "[::1]",
                "[IPv6:fe80::1%eth0]",
                "client\r\nMAIL FROM:<>",
                "client\n"
            })
    void aNameThatAServerWouldNotTakeIsOurFault(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Dialogue.begin(TlsStart.SMTP_STARTTLS, name));
    }

    private static Failure failure(Turn turn) {
        return turn.end()
                .orElseThrow()
                .fold(
                        leftOver -> {
                            throw new AssertionError("go-ahead");
                        },
                        (failure, detail) -> failure);
    }
}
