package dev.extls.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The most memory that the processes started from here on hold at once, looked at five times a second. On Linux; elsewhere 0. */
final class PeakMemory implements AutoCloseable {
    private final Set<Long> before = ours().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread looking = new Thread(this::look, "peak memory");
    private volatile long mostKilobytes;

    private PeakMemory() {}

    static PeakMemory begin() {
        PeakMemory peak = new PeakMemory();
        peak.looking.setDaemon(true);
        peak.looking.start();
        return peak;
    }

    /** In MB. */
    long megabytes() {
        return mostKilobytes / 1024;
    }

    @Override
    public void close() {
        ended.countDown();
    }

    private static List<ProcessHandle> ours() {
        return ProcessHandle.current().descendants().toList();
    }

    private void look() {
        try {
            while (!ended.await(200, TimeUnit.MILLISECONDS)) {
                long now = ours().stream()
                        .filter(process -> !before.contains(process.pid()))
                        .mapToLong(process -> residentKilobytes(process.pid()))
                        .sum();
                mostKilobytes = Math.max(mostKilobytes, now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** proc(5), VmRSS; a process may have ended meanwhile. */
    private static long residentKilobytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
