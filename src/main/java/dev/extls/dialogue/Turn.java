package dev.extls.dialogue;

import java.util.List;
import java.util.Optional;

/**
 * What follows from an input.
 *
 * @param next the dialogue to go on with
 * @param say the lines to send now, in order, without line end; with a failure, the polite goodbye or nothing
 * @param end how it ended, or empty while it goes on
 */
public record Turn(Dialogue next, List<String> say, Optional<End> end) {
    /** Copies. */
    public Turn {
        say = List.copyOf(say);
    }
}
