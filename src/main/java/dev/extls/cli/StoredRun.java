package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.RunAnswers;
import dev.extls.journal.Header;
import dev.extls.journal.JournalReader;
import dev.extls.journal.NotAJournal;
import dev.extls.journal.StoredJournal;
import dev.extls.observation.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A run as its journal tells it, to be closed.
 *
 * @param journal open
 * @param answers what was seen, in the order of the run, as long as the journal is open
 */
record StoredRun(StoredJournal journal, RunAnswers answers) implements AutoCloseable {
    /** Reads a journal, or the one in the folder of a run; what is damaged is said. */
    static StoredRun read(String place, Notes notes) throws UserError {
        StoredJournal journal = journal(place);
        journal.problems().forEach(problem -> notes.mistake(place + ", " + problem));
        List<Endpoint> endpoints = journal.endpoints();
        return new StoredRun(
                journal,
                new RunAnswers(
                        endpoints,
                        number -> EndpointAnswers.of(endpoints.get(number), seen(journal, endpoints.get(number)))));
    }

    Header header() {
        return journal.header();
    }

    /** When the last observation ended; without one, when the run began. */
    Instant ended() {
        return journal.extent().ended().orElse(header().started());
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    private static List<Observation> seen(StoredJournal journal, Endpoint endpoint) {
        try {
            return journal.of(endpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StoredJournal journal(String place) throws UserError {
        try {
            Path path = Path.of(place);
            return JournalReader.open(Files.isDirectory(path) ? path.resolve(ScanJob.JOURNAL) : path);
        } catch (NotAJournal e) {
            throw new UserError(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UserError("cannot read the run " + place + ": " + FileTrouble.of(e)
                    + "; expected the folder of a run, or its " + ScanJob.JOURNAL);
        } catch (InvalidPathException e) {
            throw new UserError("cannot read the run " + place + ": this is no file name (" + e.getReason() + ")");
        }
    }
}
