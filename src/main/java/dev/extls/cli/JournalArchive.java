package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.journal.JournalWriter;
import dev.extls.observation.Observation;
import dev.extls.run.Archive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The journal of a run, as the place where the run keeps its observations.
 *
 * @param journal open
 */
record JournalArchive(JournalWriter journal) implements Archive {
    @Override
    public void keep(Observation observation) {
        try {
            journal.append(observation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Observation> of(Endpoint endpoint) {
        try {
            return journal.of(endpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
