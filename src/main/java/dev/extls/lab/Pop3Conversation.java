package dev.extls.lab;

import java.util.Locale;

/**
 * POP3 as MSExchangePOP3 speaks it.
 *
 * <p>Source: Microsoft, {@code Set-PopSettings}, for the greeting; the other replies are assumed. Nobody can log in.
 */
final class Pop3Conversation implements Conversation {
    private final String greeting;
    private final boolean secure;

    /** A fresh connection; {@code greetingEnd} is what follows the banner, or empty. */
    Pop3Conversation(String greetingEnd, boolean secure) {
        this.greeting = greetingEnd;
        this.secure = secure;
    }

    @Override
    public Reply greeting() {
        return Reply.stay("+OK The Microsoft Exchange POP3 service is ready." + greeting);
    }

    @Override
    public Reply answer(String line) {
        String word = line.strip().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
        return switch (word) {
            case "CAPA" ->
                secure
                        ? Reply.stay("+OK", "TOP", "UIDL", "SASL NTLM GSSAPI PLAIN", "USER", ".")
                        : Reply.stay("+OK", "TOP", "UIDL", "STLS", ".");
            case "STLS" ->
                secure
                        ? Reply.stay("-ERR Command is not valid in this state.")
                        : Reply.startTls("+OK Begin TLS negotiation.");
            case "USER" -> Reply.stay(secure ? "+OK" : "-ERR Command is not valid in this state.");
            case "PASS" -> Reply.stay("-ERR Logon failure: unknown user name or bad password.");
            case "QUIT" -> Reply.close("+OK Microsoft Exchange Server POP3 server signing off.");
            default -> Reply.stay("-ERR Protocol error. 14");
        };
    }

    @Override
    public Conversation secured() {
        return new Pop3Conversation(greeting, true);
    }
}
