package dev.extls.testkit;

import dev.extls.endpoint.TlsStart;
import dev.extls.tls.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The clear-text lines of a server that offers an upgrade to TLS, up to its go-ahead: RFC 3207, RFC 9051 section 6.2.1, RFC 2595
 * section 4.
 */
enum Upgrade {
    SMTP(
            "220 scripted.contoso.test ESMTP",
            "STARTTLS",
            "220 2.0.0 SMTP server ready",
            "250-scripted.contoso.test Hello [127.0.0.1]\r\n250-SIZE\r\n250 STARTTLS"),
    IMAP(
            "* OK scripted",
            "STARTTLS",
            "%s OK Begin TLS negotiation now.",
            "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\n%s OK completed."),
    POP3("+OK scripted", "STLS", "+OK Begin TLS negotiation.", "+OK\r\nUIDL\r\nSTLS\r\n.");

    private final String greeting;
    private final String command;
    private final String goAhead;
    private final String capabilities;

    /** {@code %s} stands for the first word of the client's line, which is the tag in IMAP. */
    Upgrade(String greeting, String command, String goAhead, String capabilities) {
        this.greeting = greeting;
        this.command = command;
        this.goAhead = goAhead;
        this.capabilities = capabilities;
    }

    static Upgrade of(TlsStart start) {
        return switch (start) {
            case SMTP_STARTTLS -> SMTP;
            case IMAP_STARTTLS -> IMAP;
            case POP3_STLS -> POP3;
            case AT_ONCE -> throw new IllegalArgumentException("nothing precedes TLS at once");
        };
    }

    /**
     * Greets, answers every other line with the capabilities, and gives the go-ahead.
     *
     * @param conversation just accepted
     * @throws IOException if the peer leaves before
     */
    void play(Conversation conversation) throws IOException {
        send(conversation, greeting);
        String line = conversation.readLine();
        while (!line.toUpperCase(Locale.ROOT).endsWith(command)) {
            send(conversation, answer(capabilities, line));
            line = conversation.readLine();
        }
        send(conversation, answer(goAhead, line));
    }

    private static String answer(String pattern, String line) {
        return pattern.replace("%s", line.split(" ", 2)[0]);
    }

    private static void send(Conversation conversation, String lines) throws IOException {
        conversation.send(Bytes.of((lines + "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }
}
