package dev.extls.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.TlsStart;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpDialogueTest {
    private static final String GREETING = "220 mail01.contoso.com ready\r\n";
    private static final String EHLO = "EHLO " + Played.CLIENT;
    private static final String CAPABILITIES = "250-mail01.contoso.com\r\n250 STARTTLS\r\n";

    @Test
    void exchangeIsAskedForTlsAndGivesTheGoAhead() {
        Played played = smtp(Replies.EXCHANGE_SMTP);

        assertThat(played.words()).containsExactly(EHLO, "STARTTLS");
        assertThat(played.leftOver()).isEmpty();
        assertThat(played.dialogue().stage()).isEqualTo(Stage.GO_AHEAD);
        assertThat(played.dialogue().learned())
                .isEqualTo(new Learned(
                        "mail01.contoso.com Microsoft ESMTP MAIL Service ready at Fri, 5 Aug 2016 16:24:41 -0700",
                        "mail01.contoso.com",
                        "172.16.0.5",
                        List.of(
                                "SIZE 37748736",
                                "PIPELINING",
                                "DSN",
                                "ENHANCEDSTATUSCODES",
                                "STARTTLS",
                                "X-ANONYMOUSTLS",
                                "AUTH NTLM",
                                "X-EXPS GSSAPI NTLM",
                                "8BITMIME",
                                "BINARYMIME",
                                "CHUNKING",
                                "XRDST")));
    }

    @Test
    void theTranscriptHoldsBothSidesInOrder() {
        Dialogue dialogue = smtp(List.of(GREETING, "250 STARTTLS\r\n")).dialogue();

        assertThat(dialogue.lines())
                .containsExactly(
                        new Line(false, "220 mail01.contoso.com ready"),
                        new Line(true, EHLO),
                        new Line(false, "250 STARTTLS"),
                        new Line(true, "QUIT"));
        assertThat(dialogue.cut()).isFalse();
    }

    @Test
    void theLinesOfTheTranscriptAreWhatEachTurnSaid() {
        Dialogue dialogue = Dialogue.begin(TlsStart.SMTP_STARTTLS, Played.CLIENT);
        List<String> said = new ArrayList<>();
        for (String reply : Replies.WORDY_SMTP) {
            Turn turn = dialogue.receive(Played.bytes(reply));
            said.addAll(turn.say());
            dialogue = turn.next();
        }

        assertThat(dialogue.lines().stream().filter(Line::ours).map(Line::text)).containsExactlyElementsOf(said);
        assertThat(said).containsExactly(EHLO, "STARTTLS");
    }

    @Test
    void aGreetingOfManyLinesIsAwaitedWholeAndKeptWhole() {
        assertThat(smtp(Replies.WORDY_SMTP).dialogue().learned())
                .isEqualTo(new Learned(
                        "relay.contoso.com ESMTP  no spam here", "relay.contoso.com", "", List.of("starttls")));
        assertThat(smtp(List.of("220-relay.contoso.com ESMTP\r\n")).words()).isEmpty();
    }

    @Test
    void aCodeAloneIsAReply() {
        Played played = smtp(List.of("220\r\n", CAPABILITIES, "220\r\n"));

        assertThat(played.leftOver()).isEmpty();
        assertThat(played.dialogue().learned().greeting()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    ex01.contoso.com Hello [10.0.0.9],                               10.0.0.9
                    ex01.contoso.com Hello [fe80::1c2d:3e4f%12],                     fe80::1c2d:3e4f%12
                    ex01.contoso.com Hello [IPv6:2001:db8::1],                       2001:db8::1
                    mx.contoso.com Hello [192.0.2.7] [198.51.100.3],                 198.51.100.3
                    mx.contoso.com Hello client.contoso.com [198.51.100.3] pleased,  198.51.100.3
                    mx.contoso.com Hello [nobody],                                   ''
                    mx.contoso.com [198.51.100.3],                                   ''
                    """)
    void theAddressThatTheServerSeesIsTheLastInBracketsBehindHello(String text, String address) {
        Played played = smtp(List.of(GREETING, "250-" + text + "\r\n250 STARTTLS\r\n"));

        assertThat(played.dialogue().learned().seenAddress()).isEqualTo(address);
        assertThat(played.words()).endsWith("STARTTLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-ANONYMOUSTLS", "STARTTLSX", "XSTARTTLS", "AUTH STARTTLS"})
    void onlyTheWholeKeywordOffersTls(String capability) {
        Played played = smtp(List.of(GREETING, "250-mail01.contoso.com\r\n250 " + capability + "\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.STARTTLS_NOT_OFFERED);
        assertThat(played.words()).containsExactly(EHLO, "QUIT");
        assertThat(played.dialogue().learned().capabilities()).containsExactly(capability);
    }

    @Test
    void theNameOfTheServerIsNoCapability() {
        assertThat(smtp(List.of(GREETING, "250-STARTTLS\r\n250 SIZE\r\n")).failure())
                .isEqualTo(Failure.STARTTLS_NOT_OFFERED);
    }

    @Test
    void a421IsThrottlingAtEveryStageAndThereIsNoGoodbye() {
        String enough = "421 4.3.2 The maximum number of concurrent server connections has exceeded a per-source limit,"
                + " closing transmission channel (ex01)";
        for (List<String> before : List.of(
                List.<String>of(), List.of(GREETING), List.of(GREETING, "250-half"), List.of(GREETING, CAPABILITIES))) {
            List<String> replies = new ArrayList<>(before);
            replies.add((before.contains("250-half") ? "\r\n" : "") + enough + "\r\n");
            Played played = smtp(replies);

            assertThat(played.failure()).as("%s", before).isEqualTo(Failure.THROTTLED);
            assertThat(played.detail()).isEqualTo(enough);
            assertThat(played.words()).doesNotContain("QUIT");
        }
        assertThat(smtp(List.of(enough + "\r\n")).dialogue().learned().greeting())
                .isEqualTo(enough.substring(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "554 no SMTP service here",
                "450 4.7.1 come back later",
                "550 blocked",
                "250 odd",
                "354 odd",
                "221 odd"
            })
    void aGreetingOtherThan220IsARefusalWithItsText(String greeting) {
        Played played = smtp(List.of(greeting + "\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.REFUSED_BY_GREETING);
        assertThat(played.detail()).isEqualTo(greeting);
        assertThat(played.words()).containsExactly("QUIT");
        assertThat(played.dialogue().stage()).isEqualTo(Stage.GREETING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    HTTP/1.1 400 Bad Request       | not SMTP, it looks like HTTP: HTTP/1.1 400 Bad Request
                    SSH-2.0-OpenSSH_9.2            | not SMTP, it looks like SSH: SSH-2.0-OpenSSH_9.2
                    * OK ready                     | not SMTP, it looks like IMAP: * OK ready
                    +OK ready                      | not SMTP, it looks like POP3: +OK ready
                    2200 ready                     | not SMTP: 2200 ready
                    22x ready                      | not SMTP: 22x ready
                    120 ready                      | not SMTP: 120 ready
                    hello                          | not SMTP: hello
                    ''                             | 'not SMTP: '
                    """)
    void aGreetingOfAnotherProtocolIsToldAsWhatItLooksLike(String line, String detail) {
        Played played = smtp(List.of(line + "\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.REFUSED_BY_GREETING);
        assertThat(played.detail()).isEqualTo(detail);
        assertThat(played.words()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "500 5.3.3 Unrecognized command, STARTTLS_NOT_OFFERED",
        "502 5.3.3 Command not implemented, STARTTLS_NOT_OFFERED",
        "550 not for you, STARTTLS_NOT_OFFERED",
        "501 5.5.4 Invalid domain name, GARBLED",
        "451 4.7.0 Temporary server error, GARBLED",
        "220 again, GARBLED",
        "354 go on, GARBLED",
        "25x odd, GARBLED",
        "2500 odd, GARBLED"
    })
    void aRefusedEhloOffersNothingAndHeloIsNotTried(String reply, Failure failure) {
        Played played = smtp(List.of(GREETING, reply + "\r\n"));

        assertThat(played.failure()).isEqualTo(failure);
        assertThat(played.detail()).contains(reply);
        assertThat(played.words()).containsExactly(EHLO, "QUIT");
        assertThat(played.dialogue().learned().greeting()).isEqualTo("mail01.contoso.com ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"454 4.7.0 TLS not available", "501 5.5.4 Syntax error", "554 5.7.3 Unable to initialize"})
    void aRefusedStarttlsIsARefusalWithItsText(String reply) {
        Played played = smtp(List.of(GREETING, CAPABILITIES, reply + "\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.STARTTLS_REFUSED);
        assertThat(played.detail()).isEqualTo(reply);
        assertThat(played.words()).containsExactly(EHLO, "STARTTLS", "QUIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 ok", "334 odd", "go ahead", "220ready", "\u0016\u0003\u0001"})
    void anAnswerToStarttlsThatIsNoneIsGarbledAndNothingIsSaidBehindIt(String reply) {
        Played played = smtp(List.of(GREETING, CAPABILITIES, reply + "\r\n"));

        assertThat(played.failure()).isEqualTo(Failure.GARBLED);
        assertThat(played.words()).containsExactly(EHLO, "STARTTLS");
    }

    @Test
    void aCodeThatChangesWithinAReplyIsGarbled() {
        Played ehlo = smtp(List.of(GREETING, "250-mail01.contoso.com\r\n550 STARTTLS\r\n"));
        assertThat(ehlo.failure()).isEqualTo(Failure.GARBLED);
        assertThat(ehlo.detail()).isEqualTo("the code changed from 250 within the reply: 550 STARTTLS");

        Played greeting = smtp(List.of("220-teaser\r\n550 5.7.1 blocked\r\n"));
        assertThat(greeting.failure()).isEqualTo(Failure.REFUSED_BY_GREETING);
        assertThat(greeting.detail()).endsWith("550 5.7.1 blocked");
    }

    @Test
    void whatComesBeforeTheQuestionIsNoAnswerToIt() {
        Played greeting = smtp(List.of(GREETING + CAPABILITIES));
        assertThat(greeting.failure()).isEqualTo(Failure.GARBLED);
        assertThat(greeting.detail()).contains("spoke out of turn, before " + EHLO, "250 STARTTLS");
        assertThat(greeting.words()).containsExactly("QUIT");

        Played capabilities = smtp(List.of(GREETING, CAPABILITIES + "220 go ahead\r\n"));
        assertThat(capabilities.failure()).isEqualTo(Failure.GARBLED);
        assertThat(capabilities.detail()).contains("spoke out of turn, before STARTTLS", "220 go ahead");
        assertThat(capabilities.words()).containsExactly(EHLO, "QUIT");
        assertThat(capabilities.dialogue().learned().capabilities()).containsExactly("STARTTLS");
    }

    @Test
    void bytesBehindTheGoAheadAreLeftOver() {
        Played played = smtp(List.of(GREETING, CAPABILITIES, "220 ready\r\n250 injected\r\n\u0000\u00ff"));

        assertThat(played.leftOver()).isEqualTo("250 injected\r\n\u0000\u00ff");
        assertThat(played.words()).containsExactly(EHLO, "STARTTLS");
    }

    private static Played smtp(List<String> replies) {
        return Played.whole(TlsStart.SMTP_STARTTLS, replies);
    }
}
