package dev.extls.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that ended.
 *
 * @param wall from its start to its end
 * @param cpu user and system time of it and of all processes that it started and waited for
 * @param output what it printed, errors too
 */
record Ran(Duration wall, Duration cpu, String output) {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String MARK = "bench-time ";

    /**
     * Runs a command to its end. The shell's own {@code time} counts the processor time, because it knows the children of the children.
     *
     * @param command program and arguments
     * @param folder where it runs and where its output is kept meanwhile
     * @return what it took
     */
    static Ran of(List<String> command, Path folder) {
        List<String> timed = new ArrayList<>(
                List.of("bash", "-c", "TIMEFORMAT='" + MARK + "%R %U %S'; time \"$@\" </dev/null", "bench"));
        timed.addAll(command);
        try {
            Path output = Files.createTempFile(folder, "output", "");
            Process process = new ProcessBuilder(timed)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " did not end within " + PATIENCE);
            }
            return read(Files.readString(output, StandardCharsets.ISO_8859_1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Ran read(String output) {
        int at = output.lastIndexOf(MARK);
        String[] times = output.substring(at + MARK.length()).strip().split(" ", -1);
        return new Ran(seconds(times[0]), seconds(times[1]).plus(seconds(times[2])), output.substring(0, at));
    }

    private static Duration seconds(String decimal) {
        return Duration.ofMillis(Math.round(Double.parseDouble(decimal) * 1000));
    }
}
