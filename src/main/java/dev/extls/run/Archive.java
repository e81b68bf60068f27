package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Observation;
import java.util.List;

/** Where a run puts its observations, and finds them again: a journal. Used by the run's one thread, and at its end by whoever reads the answers. */
public interface Archive {
    /**
     * Keeps an observation.
     *
     * @param observation as it was made
     * @throws java.io.UncheckedIOException if it cannot be kept, which ends the run
     */
    void keep(Observation observation);

    /**
     * What was kept of one endpoint, in this run and in the one that it goes on with.
     *
     * @param endpoint a resolved one, or one that has no address
     * @return in the order in which it was kept, transcripts and all; empty if there is nothing
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    List<Observation> of(Endpoint endpoint);
}
