package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.extls.endpoint.Service;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Entries for Jazzer: what any bytes at all must not do to a connection, from its greeting to the end of its TLS. */
class ConnectionFuzzing {
    private static final Deadlines DEADLINES = Given.deadlines(Duration.ofSeconds(10));
    private static final List<Service> SERVICES =
            List.of(Service.HTTPS, Service.SMTP, Service.IMAP, Service.POP3, Service.IMAPS, Service.POP3S);
    private static final List<ProtocolVersion> HANDSHAKES =
            List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_1, ProtocolVersion.TLS_1_0);

    /** The first byte chooses service and version, the second tells how the others are cut. */
    @FuzzTest(maxDuration = "10m")
    void hellos(byte[] input) {
        int choice = input.length == 0 ? 0 : input[0] & 0xff;
        ProtocolVersion[] versions = ProtocolVersion.values();
        ProtocolVersion version = versions[choice / SERVICES.size() % versions.length];
        play(SERVICES.get(choice % SERVICES.size()), Given.hello(version), rest(input), DEADLINES.tls());
    }

    /** The first byte chooses service, version and who shakes hands, the second tells how the others are cut. */
    @FuzzTest(maxDuration = "10m")
    void handshakes(byte[] input) {
        int choice = input.length == 0 ? 0 : input[0] & 0xff;
        Offer offer = Given.handshake(HANDSHAKES.get(choice / SERVICES.size() % HANDSHAKES.size()));
        boolean forTicket = choice / SERVICES.size() / HANDSHAKES.size() % 2 == 1;
        play(
                SERVICES.get(choice % SERVICES.size()),
                forTicket ? offer.with(Extras.NONE.withTicket(Bytes.EMPTY)) : offer,
                rest(input),
                DEADLINES.tls());
    }

    /** Plays what a server sends, lets time pass, and holds what must hold whatever that was. */
    static Observation play(Service service, Offer offer, byte[] input, Duration then) {
        Connection connection = new Connection(
                1,
                Question.VERSIONS,
                Given.door(service, 1),
                offer,
                () -> Engines.ofThisJvm().join(),
                new SessionTickets(),
                DEADLINES,
                Conduct.PLAIN,
                new RunClock());
        EmbeddedChannel channel = new EmbeddedChannel(connection.tap()) {
            @Override
            protected SocketAddress localAddress0() {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), 40312);
            }
        };
        channel.freezeTime();
        connection.connected(channel);
        channel.runPendingTasks();
        Fed fed = Fed.to(channel, input);
        channel.advanceTimeBy(then.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        if (!connection.observed().isDone()) {
            channel.close();
            channel.runPendingTasks();
        }
        channel.advanceTimeBy(Closing.LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        channel.finishAndReleaseAll();

        assertThat(connection.observed()).isCompleted();
        Observation seen = connection.observed().join();
        selection(seen.outcome()).ifPresent(chosen -> {
            assertThat(offer.version().before(chosen.version())).isFalse();
            assertThat(offer.suites()).contains(chosen.suite());
        });
        assertThat(seen.transcript().received().length()).isLessThanOrEqualTo(Tap.KEPT_BYTES);
        fed.released();
        return seen;
    }

    static Optional<Selection> selection(Outcome outcome) {
        if (outcome instanceof Outcome.Selected selected) {
            return Optional.of(selected.selection());
        }
        return outcome instanceof Outcome.Negotiated negotiated
                ? Optional.of(negotiated.selection())
                : Optional.empty();
    }

    private static byte[] rest(byte[] input) {
        return Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
    }
}
