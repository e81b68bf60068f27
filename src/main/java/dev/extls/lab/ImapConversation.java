package dev.extls.lab;

import java.util.Locale;

/**
 * IMAP4 as MSExchangeIMAP4 speaks it.
 *
 * <p>Source: Microsoft, {@code Set-ImapSettings}, for the greeting; published transcripts for CAPABILITY and ID; the other replies are assumed.
 * Nobody can log in.
 */
final class ImapConversation implements Conversation {
    private static final String ABILITIES =
            "IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=NTLM AUTH=GSSAPI SASL-IR UIDPLUS MOVE ID UNSELECT"
                    + " CHILDREN IDLE NAMESPACE LITERAL+";
    private static final String ABILITIES_IN_THE_CLEAR =
            "IMAP4 IMAP4rev1 LOGINDISABLED STARTTLS SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+";

    private final String greeting;
    private final String version;
    private final boolean secure;

    /** A fresh connection; {@code greetingEnd} is what follows the banner, or empty. */
    ImapConversation(String greetingEnd, String version, boolean secure) {
        this.greeting = greetingEnd;
        this.version = version;
        this.secure = secure;
    }

    @Override
    public Reply greeting() {
        return Reply.stay("* OK The Microsoft Exchange IMAP4 service is ready." + greeting);
    }

    @Override
    public Reply answer(String line) {
        String[] words = line.strip().split("\\s+", 3);
        String tag = words[0].isEmpty() ? "*" : words[0];
        return switch (words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "") {
            case "CAPABILITY" ->
                Reply.stay(
                        "* CAPABILITY " + (secure ? ABILITIES : ABILITIES_IN_THE_CLEAR),
                        tag + " OK CAPABILITY completed.");
            case "STARTTLS" ->
                secure
                        ? Reply.stay(tag + " BAD Command Error. 11")
                        : Reply.startTls(tag + " OK Begin TLS negotiation now.");
            case "ID" ->
                Reply.stay(
                        "* ID (\"name\" \"Microsoft.Exchange.Imap4.Imap4Server\" \"version\" \"" + version + "\")",
                        tag + " OK ID completed");
            case "NOOP" -> Reply.stay(tag + " OK NOOP completed.");
            case "LOGIN", "AUTHENTICATE" -> Reply.stay(tag + " NO LOGIN failed.");
            case "LOGOUT" ->
                Reply.close("* BYE Microsoft Exchange Server IMAP4 server signing off.", tag + " OK LOGOUT completed.");
            default -> Reply.stay(tag + " BAD Command Error. 11");
        };
    }

    @Override
    public Conversation secured() {
        return new ImapConversation(greeting, version, true);
    }
}
