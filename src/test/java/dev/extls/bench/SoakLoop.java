package dev.extls.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.Handshakes;
import dev.extls.inquiry.RunAnswers;
import dev.extls.journal.JournalWriter;
import dev.extls.net.Deadlines;
import dev.extls.net.JvmSettings;
import dev.extls.net.NettyProber;
import dev.extls.net.RunClock;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.run.Scan;
import dev.extls.tls.ProtocolVersion;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Run after run that asks for versions by hellos alone, by one prober, in one process: {@code SoakLoop PORT CONNECTIONS ENDPOINTS FOLDER}, with so
 * many endpoints a run, each at an address of its own, until as many connections are made. After the first quarter, which warms up, it prints a
 * {@link Soaked.Sample} each time another tenth of the others is made.
 */
final class SoakLoop {
    private static final AtomicLong LEAKS = new AtomicLong();

    private final NettyProber prober;
    private final RunClock clock = new RunClock();
    private final List<Endpoint> endpoints;
    private final Path folder;
    private final AtomicLong chosen = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();

    private SoakLoop(NettyProber prober, List<Endpoint> endpoints, Path folder) {
        this.prober = prober;
        this.endpoints = endpoints;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        // before any class of Netty asks for a detector
        System.setProperty("io.netty.leakDetection.level", "paranoid");
        JvmSettings.apply();
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Counting());
        int port = Integer.parseInt(arguments[0]);
        long most = Long.parseLong(arguments[1]);
        List<Endpoint> endpoints = IntStream.range(0, Integer.parseInt(arguments[2]))
                .mapToObj(number -> ProbeLoop.door(number, port))
                .toList();
        try (NettyProber prober = new NettyProber(Deadlines.DEFAULT, new RunClock())) {
            new SoakLoop(prober, endpoints, Path.of(arguments[3])).soak(most);
        }
    }

    private void soak(long most) throws IOException {
        while (connections.get() < most / 4) {
            run(); // the compiler has done its work after two hundred thousand connections
        }
        sample(0, 0, 0).print();
        long warm = connections.get();
        long wanted = most - warm;
        long counted = 0;
        long wallNanos = 0;
        long cpuNanos = 0;
        for (int tenth = 1; tenth <= 10; ) {
            long wallBefore = System.nanoTime();
            long cpuBefore = cpuNanos();
            run();
            wallNanos += System.nanoTime() - wallBefore;
            cpuNanos += cpuNanos() - cpuBefore;
            long made = connections.get() - warm;
            if (made >= wanted * tenth / 10) {
                sample(made - counted, wallNanos, cpuNanos).print();
                counted = made;
                wallNanos = 0;
                cpuNanos = 0;
                tenth = (int) Math.min(11, made * 10 / Math.max(1, wanted) + 1);
            }
        }
    }

    /** One run of the product over all endpoints, with a journal of its own; nothing is left of it. */
    private void run() throws IOException {
        Path file = folder.resolve("observations.jsonl");
        try (JournalWriter journal = RunLoop.journal(file, "soak");
                Scan scan = RunLoop.ofVersions(prober, clock, journal, this::observed)) {
            RunAnswers answers = scan.run(endpoints, Handshakes.NEVER).join();
            if (answers.size() != endpoints.size()) {
                throw new IllegalStateException(answers.size() + " of " + endpoints.size() + " endpoints answered");
            }
        }
        Files.delete(file);
    }

    private void observed(Observation observation) {
        connections.incrementAndGet();
        if (observation.outcome() instanceof Outcome.Selected selected
                && selected.selection().version() == ProtocolVersion.TLS_1_2) {
            chosen.incrementAndGet();
        }
    }

    /** What there is after a full collection, which also lets a detector see what was lost. */
    private Soaked.Sample sample(long made, long wallNanos, long cpuNanos) {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Soaked.Sample(
                connections.get(), chosen.get(), made, wallNanos, cpuNanos, heap, descriptors(), LEAKS.get());
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Of this process; 0 where that cannot be asked. */
    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    /** Makes detectors that count what they report, and say it. */
    private static final class Counting extends ResourceLeakDetectorFactory {
        @Override
        @SuppressWarnings("deprecation") // the one that is to be implemented
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                Class<T> resource, int samplingInterval, long maxActive) {
            return new ResourceLeakDetector<>(resource, samplingInterval) {
                @Override
                protected boolean needReport() {
                    return true;
                }

                @Override
                protected void reportTracedLeak(String resourceType, String records) {
                    reportUntracedLeak(resourceType + " " + records);
                }

                @Override
                protected void reportUntracedLeak(String resourceType) {
                    LEAKS.incrementAndGet();
                    System.err.println("leak: " + resourceType);
                }
            };
        }
    }
}
