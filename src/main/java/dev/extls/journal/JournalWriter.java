package dev.extls.journal;

import dev.extls.observation.Observation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes observations as they happen: one line, one write, no buffer in between, so that a run killed at any instant
 * leaves a readable file. May be used by several threads.
 */
public final class JournalWriter implements AutoCloseable {
    private final OutputStream out;

    private JournalWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Begins a journal.
     *
     * @param file must not exist
     * @param header the first line
     * @return a writer to be closed
     * @throws IOException if the file exists (FileAlreadyExistsException) or cannot be written
     */
    public static JournalWriter create(Path file, Header header) throws IOException {
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        JournalWriter writer = new JournalWriter(out);
        try {
            writer.line(JsonLine.of(header));
            return writer;
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Appends one observation; it has reached the operating system on return.
     *
     * @param observation what was seen
     * @throws IOException if it cannot be written, for example because the disk is full
     */
    public void append(Observation observation) throws IOException {
        line(JsonLine.of(observation));
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private synchronized void line(String json) throws IOException {
        out.write((json + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
