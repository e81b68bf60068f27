package dev.extls.journal;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Extent;
import dev.extls.observation.Observation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * A journal that is being written, in which what was written is found again by endpoint. Of each observation only its place in the file is
 * kept in memory. One line, one write, no buffer in between: a run killed at any instant leaves a readable file. May be used by several
 * threads.
 */
public final class JournalWriter implements AutoCloseable {
    private final FileChannel channel;
    private final ObservationLines lines;
    private long end;

    private JournalWriter(FileChannel channel, ObservationLines lines) {
        this.channel = channel;
        this.lines = lines;
    }

    /**
     * Begins a journal.
     *
     * @param file must not exist
     * @param beginning what stands before the first observation
     * @return a journal to be closed
     * @throws IOException if the file exists (FileAlreadyExistsException) or cannot be written
     */
    public static JournalWriter create(Path file, Beginning beginning) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream lines = new BufferedOutputStream(
                Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            write(lines, beginning);
        }
        if (Files.exists(file)) {
            Files.delete(unfinished);
            throw new FileAlreadyExistsException(file.toString());
        }
        // whoever finds a journal finds all of its beginning, whenever the run was killed
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        JournalWriter journal = new JournalWriter(channel, new ObservationLines(file, channel));
        journal.end = channel.size();
        return journal;
    }

    private static void write(OutputStream lines, Beginning beginning) throws IOException {
        lines.write(JsonLine.of(beginning.header()));
        Assignment assignment = beginning.assignment();
        int place = 0;
        for (Endpoint endpoint : assignment.endpoints()) {
            place++;
            lines.write(JsonLine.of(AssignmentLines.ENDPOINT, place, endpoint));
        }
        for (String mistake : assignment.mistakes()) {
            lines.write(JsonLine.ofMistake(mistake));
        }
        if (assignment.whole()) {
            lines.write(JsonLine.ofEnd(assignment));
        }
    }

    /**
     * Goes on with a journal, of a run that ended or was killed at any instant. A last line that was cut off stays what it is; what is
     * appended begins on a line of its own.
     *
     * @param file a journal
     * @param read the same, which may be closed afterwards
     * @return a journal to be closed
     * @throws IOException if the file cannot be read or written
     */
    public static JournalWriter resume(Path file, StoredJournal read) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        JournalWriter journal = new JournalWriter(channel, read.lines().through(channel));
        try {
            journal.end = channel.size();
            if (!"\n".equals(journal.lastCharacter())) {
                journal.line(new byte[] {'\n'});
            }
            return journal;
        } catch (IOException e) {
            journal.close();
            throw e;
        }
    }

    private String lastCharacter() throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return end == 0 || channel.read(last, end - 1) < 1 ? "" : String.valueOf((char) last.get(0));
    }

    /**
     * Appends one observation; it has reached the operating system on return.
     *
     * @param observation what was seen
     * @throws IOException if it cannot be written, for example because the disk is full
     */
    public void append(Observation observation) throws IOException {
        byte[] json = JsonLine.of(observation);
        synchronized (this) {
            long place = end;
            line(json);
            lines.add(place, observation);
        }
    }

    /**
     * Appends the endpoints of a run that is over, so that their order and those of which nothing was seen can be read back.
     *
     * @param endpoints in the order of the run
     * @throws IOException if they cannot be written
     */
    public void close(List<Endpoint> endpoints) throws IOException {
        for (int place = 0; place < endpoints.size(); place++) {
            line(JsonLine.of("listed", place + 1, endpoints.get(place)));
        }
        close();
    }

    /**
     * What was seen of one endpoint.
     *
     * @param endpoint any; told apart by its {@link Endpoint#key}
     * @return in the order of the file; empty if nothing was
     * @throws IOException if the file cannot be read, or is not any more what was written
     */
    public List<Observation> of(Endpoint endpoint) throws IOException {
        return lines.at(places(endpoint));
    }

    /**
     * Some of what was seen of one endpoint.
     *
     * @param endpoint any; told apart by its {@link Endpoint#key}
     * @param ids of the wanted observations
     * @return in the order of the file; those are missing that are not there
     * @throws IOException if the file cannot be read, or is not any more what was written
     */
    public List<Observation> of(Endpoint endpoint, Set<String> ids) throws IOException {
        return lines.at(places(endpoint), ids);
    }

    private synchronized long[] places(Endpoint endpoint) {
        return lines.places(endpoint);
    }

    /**
     * What the run is in time and space, with what it goes on with.
     *
     * @return as it is now
     */
    public synchronized Extent extent() {
        Extent now = new Extent();
        now.add(lines.extent());
        return now;
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    private synchronized void line(byte[] json) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(json);
        long at = end;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        end = at;
    }
}
