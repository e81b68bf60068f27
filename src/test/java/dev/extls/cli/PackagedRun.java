package dev.extls.cli;

import dev.extls.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program as a process of its own; ended with this object, and with it whatever it started. */
final class PackagedRun implements AutoCloseable {
    /** The Java of this test. */
    static final Path THIS_JAVA = Path.of(System.getProperty("java.home"));

    /** The packaged program. */
    static final Path JAR =
            Path.of(System.getProperty("extls.jar", "target/extls.jar")).toAbsolutePath();

    /** Names the folder of another Java on which the program is to be tried, too. */
    static final String OTHER_JAVA = "EXTLS_OTHER_JAVA_HOME";

    private static final Duration LONGEST = Duration.ofSeconds(100);

    private final Process process;
    private final Path out;
    private final Path err;

    private PackagedRun(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Runs it to its end, with the Java of this test and settings of the JVM. */
    static Ran ended(Path folder, List<String> settings, List<String> arguments) {
        try (PackagedRun run = start(folder, command(THIS_JAVA, settings, arguments))) {
            return run.end();
        }
    }

    /** The command of a run. */
    static List<String> command(Path javaHome, List<String> settings, List<String> arguments) {
        return Stream.of(
                        Stream.of(javaHome.resolve("bin").resolve("java").toString()),
                        settings.stream(),
                        Stream.of("-Dstdout.encoding=UTF-8", "-jar", JAR.toString()),
                        arguments.stream())
                .flatMap(words -> words)
                .toList();
    }

    /**
     * Starts a command.
     *
     * @param folder where it runs and where its output goes
     * @param command program and arguments
     */
    static PackagedRun start(Path folder, List<String> command) {
        try {
            Path out = Files.createTempFile(folder, "out", "");
            Path err = Files.createTempFile(folder, "err", "");
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // The JVM would say on standard error that it picked them up.
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
            return new PackagedRun(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types text on its standard input, up to the end of the input. */
    PackagedRun given(String input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Sends a signal such as {@code INT}. */
    void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            Await.until("kill ends", Duration.ofSeconds(10), () -> !kill.isAlive());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end. */
    Ran end() {
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "not ended within " + LONGEST + "\n" + Files.readString(out) + "\n" + Files.readString(err));
            }
            return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has printed so far. */
    String outSoFar() {
        return read(out);
    }

    /** What it has said on standard error so far. */
    String errSoFar() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
