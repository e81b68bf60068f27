package dev.extls.journal;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Observation;
import java.util.List;

/**
 * A journal as read.
 *
 * @param header its first line
 * @param observations every line that could be read, in the order of the file
 * @param endpoints those of the run, in its order, also where nothing was seen; of a run that was killed, those with observations, in the
 *     order of the first
 * @param problems what could not be read, each with its line number; empty for an undamaged file
 */
public record Journal(Header header, List<Observation> observations, List<Endpoint> endpoints, List<String> problems) {
    /** Copies. */
    public Journal {
        observations = List.copyOf(observations);
        endpoints = List.copyOf(endpoints);
        problems = List.copyOf(problems);
    }
}
