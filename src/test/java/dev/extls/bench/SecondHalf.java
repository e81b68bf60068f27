package dev.extls.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/** What the second half of all connections costs this process, when the JVM is warm. May be used by several threads. */
final class SecondHalf {
    private static final String MARK = "cpu-nanos-a-connection ";

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final long half;
    private final AtomicLong ended = new AtomicLong();
    private volatile long cpuBefore;

    SecondHalf(long connections) {
        half = connections / 2;
    }

    /** A connection is over. */
    void ended() {
        if (ended.incrementAndGet() == half) {
            cpuBefore = system.getProcessCpuTime();
        }
    }

    /** A line for whoever started this process; when all are over. */
    String line() {
        return MARK + (system.getProcessCpuTime() - cpuBefore) / Math.max(1, ended.get() - half);
    }

    /** The processor time of one connection, from the output of a process that printed the line. */
    static double micros(String output) {
        int at = output.lastIndexOf(MARK);
        if (at < 0) {
            throw new IllegalStateException("no " + MARK + "in: " + output);
        }
        return Long.parseLong(
                        output.substring(at + MARK.length()).lines().findFirst().orElseThrow())
                / 1000.0;
    }
}
