package dev.extls.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.TlsStart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopDialogueTest {
    private static final String GREETING = "+OK ready\r\n";
    private static final String CAPABILITIES = "+OK list\r\nSTLS\r\n.\r\n";

    @Test
    void exchangeIsAskedForTlsAndItsNameIsDecoded() {
        Played played = pop(Replies.EXCHANGE_POP);

        assertThat(played.words()).containsExactly("CAPA", "STLS");
        assertThat(played.leftOver()).isEmpty();
        Learned learned = played.dialogue().learned();
        assertThat(learned.greeting()).startsWith("The Microsoft Exchange POP3 service is ready. [");
        assertThat(learned.name()).isEqualTo("EX01.contoso.local");
        assertThat(learned.capabilities()).containsExactly("TOP", "UIDL", "STLS");
    }

    @Test
    void aServerThatDoesNotKnowCapaIsAskedForTlsNevertheless() {
        Played played = pop(Replies.OLD_POP);

        assertThat(played.words()).containsExactly("CAPA", "STLS");
        assertThat(played.leftOver()).isEmpty();
        assertThat(played.dialogue().learned().capabilities()).isEmpty();
    }

    @Test
    void aDotInFrontOfADotIsNotPartOfTheLine() {
        Played played = pop(List.of(GREETING, "+OK\r\n..odd\r\nSASL PLAIN\r\nstls\r\n.\r\n"));

        assertThat(played.dialogue().learned().capabilities()).containsExactly(".odd", "SASL PLAIN", "stls");
        assertThat(played.words()).containsExactly("CAPA", "STLS");
    }

    @Test
    void aListWithoutStlsOffersNone() {
        Played played = pop(List.of(GREETING, "+OK\r\nTOP\r\nSTARTTLS\r\nSASL STLS\r\n.\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.STARTTLS_NOT_OFFERED);
        assertThat(played.words()).containsExactly("CAPA", "QUIT");
        assertThat(played.dialogue().learned().capabilities()).containsExactly("TOP", "STARTTLS", "SASL STLS");
    }

    @Test
    void anErrForAGreetingIsARefusalWithItsText() {
        Played played = pop(List.of("-ERR [SYS/TEMP] too many connections\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.REFUSED_BY_GREETING);
        assertThat(played.detail()).isEqualTo("-ERR [SYS/TEMP] too many connections");
        assertThat(played.dialogue().learned().greeting()).isEqualTo("[SYS/TEMP] too many connections");
        assertThat(played.words()).isEmpty();
    }

    @Test
    void aRefusedStlsIsARefusalWithItsText() {
        Played played = pop(List.of(GREETING, CAPABILITIES, "-ERR Command is not valid in this state.\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.STARTTLS_REFUSED);
        assertThat(played.detail()).isEqualTo("-ERR Command is not valid in this state.");
        assertThat(played.words()).containsExactly("CAPA", "STLS", "QUIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"220 mail01.contoso.com ready", "* OK ready", "+OKAY", "+ OK", "OK", ""})
    void whatIsNotOfTheProtocolIsToldAtEachStage(String line) {
        Played greeting = pop(List.of(line + "\r\n"));
        assertThat(greeting.failure()).isEqualTo(Failure.REFUSED_BY_GREETING);
        assertThat(greeting.words()).isEmpty();

        Played capabilities = pop(List.of(GREETING, line + "\r\n"));
        assertThat(capabilities.failure()).isEqualTo(Failure.GARBLED);
        assertThat(capabilities.words()).containsExactly("CAPA", "QUIT");

        Played goAhead = pop(List.of(GREETING, CAPABILITIES, line + "\r\n"));
        assertThat(goAhead.failure()).isEqualTo(Failure.GARBLED);
        assertThat(goAhead.words()).containsExactly("CAPA", "STLS");
    }

    @Test
    void whatComesBeforeTheQuestionIsNoAnswerToIt() {
        Played greeting = pop(List.of(GREETING + CAPABILITIES));
        assertThat(greeting.failure()).isEqualTo(Failure.GARBLED);
        assertThat(greeting.detail()).contains("spoke out of turn, before CAPA");
        assertThat(greeting.words()).containsExactly("QUIT");

        Played listed = pop(List.of(GREETING, CAPABILITIES + "+OK\r\n"));
        assertThat(listed.failure()).isEqualTo(Failure.GARBLED);
        assertThat(listed.words()).containsExactly("CAPA", "QUIT");

        Played unknown = pop(List.of(GREETING, "-ERR\r\n+OK\r\n"));
        assertThat(unknown.failure()).isEqualTo(Failure.GARBLED);
        assertThat(unknown.words()).containsExactly("CAPA", "QUIT");
    }

    @Test
    void bytesBehindTheGoAheadAreLeftOver() {
        assertThat(pop(List.of(GREETING, CAPABILITIES, "+OK\r\n+OK injected\r\n"))
                        .leftOver())
                .isEqualTo("+OK injected\r\n");
    }

    private static Played pop(List<String> replies) {
        return Played.whole(TlsStart.POP3_STLS, replies);
    }
}
