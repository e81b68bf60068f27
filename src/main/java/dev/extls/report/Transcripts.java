package dev.extls.report;

import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Observation;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Where what crossed the wire can be read again when a report wants to show it: a long run keeps it in its journal only. Asked by several threads. */
@FunctionalInterface
public interface Transcripts {
    /** Those that the observations carry. */
    Transcripts CARRIED = (endpoint, ids) -> endpoint.observations().stream()
            .filter(one -> ids.contains(one.id()))
            .toList();

    /**
     * Observations of one endpoint with their transcripts.
     *
     * @param endpoint one of the run
     * @param ids of the wanted ones
     * @return in any order; those are missing of which nothing is kept
     * @throws IOException if they cannot be read
     */
    List<Observation> of(EndpointAnswers endpoint, Set<String> ids) throws IOException;
}
