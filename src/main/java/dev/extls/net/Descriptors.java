package dev.extls.net;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How many file descriptors this process has left. Where they run out, more fails than connections: names are not found, certificates of
 * this machine are not read. So a run asks before, and leaves some.
 */
public final class Descriptors {
    private static final Path PROCESS = Path.of("/proc/self");
    private static final String LIMIT = "Max open files";

    /** For the files of the run, the certificates of this machine, name servers, and channels that are closing. */
    private static final int KEPT_FOR_OTHER_USE = 16;

    private Descriptors() {}

    /**
     * How many connections may be open at once.
     *
     * @return at least 1; empty where the system does not tell, and where there is no limit. proc(5): {@code /proc/self/limits} and
     *     {@code /proc/self/fd} of Linux
     */
    public static OptionalInt forConnections() {
        return forConnections(PROCESS);
    }

    static OptionalInt forConnections(Path process) {
        try (Stream<String> limits = Files.lines(process.resolve("limits"));
                DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            OptionalInt limit = limits.filter(line -> line.startsWith(LIMIT))
                    .map(line -> line.substring(LIMIT.length()).strip().split("\\s+", 2)[0])
                    .filter(soft -> soft.matches("\\d{1,9}"))
                    .mapToInt(Integer::parseInt)
                    .findFirst();
            int used = 0;
            for (Path one : open) {
                used += one.getNameCount() > 0 ? 1 : 0;
            }
            return limit.isEmpty() ? limit : OptionalInt.of(Math.max(1, limit.getAsInt() - used - KEPT_FOR_OTHER_USE));
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }
}
