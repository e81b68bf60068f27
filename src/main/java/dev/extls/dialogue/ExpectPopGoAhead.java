package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;

/** POP3 after STLS, RFC 2595 section 4. */
record ExpectPopGoAhead(Learned learned) implements Expect {
    @Override
    public Stage stage() {
        return Stage.GO_AHEAD;
    }

    /** Nothing in clear may follow an unanswered STLS: the next byte could be taken for TLS. */
    @Override
    public List<String> goodbye() {
        return List.of();
    }

    @Override
    public Step line(String line, Bytes behind) {
        return switch (PopLine.of(line).status()) {
            case OK -> Step.goAhead(this, behind);
            case ERR -> fail(Failure.STARTTLS_REFUSED, line, PopLine.QUIT);
            case FOREIGN -> foreign(Words.foreign(line, "POP3"));
        };
    }
}
