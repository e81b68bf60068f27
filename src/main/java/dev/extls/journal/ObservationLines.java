package dev.extls.journal;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Extent;
import dev.extls.observation.Observation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The observations of a journal by the endpoint that they are of. In memory are only the places of their lines in the file. */
final class ObservationLines {
    private static final int USUAL_LINE_BYTES = 4096;
    private static final String ID_FIRST = "{\"id\":\"";

    private final Path file;
    private final FileChannel channel;
    private final Map<String, Places> placesByKey = new HashMap<>();
    private final Extent extent = new Extent();
    private long lastNumber;

    /** None yet, of a file that is open for reading. */
    ObservationLines(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The same lines read through another channel, to which more are to be added. */
    ObservationLines through(FileChannel other) {
        ObservationLines same = new ObservationLines(file, other);
        same.placesByKey.putAll(placesByKey);
        same.extent.add(extent);
        same.lastNumber = lastNumber;
        return same;
    }

    /** Notes where the line of an observation begins. */
    void add(long place, Observation observation) {
        placesByKey
                .computeIfAbsent(observation.endpoint().key(), first -> new Places())
                .add(place);
        extent.add(observation);
        lastNumber = Math.max(lastNumber, observation.number());
    }

    /** Where the lines of an endpoint begin, in the order of the file; none if nothing was seen of it. */
    long[] places(Endpoint endpoint) {
        Places places = placesByKey.get(endpoint.key());
        return places == null ? new long[0] : Arrays.copyOf(places.at, places.count);
    }

    /** The observations at some places; while others are added, too. */
    List<Observation> at(long[] places) throws IOException {
        List<Observation> observations = new ArrayList<>(places.length);
        for (long place : places) {
            observations.add(JournalReader.observation(file, lineAt(place)));
        }
        return observations;
    }

    /** The wanted ones among them. Where the id stands first, as it is written, the others are not read any further. */
    List<Observation> at(long[] places, Set<String> ids) throws IOException {
        List<Observation> observations = new ArrayList<>();
        for (long place : places) {
            String line = lineAt(place);
            int end = line.startsWith(ID_FIRST) ? line.indexOf('"', ID_FIRST.length()) : -1;
            if (end < 0 || ids.contains(line.substring(ID_FIRST.length(), end))) {
                Observation observation = JournalReader.observation(file, line);
                if (ids.contains(observation.id())) {
                    observations.add(observation);
                }
            }
        }
        return observations;
    }

    Extent extent() {
        return extent;
    }

    long lastNumber() {
        return lastNumber;
    }

    private String lineAt(long place) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(USUAL_LINE_BYTES);
        for (int looked = 0; ; looked = buffer.position()) {
            int read = channel.read(buffer, place + buffer.position());
            byte[] bytes = buffer.array();
            int end = buffer.position();
            for (int i = looked; i < end; i++) {
                if (bytes[i] == '\n') {
                    return new String(bytes, 0, i, StandardCharsets.US_ASCII);
                }
            }
            if (read < 0 || buffer.capacity() > BoundedLines.LONGEST_LINE_BYTES) {
                throw new IOException(file + " ends in the middle of a line that was written whole");
            }
            if (!buffer.hasRemaining()) {
                buffer = ByteBuffer.allocate(buffer.capacity() * 2).put(buffer.flip());
            }
        }
    }

    /** Where the lines of one endpoint begin. */
    private static final class Places {
        private static final int FEW = 6;

        private long[] at = new long[FEW];
        private int count;

        void add(long place) {
            if (count == at.length) {
                at = Arrays.copyOf(at, count + count / 2);
            }
            at[count++] = place;
        }
    }
}
