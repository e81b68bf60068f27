package dev.extls.bench;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.Handshakes;
import dev.extls.inquiry.RunAnswers;
import dev.extls.journal.Assignment;
import dev.extls.journal.Beginning;
import dev.extls.journal.Header;
import dev.extls.journal.JournalWriter;
import dev.extls.net.Deadlines;
import dev.extls.net.JvmSettings;
import dev.extls.net.LookedUp;
import dev.extls.net.NettyProber;
import dev.extls.net.RunClock;
import dev.extls.observation.Observation;
import dev.extls.run.Archive;
import dev.extls.run.Depth;
import dev.extls.run.Pacing;
import dev.extls.run.Progress;
import dev.extls.run.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A whole run that asks for versions by hellos alone, up to its journal. A process of its own: {@code RunLoop PORT ENDPOINTS CONNECTIONS
 * JOURNAL}, where as many connections are expected.
 */
final class RunLoop {
    private RunLoop() {}

    public static void main(String[] arguments) throws Exception {
        JvmSettings.apply();
        int port = Integer.parseInt(arguments[0]);
        List<Endpoint> endpoints = IntStream.range(0, Integer.parseInt(arguments[1]))
                .mapToObj(number -> ProbeLoop.door(number, port))
                .toList();
        SecondHalf secondHalf = new SecondHalf(Integer.parseInt(arguments[2]));
        RunClock clock = new RunClock();
        try (NettyProber prober = new NettyProber(Deadlines.DEFAULT, clock);
                JournalWriter journal = journal(Path.of(arguments[3]), "bench");
                Scan scan = ofVersions(prober, clock, journal, observation -> secondHalf.ended())) {
            RunAnswers answers = scan.run(endpoints, Handshakes.NEVER).join();
            System.out.println(secondHalf.line());
            System.out.println("endpoints " + answers.size());
            System.out.println("connections " + journal.extent().connections());
        }
    }

    /** A journal of a run of this name that is assigned nothing beforehand. */
    static JournalWriter journal(Path file, String name) throws IOException {
        Header header = new Header(
                "extls", name, name, Instant.now(), List.of(), Map.of(), Map.of(), name, List.of(), List.of());
        return JournalWriter.create(file, new Beginning(header, new Assignment(List.of(), List.of())));
    }

    /** A run that asks addresses for versions, and tells each observation when it is in the journal. */
    static Scan ofVersions(NettyProber prober, RunClock clock, JournalWriter journal, Consumer<Observation> observed) {
        return new Scan(
                prober,
                host -> CompletableFuture.completedFuture(LookedUp.nothing("no names here")),
                Depth.VERSIONS,
                Pacing.DEFAULT,
                new Random(1),
                clock,
                new InJournal(journal),
                new Progress() {
                    @Override
                    public void observed(Observation observation) {
                        observed.accept(observation);
                    }
                });
    }

    /** The archive of a run is its journal. */
    private record InJournal(JournalWriter journal) implements Archive {
        @Override
        public void keep(Observation observation) {
            try {
                journal.append(observation);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<Observation> of(Endpoint endpoint) {
            try {
                return journal.of(endpoint);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
