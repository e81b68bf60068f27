package dev.extls.run;

import dev.extls.dialogue.Learned;
import dev.extls.endpoint.Endpoint;
import dev.extls.net.Prober;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.observation.Transcript;
import dev.extls.observation.Trust;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.testkit.Await;
import dev.extls.tls.Alert;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A prober without a network: the test says when and how each connection ends; meanwhile it counts how many are open. */
final class FakeProber implements Prober {
    private static final Instant START = Instant.parse("2026-06-01T08:00:00Z");

    private final List<Probe> started = new ArrayList<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, Integer> mostOpen = new HashMap<>();
    private Consumer<Probe> whenStarted = probe -> {};
    private int handshakes;
    private int mostHandshakes;
    private int overall;
    private int mostOverall;

    /** One connection that was asked for. */
    record Probe(
            long number, Question question, Endpoint endpoint, Offer offer, CompletableFuture<Observation> result) {}

    /** What is done with each connection from now on, beside counting it. */
    synchronized FakeProber whenStarted(Consumer<Probe> then) {
        whenStarted = then;
        return this;
    }

    @Override
    public CompletableFuture<Observation> probe(long number, Question question, Endpoint endpoint, Offer offer) {
        Probe probe = new Probe(number, question, endpoint, offer, new CompletableFuture<>());
        Consumer<Probe> then;
        synchronized (this) {
            started.add(probe);
            mostOpen.merge(endpoint.address(), open.merge(endpoint.address(), 1, Integer::sum), Math::max);
            handshakes += offer.way() == Way.HANDSHAKE ? 1 : 0;
            mostHandshakes = Math.max(mostHandshakes, handshakes);
            overall++;
            mostOverall = Math.max(mostOverall, overall);
            then = whenStarted;
        }
        then.accept(probe);
        return probe.result();
    }

    /** Ends a connection. */
    void end(Probe probe, Outcome outcome) {
        count(probe);
        probe.result().complete(observation(probe, outcome));
    }

    /** Ends a connection as a server with TLS 1.0 to 1.3 would. */
    void answer(Probe probe) {
        end(probe, outcome(probe.offer()));
    }

    /** Ends a connection by a bug. */
    void fail(Probe probe, Throwable bug) {
        count(probe);
        probe.result().completeExceptionally(bug);
    }

    private synchronized void count(Probe probe) {
        open.merge(probe.endpoint().address(), -1, Integer::sum);
        handshakes -= probe.offer().way() == Way.HANDSHAKE ? 1 : 0;
        overall--;
    }

    private static Outcome outcome(Offer offer) {
        if (offer.version().before(ProtocolVersion.TLS_1_0)) {
            return new Outcome.Alerted(new Alert(2, Alert.PROTOCOL_VERSION));
        }
        Selection selection = new Selection(offer.version(), offer.suites().get(0), -1, "", false);
        return offer.way() == Way.HANDSHAKE
                ? new Outcome.Negotiated(selection)
                : new Outcome.Selected(selection, Stop.AS_ASKED, "");
    }

    private static Observation observation(Probe probe, Outcome outcome) {
        return new Observation(
                probe.number(),
                probe.question(),
                probe.endpoint(),
                probe.offer(),
                outcome,
                START,
                Duration.ofMillis(1),
                "127.0.0.1:1",
                Learned.NOTHING,
                List.of(),
                Trust.NOT_ASKED,
                Transcript.EMPTY);
    }

    synchronized List<Probe> started() {
        return List.copyOf(started);
    }

    /** Those not ended yet, in the order of their start. */
    List<Probe> open() {
        return started().stream().filter(probe -> !probe.result().isDone()).toList();
    }

    /** Waits until so many connections have been started. */
    List<Probe> await(int count) {
        Await.until(
                count + " connections are started",
                Duration.ofSeconds(10),
                () -> started().size() >= count);
        return started();
    }

    /** Waits for the first connection of a kind. */
    Probe await(Predicate<Probe> wanted) {
        Await.until(
                "such a connection is started",
                Duration.ofSeconds(10),
                () -> started().stream().anyMatch(wanted));
        return started().stream().filter(wanted).findFirst().orElseThrow();
    }

    synchronized int mostOpen(String address) {
        return mostOpen.getOrDefault(address, 0);
    }

    synchronized int mostOverall() {
        return mostOverall;
    }

    synchronized int mostHandshakes() {
        return mostHandshakes;
    }
}
