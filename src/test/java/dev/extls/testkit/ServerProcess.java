package dev.extls.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A server as a process, the leader of a session of its own, so that all of its children can be found and killed with it.
 *
 * <p>Its input is a pipe that stays open: {@code s_server} and others stop when theirs ends. What it prints goes to a file.
 */
final class ServerProcess implements AutoCloseable {
    private static final Duration TIME_TO_DIE = Duration.ofSeconds(10);
    private static final int SHOWN_BYTES = 16_384;

    private final Process process;
    private final Path output;

    private ServerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a process.
     *
     * @param command the program and its arguments
     * @param environment added to the environment of this process
     * @param directory where it runs and where the file with its output lies
     * @return the process, just started
     */
    static ServerProcess start(List<String> command, Map<String, String> environment, Path directory) {
        Path output = directory.resolve("output");
        List<String> inOwnSession = new ArrayList<>();
        Debian.program("setsid").ifPresent(setsid -> inOwnSession.add(setsid.toString()));
        inOwnSession.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(inOwnSession)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(builder.start(), output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /**
     * The end of what it printed.
     *
     * @return at most 16 kB of text
     */
    String output() {
        byte[] all = printed();
        int from = Math.max(0, all.length - SHOWN_BYTES);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }

    /**
     * All that it printed.
     *
     * @return its lines
     */
    List<String> log() {
        return new String(printed(), StandardCharsets.UTF_8).lines().toList();
    }

    private byte[] printed() {
        try {
            return Files.readAllBytes(output);
        } catch (IOException failure) {
            return ("(output not readable: " + failure + ")").getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * The process and all that it started, as far as they live.
     *
     * @return no zombies, and nothing after {@link #close()}
     */
    List<ProcessHandle> living() {
        Stream<ProcessHandle> descendants = Stream.concat(Stream.of(process.toHandle()), process.descendants());
        return Stream.concat(descendants, ofTheSession())
                .distinct()
                .filter(ServerProcess::running)
                .toList();
    }

    /**
     * Whether a process runs: one that has ended and waits for its parent to notice does not.
     *
     * @param handle any process
     * @return false for a zombie
     */
    static boolean running(ProcessHandle handle) {
        return handle.isAlive()
                && statOf(handle.pid()).map(fields -> !fields[0].equals("Z")).orElse(true);
    }

    /** Kills all of them, again until none lives: one that dies may just have started another. */
    @Override
    public void close() {
        Await.until(
                "all processes of " + process.info().commandLine().orElse("the server") + " die", TIME_TO_DIE, () -> {
                    List<ProcessHandle> living = living();
                    living.forEach(ProcessHandle::destroyForcibly);
                    return living.isEmpty();
                });
    }

    private Stream<ProcessHandle> ofTheSession() {
        Path processes = Path.of("/proc");
        if (!Files.isReadable(processes.resolve("self/stat"))) {
            return Stream.empty();
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(handle -> session(handle.pid()).equals(OptionalLong.of(process.pid()))).toList().stream();
        }
    }

    private static OptionalLong session(long pid) {
        return statOf(pid)
                .map(fields -> OptionalLong.of(Long.parseLong(fields[3])))
                .orElseGet(OptionalLong::empty);
    }

    /** Fields 3 and on of proc(5) stat: state, parent, process group, session. Before them stands a name that may hold anything. */
    private static Optional<String[]> statOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
