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
    private int number;

    BoundedLines(InputStream in) {
        this.in = in;
    }

    /**
     * One line.
     *
     * @param number from 1
     * @param text without its end; empty if too long
     * @param tooLong whether the bound was passed
     * @param ended whether a line feed followed; false only for the last line of a file that was cut off
     */
    record NumberedLine(int number, String text, boolean tooLong, boolean ended) {}

    Optional<NumberedLine> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        int octet = in.read();
        if (octet < 0) {
            return Optional.empty();
        }
        number++;
        for (; octet >= 0 && octet != '\n'; octet = in.read()) {
            if (line.size() < LONGEST_LINE_BYTES) {
                line.write(octet);
            } else {
                tooLong = true;
            }
        }
        String text = tooLong ? "" : line.toString(StandardCharsets.UTF_8);
        return Optional.of(new NumberedLine(number, text, tooLong, octet == '\n'));
    }
}
