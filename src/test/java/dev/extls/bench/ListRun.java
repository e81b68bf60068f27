package dev.extls.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a tool went through a list.
 *
 * @param tool which
 * @param ran what it took
 * @param servers processor time of the servers meanwhile
 * @param connections that the kernel accepted meanwhile, on the whole machine; 0 where it does not say
 * @param peakMegabytes that its processes held at once
 * @param found suites or versions by address
 */
record ListRun(
        ListTool tool, Ran ran, Duration servers, long connections, long peakMegabytes, Map<String, Integer> found) {
    static ListRun of(ListTool tool, Path list, int port, Path folder) {
        try {
            Path own = Files.createTempDirectory(folder, "run");
            long before = accepted();
            // whatever this process has started so far is a server
            List<ProcessHandle> servers = ProcessHandle.current().descendants().toList();
            Duration spent = cpu(servers);
            try (PeakMemory peak = PeakMemory.begin()) {
                Ran ran = Ran.of(tool.command(list, port, own), own);
                return new ListRun(
                        tool,
                        ran,
                        cpu(servers).minus(spent),
                        accepted() - before,
                        peak.megabytes(),
                        tool.found(ran.output(), own));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Duration cpu(List<ProcessHandle> processes) {
        return processes.stream()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What the servers spent, on all processors of this machine, which they share with the tool: no tool that asks the same can be quicker. */
    double floor() {
        return servers.toMillis() / 1000.0 / Runtime.getRuntime().availableProcessors();
    }

    /** At how many addresses it found so much. */
    long right(int expected) {
        return found.values().stream().filter(one -> one == expected).count();
    }

    int most() {
        return found.isEmpty() ? 0 : Collections.max(found.values());
    }

    double wall() {
        return ran.wall().toMillis() / 1000.0;
    }

    double cpu() {
        return ran.cpu().toMillis() / 1000.0;
    }

    static void print(List<ListRun> runs, int endpoints, int expected) {
        System.out.println("| tool | wall s | CPU s | CPU s of the servers | connections | peak MB | right | of |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        runs.forEach(run -> System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %,d | %,d | %,d | %,d |%n",
                run.tool.label(),
                run.wall(),
                run.cpu(),
                run.servers.toMillis() / 1000.0,
                run.connections,
                run.peakMegabytes,
                run.right(expected),
                endpoints));
        System.out.println();
    }

    /** proc(5), net/snmp: PassiveOpens is the sixth number of the second line of Tcp. */
    private static long accepted() {
        try {
            List<String> tcp = Files.readAllLines(Path.of("/proc/net/snmp")).stream()
                    .filter(line -> line.startsWith("Tcp:"))
                    .toList();
            List<String> names = List.of(tcp.get(0).split(" ", -1));
            return Long.parseLong(tcp.get(1).split(" ", -1)[names.indexOf("PassiveOpens")]);
        } catch (IOException elsewhere) {
            return 0;
        }
    }
}
