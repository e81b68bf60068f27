package dev.extls.journal;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Extent;
import dev.extls.observation.Observation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Set;

/**
 * A journal that was gone through once and in which observations are found again by endpoint: a long run does not fit into memory. May be used
 * by several threads.
 */
public final class StoredJournal implements AutoCloseable {
    private final FileChannel channel;
    private final Header header;
    private final ObservationLines lines;
    private final List<Endpoint> endpoints;
    private final List<String> mistakes;
    private final List<String> problems;

    StoredJournal(
            FileChannel channel,
            Header header,
            ObservationLines lines,
            List<Endpoint> endpoints,
            List<String> mistakes,
            List<String> problems) {
        this.channel = channel;
        this.header = header;
        this.lines = lines;
        this.endpoints = List.copyOf(endpoints);
        this.mistakes = List.copyOf(mistakes);
        this.problems = List.copyOf(problems);
    }

    /**
     * Its first line.
     *
     * @return the run
     */
    public Header header() {
        return header;
    }

    /**
     * The endpoints of the run in its order, as in {@link Journal#endpoints}.
     *
     * @return also those of which nothing was seen
     */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /**
     * What of the list of the run could not be understood.
     *
     * @return each with its place in the list
     */
    public List<String> mistakes() {
        return mistakes;
    }

    /**
     * What could not be read.
     *
     * @return each with its line number; empty for an undamaged file
     */
    public List<String> problems() {
        return problems;
    }

    /**
     * What the run was in time and space, as far as its observations tell.
     *
     * @return not to be added to
     */
    public Extent extent() {
        return lines.extent();
    }

    /**
     * The number of the last observation.
     *
     * @return 0 if there is none
     */
    public long lastNumber() {
        return lines.lastNumber();
    }

    /**
     * What was seen of one endpoint.
     *
     * @param endpoint any; told apart by its {@link Endpoint#key}
     * @return in the order of the file; empty if nothing was
     * @throws IOException if the file cannot be read, or is not any more what it was
     */
    public List<Observation> of(Endpoint endpoint) throws IOException {
        return lines.at(lines.places(endpoint));
    }

    /**
     * Some of what was seen of one endpoint.
     *
     * @param endpoint any; told apart by its {@link Endpoint#key}
     * @param ids of the wanted observations
     * @return in the order of the file; those are missing that are not there
     * @throws IOException if the file cannot be read, or is not any more what it was
     */
    public List<Observation> of(Endpoint endpoint, Set<String> ids) throws IOException {
        return lines.at(lines.places(endpoint), ids);
    }

    ObservationLines lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
