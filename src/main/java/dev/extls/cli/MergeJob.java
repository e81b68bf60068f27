package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.journal.Assignment;
import dev.extls.journal.Beginning;
import dev.extls.journal.Header;
import dev.extls.journal.JournalWriter;
import dev.extls.observation.MergedRun;
import dev.extls.observation.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Several runs made one, oldest first. Of each run only the places of its observations are held in memory; they are read, given numbers
 * behind those of the runs before, and written endpoint by endpoint.
 */
final class MergeJob implements AutoCloseable {
    private final List<Part> parts = new ArrayList<>();
    private final Notes notes;

    private MergeJob(Notes notes) {
        this.notes = notes;
    }

    /** A run, the name by which it was given, and what is added to the numbers of its observations. */
    private record Part(String place, StoredRun run, long idOffset) {
        String vantage() {
            return run.header().vantage();
        }

        /** Itself, or what it was merged of. */
        List<MergedRun> runs() {
            Header header = run.header();
            return header.merged().isEmpty()
                    ? List.of(new MergedRun(
                            header.runId(),
                            header.runName(),
                            header.vantage(),
                            header.options().getOrDefault("shard", ""),
                            header.tool(),
                            header.started(),
                            run.ended(),
                            run.journal().extent().connections(),
                            run.journal().extent().sourceAddresses(),
                            idOffset))
                    : header.merged().stream().map(one -> one.shifted(idOffset)).toList();
        }
    }

    /** Opens the runs; one that is given twice counts once. */
    static MergeJob open(List<String> places, Notes notes) throws UserError, IOException {
        MergeJob job = new MergeJob(notes);
        try {
            job.add(places);
            return job;
        } catch (UserError | IOException e) {
            job.close();
            throw e;
        }
    }

    private void add(List<String> places) throws UserError, IOException {
        List<Part> given = new ArrayList<>();
        for (String place : places) {
            StoredRun run = StoredRun.read(place, notes);
            given.add(new Part(place, run, 0));
        }
        given.sort(Comparator.comparing((Part part) -> part.run().header().started()));
        long numbers = 0;
        Map<String, String> placeById = new LinkedHashMap<>();
        for (Part part : given) {
            StoredRun run = part.run();
            String before = placeById.putIfAbsent(run.header().runId(), part.place());
            if (before != null) {
                run.close();
                notes.mistake(part.place() + " is the same run as " + before + " and counts once");
                continue;
            }
            parts.add(new Part(part.place(), run, numbers));
            numbers += run.journal().lastNumber();
        }
    }

    /** Writes the journal of the merged run. */
    void write(Path file, String name) throws IOException {
        boolean apart = parts.stream().map(Part::vantage).distinct().count() > 1
                || parts.stream()
                        .anyMatch(part -> part.run().answers().endpoints().stream()
                                .anyMatch(endpoint -> !endpoint.vantage().isEmpty()));
        Map<String, Map<String, Door>> doors = doors(apart);
        List<Endpoint> endpoints = doors.values().stream()
                .flatMap(one -> one.values().stream())
                .map(Door::endpoint)
                .toList();
        Assignment assignment = new Assignment(endpoints, List.copyOf(mistakes()));
        int again = 0;
        try (JournalWriter journal = JournalWriter.create(file, new Beginning(header(name), assignment))) {
            for (Map<String, Door> ofPlace : doors.values()) {
                for (Door door : ofPlace.values()) {
                    again += door.seenIn().size() > 1 ? 1 : 0;
                    copy(door, journal);
                }
            }
            journal.close(endpoints);
        }
        if (again > 0) {
            notes.note(
                    (again == 1 ? "1 endpoint was" : again + " endpoints were")
                            + " looked at by more than one run from the same vantage: newer observations stand beside older ones");
        }
    }

    /** A door as the merged run has it, and as the runs have it that looked at it. */
    private record Door(Endpoint endpoint, Map<Part, Endpoint> seenIn) {}

    /** By what is written and then by vantage, so that the answers of several places to one question stand together. */
    private Map<String, Map<String, Door>> doors(boolean apart) {
        Map<String, Map<String, Door>> doors = new LinkedHashMap<>();
        for (Part part : parts) {
            for (Endpoint endpoint : part.run().answers().endpoints()) {
                String vantage = endpoint.vantage().isEmpty() ? part.vantage() : endpoint.vantage();
                Endpoint merged = apart ? endpoint.from(vantage) : endpoint;
                doors.computeIfAbsent(endpoint.from("").key(), first -> new LinkedHashMap<>())
                        .computeIfAbsent(merged.key(), first -> new Door(merged, new LinkedHashMap<>()))
                        .seenIn()
                        .put(part, endpoint);
            }
        }
        return doors;
    }

    private static void copy(Door door, JournalWriter journal) throws IOException {
        for (Map.Entry<Part, Endpoint> seen : door.seenIn().entrySet()) {
            Part part = seen.getKey();
            for (Observation observation : part.run().journal().of(seen.getValue())) {
                journal.append(observation.retold(part.idOffset(), door.endpoint()));
            }
        }
    }

    private Header header(String name) {
        List<MergedRun> merged = runs();
        List<String> vantages =
                merged.stream().map(MergedRun::vantage).distinct().toList();
        return new Header(
                Version.tool(),
                UUID.randomUUID().toString(),
                name,
                merged.stream()
                        .map(MergedRun::started)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH),
                List.of(),
                Map.of(),
                Map.of(),
                vantages.size() == 1 ? vantages.get(0) : name,
                List.of(),
                merged);
    }

    /** What of the lists could not be understood, each once. */
    private Set<String> mistakes() {
        Set<String> mistakes = new LinkedHashSet<>();
        parts.forEach(part -> mistakes.addAll(part.run().journal().mistakes()));
        return mistakes;
    }

    /** Whether something was not looked at that should have been. */
    boolean incomplete() {
        return !mistakes().isEmpty() || !Gaps.of(runs()).isEmpty();
    }

    private List<MergedRun> runs() {
        return parts.stream().flatMap(part -> part.runs().stream()).toList();
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.run().close();
        }
    }
}
