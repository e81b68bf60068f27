package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;

/** POP3 after CAPA, RFC 2449 section 5. */
record ExpectCapaReply(Learned learned) implements Expect {
    @Override
    public Stage stage() {
        return Stage.CAPABILITIES;
    }

    @Override
    public List<String> goodbye() {
        return PopLine.QUIT;
    }

    @Override
    public Step line(String line, Bytes behind) {
        return switch (PopLine.of(line).status()) {
            case OK -> await(new ExpectCapaLines(learned));
            // RFC 2449 section 5: a server may not know CAPA; that says nothing about STLS.
            case ERR -> askForTls(this, behind);
            case FOREIGN -> foreign(Words.foreign(line, "POP3"));
        };
    }

    static Step askForTls(Expect state, Bytes behind) {
        return behind.length() > 0
                ? state.outOfTurn("STLS", behind, PopLine.QUIT)
                : Step.ask("STLS", new ExpectPopGoAhead(state.learned()));
    }
}
