package dev.extls.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a stream of bytes, each bounded; a journal that was damaged on disk may be one endless line. */
final class BoundedLines {
    /** Far above any observation; what is longer is skipped up to its end. */
    static final int LONGEST_LINE_BYTES = 64 * 1024 * 1024;

    private final InputStream in;
    private final byte[] chunk = new byte[1 << 16];
    private int at;
    private int end;
    private int number;
    private long place;

    BoundedLines(InputStream in) {
        this.in = in;
    }

    /**
     * One line.
     *
     * @param number from 1
     * @param place where it begins, in bytes from the begin of the stream
     * @param text without its end; empty if too long
     * @param tooLong whether the bound was passed
     * @param ended whether a line feed followed; false only for the last line of a file that was cut off
     */
    record NumberedLine(int number, long place, String text, boolean tooLong, boolean ended) {}

    Optional<NumberedLine> next() throws IOException {
        if (at == end && !more()) {
            return Optional.empty();
        }
        number++;
        long begin = place;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        boolean ended = false;
        while (!ended && (at < end || more())) {
            int stop = at;
            while (stop < end && chunk[stop] != '\n') {
                stop++;
            }
            tooLong |= stop - at > LONGEST_LINE_BYTES - line.size();
            if (!tooLong) {
                line.write(chunk, at, stop - at);
            }
            ended = stop < end;
            place += stop - at + (ended ? 1 : 0);
            at = stop + (ended ? 1 : 0);
        }
        String text = tooLong ? "" : line.toString(StandardCharsets.UTF_8);
        return Optional.of(new NumberedLine(number, begin, text, tooLong, ended));
    }

    private boolean more() throws IOException {
        at = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }
}
