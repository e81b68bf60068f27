package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;

/** POP3 before the greeting, RFC 1939 section 4. */
record ExpectPopGreeting(Learned learned) implements Expect {
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
        PopLine said = PopLine.of(line);
        var greeted = new ExpectPopGreeting(new Learned(said.text(), ServerName.in(said.text()), "", List.of()));
        return switch (said.status()) {
            case OK ->
                behind.length() > 0
                        ? greeted.outOfTurn("CAPA", behind, PopLine.QUIT)
                        : Step.ask("CAPA", new ExpectCapaReply(greeted.learned()));
            case ERR -> greeted.fail(Failure.REFUSED_BY_GREETING, line);
            case FOREIGN -> foreign(Words.foreign(line, "POP3"));
        };
    }
}
