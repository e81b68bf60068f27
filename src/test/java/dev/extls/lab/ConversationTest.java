package dev.extls.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Service;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final Profile EX2016 =
            Profiles.committed().named("ex2016-2016").orElseThrow();

    private final SmtpConversation smtp = smtp(true, false, false, Service.SMTP);

    @Test
    void theSmtpGreetingIsThatOfExchange() {
        assertThat(smtp.greeting().text())
                .isEqualTo(
                        "220 ex01.contoso.test Microsoft ESMTP MAIL Service ready at Fri, 5 Aug 2016 23:24:41 +0000\r\n");
    }

    @Test
    void ehloIsAnsweredAsInTheDocumentOfMicrosoft() {
        assertThat(smtp.answer("EHLO contoso.com").text().split("\r\n", -1))
                .containsExactly(
                        "250-ex01.contoso.test Hello [172.16.0.5]",
                        "250-SIZE 37748736",
                        "250-PIPELINING",
                        "250-DSN",
                        "250-ENHANCEDSTATUSCODES",
                        "250-STARTTLS",
                        "250-X-ANONYMOUSTLS",
                        "250-AUTH NTLM",
                        "250-X-EXPS GSSAPI NTLM",
                        "250-8BITMIME",
                        "250-BINARYMIME",
                        "250-CHUNKING",
                        "250 XRDST",
                        "");
    }

    @Test
    void theSecondEhloOffersNoTlsAndOneMoreWayToLogIn() {
        assertThat(smtp.secured().answer("EHLO contoso.com").text())
                .doesNotContain("STARTTLS")
                .doesNotContain("X-ANONYMOUSTLS")
                .contains("250-AUTH NTLM LOGIN\r\n");
    }

    @Test
    void submissionOffersNoTlsBetweenServers() {
        assertThat(smtp(true, false, false, Service.SUBMISSION)
                        .answer("EHLO [127.0.0.1]")
                        .text())
                .contains("250-STARTTLS\r\n")
                .doesNotContain("X-ANONYMOUSTLS");
    }

    @Test
    void starttlsNeedsAnEhloBeforeItAndIsUnknownWhereItIsNotOffered() {
        assertThat(smtp.answer("STARTTLS").text()).startsWith("503 ");
        smtp.answer("EHLO a.test");
        assertThat(smtp.answer("starttls"))
                .isEqualTo(new Conversation.Reply("220 2.0.0 SMTP server ready\r\n", Conversation.Then.START_TLS));

        SmtpConversation without = smtp(false, false, false, Service.SMTP);
        assertThat(without.answer("EHLO a.test").text())
                .doesNotContain("-STARTTLS")
                .contains("X-ANONYMOUSTLS");
        assertThat(without.answer("STARTTLS"))
                .isEqualTo(new Conversation.Reply(
                        "500 5.3.3 Unrecognized command 'STARTTLS'\r\n", Conversation.Then.STAY));
    }

    @Test
    void anIllegalNameInEhloIsRefusedAndTheSixthErrorEndsTheConnection() {
        assertThat(smtp.answer("EHLO").text()).isEqualTo("501 5.5.4 Invalid domain name\r\n");
        for (int error = 2; error <= 5; error++) {
            assertThat(smtp.answer("EHLO not a name").then()).isEqualTo(Conversation.Then.STAY);
        }
        Conversation.Reply last = smtp.answer("NONSENSE");
        assertThat(last.text()).startsWith("421 4.7.0 ");
        assertThat(last.then()).isEqualTo(Conversation.Then.CLOSE);
    }

    @Test
    void quitIsAnsweredAndCloses() {
        assertThat(smtp.answer("QUIT"))
                .isEqualTo(new Conversation.Reply(
                        "221 2.0.0 Service closing transmission channel\r\n", Conversation.Then.CLOSE));
    }

    @Test
    void aThrottledSourceIsGreetedWithTheReplyOfExchangeAndNothingElse() {
        assertThat(smtp(true, false, true, Service.SMTP).greeting())
                .isEqualTo(new Conversation.Reply(
                        "421 4.3.2 The maximum number of concurrent server connections has exceeded a per-source limit,"
                                + " closing transmission channel (ex01.contoso.test)\r\n",
                        Conversation.Then.CLOSE));
    }

    @Test
    void maintenanceTakesNoMail() {
        assertThat(smtp(true, true, false, Service.SMTP)
                        .answer("MAIL FROM:<a@b.test>")
                        .text())
                .isEqualTo("421 4.3.2 Service not active\r\n");
        assertThat(smtp.answer("MAIL FROM:<a@b.test>").text()).startsWith("530 5.7.1 ");
    }

    @Test
    void imapGreetsOffersTlsAndTellsItsVersion() {
        ImapConversation imap = new ImapConversation("", "15.1", false);
        assertThat(imap.greeting().text()).isEqualTo("* OK The Microsoft Exchange IMAP4 service is ready.\r\n");
        assertThat(imap.answer("a1 CAPABILITY").text())
                .contains(" LOGINDISABLED STARTTLS ")
                .endsWith("\r\na1 OK CAPABILITY completed.\r\n");
        assertThat(imap.answer("a2 starttls"))
                .isEqualTo(new Conversation.Reply("a2 OK Begin TLS negotiation now.\r\n", Conversation.Then.START_TLS));
        assertThat(imap.secured().answer("a3 CAPABILITY").text())
                .doesNotContain("STARTTLS")
                .contains("AUTH=PLAIN");
        assertThat(imap.secured().answer("a4 STARTTLS").text()).startsWith("a4 BAD ");
        assertThat(imap.answer("a5 ID NIL").text())
                .startsWith("* ID (\"name\" \"Microsoft.Exchange.Imap4.Imap4Server\" \"version\" \"15.1\")\r\n");
        assertThat(imap.answer("a6 LOGIN a b").text()).isEqualTo("a6 NO LOGIN failed.\r\n");
        assertThat(imap.answer("a7 LOGOUT").text()).startsWith("* BYE ");
        assertThat(imap.answer("a7 LOGOUT").then()).isEqualTo(Conversation.Then.CLOSE);
        assertThat(imap.answer("").text()).startsWith("* BAD ");
    }

    @Test
    void aTransportServiceThatHasNotStartedGreetsWith421() {
        assertThat(smtp(true, false, false, false, Service.SMTP).greeting())
                .isEqualTo(new Conversation.Reply("421 4.3.2 Service not active\r\n", Conversation.Then.CLOSE));
    }

    @Test
    void popGreetsAndOffersTls() {
        Pop3Conversation pop = new Pop3Conversation("", false);
        assertThat(pop.greeting().text()).isEqualTo("+OK The Microsoft Exchange POP3 service is ready.\r\n");
        assertThat(pop.answer("CAPA").text()).contains("\r\nSTLS\r\n").endsWith("\r\n.\r\n");
        assertThat(pop.answer("STLS"))
                .isEqualTo(new Conversation.Reply("+OK Begin TLS negotiation.\r\n", Conversation.Then.START_TLS));
        assertThat(pop.secured().answer("CAPA").text()).doesNotContain("STLS");
        assertThat(pop.secured().answer("STLS").text()).startsWith("-ERR ");
        assertThat(pop.answer("QUIT").then()).isEqualTo(Conversation.Then.CLOSE);
    }

    @Test
    void theThrottleCountsTheLastMinuteOfEachSource() throws Exception {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        Throttle throttle = new Throttle(2, nanos::get);
        InetAddress one = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});

        assertThat(throttle.admits(one)).isTrue();
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(throttle.admits(one)).isTrue();
        assertThat(throttle.admits(one)).isFalse();
        assertThat(throttle.admits(other)).isTrue();
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(throttle.admits(one)).isTrue();
        assertThat(throttle.admits(one)).isFalse();
        assertThat(new Throttle(0, nanos::get).admits(one)).isFalse();
    }

    @Test
    void aNamedGreetingIsTheServersNameInUtf16() throws Exception {
        try (Lab lab = Visitor.lab("exse-2025", Service.IMAP);
                Visitor visitor = Visitor.connect(lab.doors().get(0))) {
            String greeting = visitor.line();
            String name = greeting.substring(greeting.indexOf('[') + 1, greeting.indexOf(']'));
            assertThat(new String(Base64.getDecoder().decode(name), StandardCharsets.UTF_16LE))
                    .isEqualTo("ex01.contoso.test");
        }
    }

    private static SmtpConversation smtp(boolean starttls, boolean maintenance, boolean throttled, Service service) {
        return smtp(starttls, maintenance, true, throttled, service);
    }

    private static SmtpConversation smtp(
            boolean starttls, boolean maintenance, boolean active, boolean throttled, Service service) {
        return new SmtpConversation(new SmtpConversation.Setting(
                "ex01.contoso.test",
                "172.16.0.5",
                EX2016.smtp().capabilities(service),
                starttls,
                maintenance,
                active,
                throttled,
                Instant.parse("2016-08-05T23:24:41Z")));
    }
}
