package dev.extls.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.cli.CommandLineScan;
import dev.extls.endpoint.Service;
import dev.extls.journal.Journal;
import dev.extls.journal.JournalReader;
import dev.extls.testkit.RealServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run of {@code extls scan} with all that it left behind.
 *
 * @param command how the command ended
 * @param report {@code report.json}
 * @param journal {@code observations.jsonl}
 * @param took how long it ran
 */
record Run(CommandLineScan command, JsonNode report, Journal journal, Duration took) {
    /** The name that is asked for everywhere; the certificates of the test kit bear it. */
    static final String NAME = "mail.contoso.test";

    /** No server here changes its mind, so nothing is waited for, unless a test says otherwise. */
    private static final List<String> ASKED_ONCE = List.of("--retries", "0", "--back-off", "1ms");

    /**
     * Scans.
     *
     * @param arguments targets and options
     * @return the run, whose files are gone again
     */
    static Run of(List<String> arguments) {
        try {
            Path folder = Files.createTempDirectory("extls-scan");
            try {
                List<String> all = new ArrayList<>(List.of("-o", folder.toString(), "--name", "run"));
                if (!arguments.contains("--retries")) {
                    all.addAll(ASKED_ONCE);
                }
                all.addAll(arguments);
                long start = System.nanoTime();
                CommandLineScan command = CommandLineScan.run(all);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                return read(onlyRun(folder, command), command, took);
            } finally {
                delete(folder);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * What the report says about a server with one door.
     *
     * @param server one of those scanned
     * @return its endpoint
     */
    Scanned endpoint(RealServer server) {
        return endpoint(server.port());
    }

    /**
     * What the report says about a service of a server.
     *
     * @param server one of those scanned
     * @param service one of its services
     * @return its endpoint
     */
    Scanned endpoint(RealServer server, Service service) {
        return endpoint(server.port(service));
    }

    /**
     * What the report says about a port.
     *
     * @param port of one of the targets
     * @return its endpoint
     */
    Scanned endpoint(int port) {
        List<JsonNode> found = report.path("endpoints").values().stream()
                .filter(endpoint -> endpoint.path("port").asInt() == port)
                .toList();
        assertThat(found).as("endpoints at port " + port).hasSize(1);
        return new Scanned(this, found.get(0));
    }

    /**
     * What the report says about a port of an address.
     *
     * @param address numeric, of one of the targets
     * @param port of it
     * @return its endpoint
     */
    Scanned endpoint(String address, int port) {
        List<JsonNode> found = report.path("endpoints").values().stream()
                .filter(endpoint -> endpoint.path("port").asInt() == port
                        && endpoint.path("address").asString().equals(address))
                .toList();
        assertThat(found).as("endpoints at " + address + ":" + port).hasSize(1);
        return new Scanned(this, found.get(0));
    }

    private static Run read(Path folder, CommandLineScan command, Duration took) throws IOException {
        Journal journal = JournalReader.read(folder.resolve("observations.jsonl"));
        assertThat(journal.problems()).as("problems of the journal").isEmpty();
        return new Run(
                command, new JsonMapper().readTree(Files.readString(folder.resolve("report.json"))), journal, took);
    }

    private static Path onlyRun(Path folder, CommandLineScan command) throws IOException {
        try (Stream<Path> runs = Files.list(folder)) {
            List<Path> found = runs.toList();
            assertThat(found).as("folders of %s", command).hasSize(1);
            return found.get(0);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
