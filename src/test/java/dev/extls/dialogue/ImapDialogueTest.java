package dev.extls.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.TlsStart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImapDialogueTest {
    private static final String GREETING = "* OK ready\r\n";
    private static final String CAPABILITIES = "* CAPABILITY IMAP4rev1 STARTTLS\r\na1 OK done\r\n";

    @Test
    void exchangeIsAskedForTlsAndItsNameIsDecoded() {
        Played played = imap(Replies.EXCHANGE_IMAP);

        assertThat(played.words()).containsExactly("a1 CAPABILITY", "a2 STARTTLS");
        assertThat(played.leftOver()).isEmpty();
        Learned learned = played.dialogue().learned();
        assertThat(learned.greeting()).startsWith("The Microsoft Exchange IMAP4 service is ready. [");
        assertThat(learned.name()).isEqualTo("EX01.contoso.local");
        assertThat(learned.capabilities()).hasSize(13).contains("LOGINDISABLED", "STARTTLS", "LITERAL+");
    }

    @Test
    void theGreetingOfAnExchangeWithoutANameHasNone() {
        Played played = imap(List.of("* OK The Microsoft Exchange IMAP4 service is ready.\r\n"));

        assertThat(played.dialogue().learned())
                .isEqualTo(new Learned("The Microsoft Exchange IMAP4 service is ready.", "", "", List.of()));
        assertThat(played.words()).containsExactly("a1 CAPABILITY");
    }

    @Test
    void untaggedLinesMayComeAtAnyTimeAndCapabilitiesAddUp() {
        Played played = imap(Replies.CHATTY_IMAP);

        assertThat(played.leftOver()).isEmpty();
        assertThat(played.dialogue().learned().capabilities()).containsExactly("IMAP4rev1", "ID", "StartTLS");
    }

    @Test
    void untaggedLinesBehindTheGreetingAreNoAnswerAndNoFault() {
        Played played = imap(List.of(
                GREETING + "* OK and a good day\r\n* CAPA", "BILITY IMAP4rev1 STARTTLS\r\na1 OK\r\n", "a2 OK\r\n"));

        assertThat(played.words()).containsExactly("a1 CAPABILITY", "a2 STARTTLS");
        assertThat(played.leftOver()).isEmpty();
    }

    @Test
    void aTaggedLineBeforeTheQuestionIsOutOfTurn() {
        Played greeting = imap(List.of(GREETING + CAPABILITIES));
        assertThat(greeting.failure()).isEqualTo(Failure.GARBLED);
        assertThat(greeting.detail()).contains("spoke out of turn, before a1 CAPABILITY");
        assertThat(greeting.words()).containsExactly("a3 LOGOUT");

        Played capabilities = imap(List.of(GREETING, CAPABILITIES + "a2"));
        assertThat(capabilities.failure()).isEqualTo(Failure.GARBLED);
        assertThat(capabilities.words()).containsExactly("a1 CAPABILITY", "a3 LOGOUT");
    }

    @Test
    void aByeIsARefusalWithItsText() {
        Played played = imap(List.of("* BYE Connection is closed. 15\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.REFUSED_BY_GREETING);
        assertThat(played.detail()).isEqualTo("* BYE Connection is closed. 15");
        assertThat(played.words()).isEmpty();
        assertThat(played.dialogue().learned().greeting()).isEqualTo("Connection is closed. 15");
    }

    @Test
    void aByeLaterMeansThatTheServerCloses() {
        assertThat(imap(List.of(GREETING, "* BYE shutting down\r\n")).failure()).isEqualTo(Failure.CLOSED);
        assertThat(imap(List.of(GREETING, CAPABILITIES, "* BYE shutting down\r\n"))
                        .failure())
                .isEqualTo(Failure.CLOSED);
        Played atOnce = imap(List.of(GREETING + "* BYE shutting down\r\n"));
        assertThat(atOnce.failure()).isEqualTo(Failure.CLOSED);
        assertThat(atOnce.dialogue().lines())
                .containsExactly(
                        new Line(false, "* OK ready"),
                        new Line(true, "a1 CAPABILITY"),
                        new Line(false, "* BYE shutting down"));
    }

    @Test
    void aServerThatTakesUsForKnownCannotStartTls() {
        Played played = imap(List.of("* PREAUTH welcome\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.STARTTLS_NOT_OFFERED);
        assertThat(played.detail()).isEqualTo("* PREAUTH welcome");
        assertThat(played.words()).containsExactly("a3 LOGOUT");
    }

    @Test
    void aListWithoutStarttlsOffersNone() {
        Played played = imap(List.of(GREETING, "* CAPABILITY IMAP4rev1 XSTARTTLS AUTH=STARTTLS\r\na1 OK\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.STARTTLS_NOT_OFFERED);
        assertThat(played.words()).containsExactly("a1 CAPABILITY", "a3 LOGOUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1 OK no list",
                "a1 BAD what",
                "a1 NO",
                "* CAPABILITY STARTTLS\r\na1 NO",
                "a9 OK",
                "+ go on",
                "x"
            })
    void anAnswerWithoutAListIsGarbled(String reply) {
        Played played = imap(List.of(GREETING, reply + "\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.GARBLED);
        assertThat(played.words()).containsExactly("a1 CAPABILITY", "a3 LOGOUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a2 NO not now", "a2 BAD what", "a2 bad"})
    void aRefusedStarttlsIsARefusalWithItsText(String reply) {
        Played played = imap(List.of(GREETING, CAPABILITIES, reply + "\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.STARTTLS_REFUSED);
        assertThat(played.detail()).isEqualTo(reply);
        assertThat(played.words()).containsExactly("a1 CAPABILITY", "a2 STARTTLS", "a3 LOGOUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a1 OK", "a2", "a2 MAYBE", "+ go on", ""})
    void anAnswerToStarttlsThatIsNoneIsGarbledAndNothingIsSaidBehindIt(String reply) {
        Played played = imap(List.of(GREETING, CAPABILITIES, reply + "\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.GARBLED);
        assertThat(played.words()).containsExactly("a1 CAPABILITY", "a2 STARTTLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"220 mail01.contoso.com ready", "+OK ready", "* NO", "*", "*OK", "a1 OK", ""})
    void aGreetingOfAnotherProtocolIsRefused(String greeting) {
        Played played = imap(List.of(greeting + "\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.REFUSED_BY_GREETING);
        assertThat(played.detail()).endsWith(greeting);
        assertThat(played.words()).isEmpty();
    }

    @Test
    void bytesBehindTheGoAheadAreLeftOverEvenWhenUntagged() {
        assertThat(imap(List.of(GREETING, CAPABILITIES, "a2 OK now\r\n* OK injected\r\n"))
                        .leftOver())
                .isEqualTo("* OK injected\r\n");
    }

    private static Played imap(List<String> replies) {
        return Played.whole(TlsStart.IMAP_STARTTLS, replies);
    }
}
