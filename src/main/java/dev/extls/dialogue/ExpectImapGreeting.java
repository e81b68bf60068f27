package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;

/** IMAP before the greeting, RFC 9051 section 7.1 (RFC 3501 likewise). */
record ExpectImapGreeting(Learned learned) implements Expect {
    @Override
    public Stage stage() {
        return Stage.GREETING;
    }

    @Override
    public List<String> goodbye() {
        return List.of();
    }

    @Override
    public Step line(String line, Bytes behind) {
        ImapLine said = ImapLine.of(line);
        if (!said.untagged()) {
            return foreign(Words.foreign(line, "IMAP"));
        }
        var greeted = new ExpectImapGreeting(new Learned(said.text(), ServerName.in(said.text()), "", List.of()));
        return switch (said.word()) {
            case "OK" -> ask(greeted.learned(), behind);
            // RFC 9051 section 6.2.1: STARTTLS is for the not authenticated state only.
            case "PREAUTH" -> greeted.fail(Failure.STARTTLS_NOT_OFFERED, line, ImapLine.LOGOUT);
            // RFC 9051 section 7.1.5: the server closes at once.
            case "BYE" -> greeted.fail(Failure.REFUSED_BY_GREETING, line);
            default -> foreign(Words.foreign(line, "an IMAP greeting"));
        };
    }

    private static Step ask(Learned learned, Bytes behind) {
        String question = "a1 CAPABILITY";
        var next = new ExpectImapCapability(learned, false);
        return ImapLine.allUntagged(behind)
                ? Step.ask(question, next)
                : next.outOfTurn(question, behind, ImapLine.LOGOUT);
    }
}
