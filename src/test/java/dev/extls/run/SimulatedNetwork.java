package dev.extls.run;

import dev.extls.dialogue.Learned;
import dev.extls.endpoint.Endpoint;
import dev.extls.net.Exhausted;
import dev.extls.net.Prober;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.observation.Transcript;
import dev.extls.observation.Trouble;
import dev.extls.observation.Trust;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.ProtocolVersion;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Servers in virtual time: each connection takes as long, and ends so, as the server at its address says. */
final class SimulatedNetwork implements Prober {
    static final Outcome THROTTLED = new Outcome.NotReached(Trouble.THROTTLED, "421 4.3.2 Service not available");
    static final Outcome REFUSED = new Outcome.NotReached(Trouble.CONNECTION_REFUSED, "Connection refused");
    static final Outcome TIMED_OUT = new Outcome.NotReached(Trouble.CONNECT_TIMEOUT, "connection timed out");

    private final VirtualAgenda agenda;
    private final List<Made> made = new ArrayList<>();
    private final Map<String, Server> servers = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, Integer> mostOpen = new HashMap<>();
    private int descriptors = Integer.MAX_VALUE;
    private int openInAll;
    private int mostInAll;
    private int handshakes;
    private int mostHandshakes;

    /** A connection that was started. */
    record Made(long number, Duration at, Endpoint endpoint, Offer offer) {}

    /** What one address does. */
    interface Server {
        /**
         * How a connection ends.
         *
         * @param nth from 1, of those to this address
         * @param made the connection
         */
        Outcome answer(int nth, Made made);

        /** How long it takes. */
        default Duration latency(Made made) {
            return Duration.ofMillis(50);
        }
    }

    SimulatedNetwork(VirtualAgenda agenda) {
        this.agenda = agenda;
    }

    SimulatedNetwork server(String address, Server server) {
        servers.put(address, server);
        return this;
    }

    /** At an address where nothing else is said, a server with TLS 1.0 to 1.3 answers so slowly. */
    SimulatedNetwork slow(String address, Duration latency) {
        return server(address, new Server() {
            @Override
            public Outcome answer(int nth, Made made) {
                return modern(made.offer());
            }

            @Override
            public Duration latency(Made made) {
                return latency;
            }
        });
    }

    /** So many connections may be open; more fail for want of descriptors. */
    SimulatedNetwork descriptors(int count) {
        descriptors = count;
        return this;
    }

    @Override
    public CompletableFuture<Observation> probe(long number, Question question, Endpoint endpoint, Offer offer) {
        CompletableFuture<Observation> result = new CompletableFuture<>();
        if (openInAll >= descriptors) {
            agenda.take(() -> result.completeExceptionally(
                    new Exhausted(Exhausted.Of.DESCRIPTORS, new SocketException("Too many open files"))));
            return result;
        }
        Made connection = new Made(number, agenda.passed(), endpoint, offer);
        made.add(connection);
        String address = endpoint.address();
        mostOpen.merge(address, open.merge(address, 1, Integer::sum), Math::max);
        openInAll++;
        mostInAll = Math.max(mostInAll, openInAll);
        handshakes += offer.way() == Way.HANDSHAKE ? 1 : 0;
        mostHandshakes = Math.max(mostHandshakes, handshakes);
        Server server = servers.getOrDefault(address, (nth, one) -> modern(one.offer()));
        Outcome outcome = server.answer(counts.merge(address, 1, Integer::sum), connection);
        Instant started = agenda.now();
        Duration latency = server.latency(connection);
        agenda.takeAt(started.plus(latency), () -> {
            open.merge(address, -1, Integer::sum);
            openInAll--;
            handshakes -= offer.way() == Way.HANDSHAKE ? 1 : 0;
            result.complete(new Observation(
                    number,
                    question,
                    endpoint,
                    offer,
                    outcome,
                    started,
                    latency,
                    "127.0.0.1:1",
                    outcome instanceof Outcome.NotReached
                            ? Learned.NOTHING
                            : new Learned("", endpoint.address(), "", List.of()),
                    List.of(),
                    Trust.NOT_ASKED,
                    Transcript.EMPTY));
        });
        return result;
    }

    /** As a server with TLS 1.0 to 1.3 answers. */
    static Outcome modern(Offer offer) {
        return offer.version().before(ProtocolVersion.TLS_1_0)
                ? new Outcome.Alerted(new Alert(2, Alert.PROTOCOL_VERSION))
                : new Outcome.Negotiated(
                        new Selection(offer.version(), offer.suites().get(0), -1, "", false));
    }

    List<Made> made() {
        return List.copyOf(made);
    }

    List<Made> to(String address) {
        return made.stream()
                .filter(one -> one.endpoint().address().equals(address))
                .toList();
    }

    /** When connections to an address were started. */
    List<Duration> startsTo(String address) {
        return to(address).stream().map(Made::at).toList();
    }

    int mostOpen(String address) {
        return mostOpen.getOrDefault(address, 0);
    }

    int mostInAll() {
        return mostInAll;
    }

    int mostHandshakes() {
        return mostHandshakes;
    }
}
