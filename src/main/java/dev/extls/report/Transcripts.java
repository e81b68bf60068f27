package dev.extls.report;

import dev.extls.observation.Observation;
import dev.extls.observation.Transcript;
import java.io.IOException;

/** Where what crossed the wire can be read again when a report wants to show it: a long run keeps it in its journal only. */
@FunctionalInterface
public interface Transcripts {
    /** Those that the observations carry. */
    Transcripts CARRIED = Observation::transcript;

    /**
     * The transcript of one observation.
     *
     * @param observation one of the run
     * @return what crossed the wire, empty where nothing is kept
     * @throws IOException if it cannot be read
     */
    Transcript of(Observation observation) throws IOException;
}
