package dev.extls.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link SoakLoop} told, which is a process of its own.
 *
 * @param samples after the runs that warm up, and after each tenth
 * @param exitCode 0 if it went to its end
 */
record Soaked(List<Sample> samples, int exitCode) {
    /** More than a run of so many endpoints needs. */
    private static final String HEAP = "-Xmx512m";

    /** What classes that are loaded late, and the compiler, may add to the heap. */
    private static final long HEAP_SLACK_BYTES = 4L << 20;

    /**
     * A look at the process, between two runs.
     *
     * @param connections made so far
     * @param chosen of them, with a choice of TLS 1.2
     * @param made since the sample before
     * @param wallNanos that they took
     * @param cpuNanos of all threads that they took
     * @param heapBytes used after a full collection
     * @param descriptors open files and sockets; 0 where that cannot be asked
     * @param leaks that Netty reported so far
     */
    record Sample(
            long connections,
            long chosen,
            long made,
            long wallNanos,
            long cpuNanos,
            long heapBytes,
            long descriptors,
            long leaks) {
        private static final String MARK = "sample";

        void print() {
            System.out.printf(
                    "%s %d %d %d %d %d %d %d %d%n",
                    MARK, connections, chosen, made, wallNanos, cpuNanos, heapBytes, descriptors, leaks);
        }

        private static Sample read(String line) {
            long[] told = Arrays.stream(line.substring(MARK.length() + 1).split(" "))
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new Sample(told[0], told[1], told[2], told[3], told[4], told[5], told[6], told[7]);
        }

        double aSecond() {
            return made * 1e9 / wallNanos;
        }

        double aSecondOfProcessor() {
            return made * 1e9 / cpuNanos;
        }
    }

    static Soaked run(long connections, int endpoints, Path folder) {
        try (OwnProcess responder = OwnProcess.server(CannedResponder.class)) {
            List<String> command = new ArrayList<>(
                    OwnProcess.command(SoakLoop.class, responder.port(), connections, endpoints, folder));
            command.add(1, HEAP);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<Sample> samples = new ArrayList<>();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    samples.add(Sample.read(line));
                }
                return new Soaked(samples, process.waitFor());
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** After the runs that warm up. */
    Sample warm() {
        return samples.get(0);
    }

    Sample firstTenth() {
        return samples.get(1);
    }

    Sample last() {
        return samples.get(samples.size() - 1);
    }

    void print() {
        System.out.println("| connections | TLS 1.2 chosen | a second | a second of processor time | "
                + "heap after a full collection, MB | open descriptors | leaks reported |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Sample sample : samples) {
            System.out.printf(
                    Locale.ROOT,
                    sample.made() == 0
                            ? "| %,d | %,d | | | %5$.1f | %6$d | %7$d |%n"
                            : "| %,d | %,d | %,.0f | %,.0f | %.1f | %d | %d |%n",
                    sample.connections(),
                    sample.chosen(),
                    sample.aSecond(),
                    sample.aSecondOfProcessor(),
                    sample.heapBytes() / 1024.0 / 1024.0,
                    sample.descriptors(),
                    sample.leaks());
        }
    }

    /** Holds what must hold of so many connections, whatever they took. */
    void leftNothingBehind(long connections) {
        assertThat(exitCode).isZero();
        assertThat(samples).hasSizeGreaterThanOrEqualTo(3);
        assertThat(last().connections()).isGreaterThanOrEqualTo(connections);
        assertThat(last().leaks()).isZero();
        // as many of each sample have the same answer, so none was lost
        assertThat(samples)
                .allSatisfy(sample -> assertThat(sample.chosen() * warm().connections())
                        .isEqualTo(sample.connections() * warm().chosen()));
        // what a JVM opens later on, such as a jar
        assertThat(last().descriptors()).isLessThanOrEqualTo(warm().descriptors() + 4);
        assertThat(last().heapBytes())
                .isLessThan(Math.max(warm().heapBytes(), firstTenth().heapBytes()) + HEAP_SLACK_BYTES);
    }
}
