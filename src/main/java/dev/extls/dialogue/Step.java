package dev.extls.dialogue;

import dev.extls.tls.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What follows from one line.
 *
 * @param next what is awaited, or was awaited when it ended
 * @param say the lines to send
 * @param end the end, if this is it
 */
record Step(Expect next, List<String> say, Optional<End> end) {
    /** Asks, and waits for the answer. */
    static Step ask(String question, Expect next) {
        return new Step(next, List.of(question), Optional.empty());
    }

    /** TLS may start. */
    static Step goAhead(Expect last, Bytes behind) {
        return new Step(last, List.of(), Optional.of(new End.GoAhead(behind)));
    }
}
