package dev.extls.dialogue;

import java.util.List;

/** What servers say, from published transcripts; the names of hosts are documentation names. */
final class Replies {
    /** Exchange 2016 and 2019, front end, port 25. */
    static final List<String> EXCHANGE_SMTP = List.of(
            "220 mail01.contoso.com Microsoft ESMTP MAIL Service ready at Fri, 5 Aug 2016 16:24:41 -0700\r\n",
            """
            250-mail01.contoso.com Hello [172.16.0.5]
            250-SIZE 37748736
            250-PIPELINING
            250-DSN
            250-ENHANCEDSTATUSCODES
            250-STARTTLS
            250-X-ANONYMOUSTLS
            250-AUTH NTLM
            250-X-EXPS GSSAPI NTLM
            250-8BITMIME
            250-BINARYMIME
            250-CHUNKING
            250 XRDST
            """.replace("\n", "\r\n"),
            "220 2.0.0 SMTP server ready\r\n");

    /** Exchange 2019, port 587. */
    static final List<String> EXCHANGE_SUBMISSION = List.of(
            "220 mail02.contoso.com Microsoft ESMTP MAIL Service ready at Mon, 2 Mar 2020 09:00:00 +0000\r\n",
            """
            250-mail02.contoso.com Hello [172.16.0.5]
            250-SIZE 37748736
            250-PIPELINING
            250-DSN
            250-ENHANCEDSTATUSCODES
            250-STARTTLS
            250-AUTH GSSAPI NTLM
            250-8BITMIME
            250-BINARYMIME
            250-CHUNKING
            250 SMTPUTF8
            """.replace("\n", "\r\n"),
            "220 2.0.0 SMTP server ready\r\n");

    /** A greeting of many lines, texts missing, lower case, the answer to STARTTLS in two lines. */
    static final List<String> WORDY_SMTP = List.of(
            "220-relay.contoso.com ESMTP\r\n220-\r\n220 no spam here\r\n",
            "250-relay.contoso.com greets you\r\n250-starttls\r\n250\r\n",
            "220-one moment\r\n220\r\n");

    /** Exchange with the server's name in base64 of UTF-16LE, the capabilities of on-premises with those of a plain port. */
    static final List<String> EXCHANGE_IMAP = List.of(
            "* OK The Microsoft Exchange IMAP4 service is ready. [RQBYADAAMQAuAGMAbwBuAHQAbwBzAG8ALgBsAG8AYwBhAGwA]\r\n",
            "* CAPABILITY IMAP4 IMAP4rev1 LOGINDISABLED STARTTLS SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE"
                    + " NAMESPACE LITERAL+\r\na1 OK CAPABILITY completed.\r\n",
            "a2 OK Begin TLS negotiation now.\r\n");

    /** Untagged lines wherever they may come. */
    static final List<String> CHATTY_IMAP = List.of(
            "* OK [CAPABILITY IMAP4rev1 STARTTLS] Dovecot ready.\r\n",
            "* OK still here\r\n* CAPABILITY IMAP4rev1 ID\r\n* CAPABILITY ID StartTLS\r\na1 ok done\r\n",
            "* OK wait\r\na2 OK now\r\n");

    /** Exchange, port 110. */
    static final List<String> EXCHANGE_POP = List.of(
            "+OK The Microsoft Exchange POP3 service is ready. [RQBYADAAMQAuAGMAbwBuAHQAbwBzAG8ALgBsAG8AYwBhAGwA]\r\n",
            "+OK\r\nTOP\r\nUIDL\r\nSTLS\r\n.\r\n",
            "+OK Begin TLS negotiation.\r\n");

    /** A server that does not know CAPA. */
    static final List<String> OLD_POP = List.of("+OK ready\r\n", "-ERR unknown command\r\n", "+OK\r\n");

    private Replies() {}
}
