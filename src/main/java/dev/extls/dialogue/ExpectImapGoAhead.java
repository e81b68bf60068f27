package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;

/** IMAP after STARTTLS, RFC 9051 section 6.2.1. */
record ExpectImapGoAhead(Learned learned) implements Expect {
    @Override
    public Stage stage() {
        return Stage.GO_AHEAD;
    }

    /** Nothing in clear may follow an unanswered STARTTLS: the next byte could be taken for TLS. */
    @Override
    public List<String> goodbye() {
        return List.of();
    }

    @Override
    public Step line(String line, Bytes behind) {
        ImapLine said = ImapLine.of(line);
        if (said.untagged()) {
            return said.word().equals("BYE") ? fail(Failure.CLOSED, line) : await(this);
        }
        if (!said.tag().equals("a2")) {
            return foreign(Words.foreign(line, "an IMAP answer to a2"));
        }
        return switch (said.word()) {
            case "OK" -> Step.goAhead(this, behind);
            case "NO", "BAD" -> fail(Failure.STARTTLS_REFUSED, line, ImapLine.LOGOUT);
            default -> foreign(Words.foreign(line, "an IMAP answer to a2"));
        };
    }
}
