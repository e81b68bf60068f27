package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.journal.Header;
import dev.extls.journal.Journal;
import dev.extls.journal.JournalReader;
import dev.extls.journal.NotAJournal;
import dev.extls.observation.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as its journal tells it.
 *
 * @param header the run
 * @param answers what was seen, in the order of the run
 * @param observations with their transcripts, by the key of their endpoint
 */
record StoredRun(Header header, List<EndpointAnswers> answers, Map<String, List<Observation>> observations) {
    /** Reads a journal, or the one in the folder of a run; what is damaged is said. */
    static StoredRun read(String place, Notes notes) throws UserError {
        Journal journal = journal(place);
        journal.problems().forEach(problem -> notes.mistake(place + ", " + problem));
        Map<String, List<Observation>> seen = new HashMap<>();
        for (Observation observation : journal.observations()) {
            seen.computeIfAbsent(observation.endpoint().key(), first -> new ArrayList<>())
                    .add(observation);
        }
        List<EndpointAnswers> answers = new ArrayList<>();
        for (Endpoint endpoint : journal.endpoints()) {
            answers.add(EndpointAnswers.of(endpoint, seen.getOrDefault(endpoint.key(), List.of())));
        }
        return new StoredRun(journal.header(), answers, seen);
    }

    private static Journal journal(String place) throws UserError {
        try {
            Path path = Path.of(place);
            return JournalReader.read(Files.isDirectory(path) ? path.resolve(ScanJob.JOURNAL) : path);
        } catch (NotAJournal e) {
            throw new UserError(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UserError("cannot read the run " + place + ": " + FileTrouble.of(e)
                    + "; expected the folder of a run, or its " + ScanJob.JOURNAL);
        } catch (InvalidPathException e) {
            throw new UserError("cannot read the run " + place + ": this is no file name (" + e.getReason() + ")");
        }
    }

    /** Those of one endpoint, with their transcripts. */
    List<Observation> observations(EndpointAnswers endpoint) {
        return observations.getOrDefault(endpoint.endpoint().key(), List.of());
    }
}
