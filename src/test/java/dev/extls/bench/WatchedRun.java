package dev.extls.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A long run with little memory, of which the heap that is left after a full collection is asked each time another tenth is answered.
 *
 * @param heaps one a tenth
 * @param wall from start to end
 * @param cpu of the process
 * @param exitCode 0 or 1 or 3 if it went to its end
 * @param connections as it says itself
 * @param peakMegabytes of the process
 */
record WatchedRun(List<Heap> heaps, Duration wall, Duration cpu, int exitCode, String connections, long peakMegabytes) {
    private static final Pattern ANSWERED = Pattern.compile("(\\d+) of \\d+ endpoints answered");
    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");
    private static final Pattern CONNECTIONS = Pattern.compile("(\\d+) connections");
    private static final int TENTHS = 10;

    /**
     * What lives on the heap.
     *
     * @param answered endpoints by then
     * @param megabytes used after a full collection
     */
    record Heap(int answered, double megabytes) {}

    static WatchedRun of(List<String> command, int endpoints, Path folder) {
        try (PeakMemory peak = PeakMemory.begin()) {
            Path output = folder.resolve("output");
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
            builder.environment().put("EXTLS_JAVA_OPTS", "-Xmx512m");
            long begun = System.nanoTime();
            Process process = builder.start();
            List<Heap> heaps = new ArrayList<>();
            Duration cpu = Duration.ZERO;
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher answered = ANSWERED.matcher(line);
                    if (answered.find()) {
                        int count = Integer.parseInt(answered.group(1));
                        if (count >= (long) endpoints * (heaps.size() + 1) / TENTHS) {
                            heaps.add(new Heap(count, heapAfterCollection(process.pid())));
                        }
                    } else {
                        System.out.println(line);
                    }
                    cpu = process.toHandle().info().totalCpuDuration().orElse(cpu);
                }
            }
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                cpu = process.toHandle().info().totalCpuDuration().orElse(cpu);
            }
            Matcher connections = CONNECTIONS.matcher(Files.readString(output));
            return new WatchedRun(
                    heaps,
                    Duration.ofNanos(System.nanoTime() - begun),
                    cpu,
                    process.exitValue(),
                    connections.find() ? connections.group(1) : "?",
                    peak.megabytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void print() {
        System.out.println("| endpoints answered | heap after a full collection, MB |");
        System.out.println("| ---: | ---: |");
        heaps.forEach(heap -> System.out.printf(Locale.ROOT, "| %,d | %.0f |%n", heap.answered(), heap.megabytes()));
        System.out.printf(
                Locale.ROOT,
                "%nexit code %d, wall %.0f s, CPU %.0f s, %s connections, at most %,d MB of the machine%n",
                exitCode,
                wall.toMillis() / 1000.0,
                cpu.toMillis() / 1000.0,
                connections,
                peakMegabytes);
    }

    /** A histogram is made of what a full collection leaves; its last line is the sum. */
    private static double heapAfterCollection(long pid) throws IOException, InterruptedException {
        Matcher total = TOTAL.matcher(jcmd(pid, "GC.class_histogram"));
        return total.find() ? Long.parseLong(total.group(1)) / 1024.0 / 1024.0 : Double.NaN;
    }

    private static String jcmd(long pid, String what) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid), what)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return output;
    }
}
