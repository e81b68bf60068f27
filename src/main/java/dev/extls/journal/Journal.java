package dev.extls.journal;

import dev.extls.observation.Observation;
import java.util.List;

/**
 * A journal as read.
 *
 * @param header its first line
 * @param observations every line that could be read, in the order of the file
 * @param problems what could not be read, each with its line number; empty for an undamaged file
 */
public record Journal(Header header, List<Observation> observations, List<String> problems) {
    /** Copies. */
    public Journal {
        observations = List.copyOf(observations);
        problems = List.copyOf(problems);
    }
}
