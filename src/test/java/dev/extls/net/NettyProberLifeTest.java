package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import dev.extls.testkit.Await;
import dev.extls.testkit.JsseServer;
import dev.extls.testkit.Script;
import dev.extls.testkit.ScriptedServer;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a prober holds while it lives, and what is left of it. */
@Timeout(120)
class NettyProberLifeTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int AT_ONCE = 50;

    @BeforeAll
    static void settings() {
        JvmSettings.apply();
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    private static long sockets() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(NettyProberLifeTest::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException gone) {
            return false;
        }
    }

    private static List<Observation> probe(NettyProber prober, int port, Offer offer, int count) {
        Endpoint door = Given.door(Service.HTTPS, port);
        List<Observation> seen = new ArrayList<>();
        for (int done = 0; done < count; done += AT_ONCE) {
            List<CompletableFuture<Observation>> some = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                some.add(prober.probe((done + i + 1), Question.VERSIONS, door, offer));
            }
            some.forEach(one -> seen.add(one.join()));
        }
        return seen;
    }

    @Test
    void aThousandHellosLeaveNoSocketNoThreadAndNoBuffer() {
        AtomicInteger leaks = new AtomicInteger();
        ByteBufUtil.setLeakListener((resource, records) -> leaks.incrementAndGet());
        Bytes flight = Flights.flight(ProtocolVersion.TLS_1_2, 0xc02f, Bytes.fromHex("3000"));
        try (NettyProber prober = new NettyProber(Given.deadlines(LONG), new RunClock());
                ScriptedServer server = ScriptedServer.playing(
                        Script.start().readRecord().send(flight).silence())) {
            Offer offer = Given.hello(ProtocolVersion.TLS_1_2);
            probe(prober, server.port(), offer, AT_ONCE);
            prober.expectHandshakes();
            prober.cannotOffer().join();
            Set<Thread> before = ours();
            long socketsBefore = sockets();

            List<Observation> seen = probe(prober, server.port(), offer, 1000);

            assertThat(seen)
                    .hasSize(1000)
                    .allSatisfy(one -> assertThat(one.outcome().chosen()).isPresent());
            Await.until("every socket of a probe is closed", LONG, () -> sockets() <= socketsBefore);
            assertThat(ours()).isSubsetOf(before);
            System.gc();
            probe(prober, server.port(), offer, AT_ONCE); // leaks are found when the next buffer is made
            assertThat(leaks).hasValue(0);
        } finally {
            ByteBufUtil.setLeakListener(null);
        }
    }

    /** All threads but those of the test servers, which have one for each connection. */
    private static Set<Thread> ours() {
        Set<Thread> all = threads();
        all.removeIf(thread ->
                thread.getName().startsWith("connection-") || thread.getName().startsWith("accept-"));
        return all;
    }

    @Test
    void aHundredHandshakesLeaveNoSocket() {
        try (NettyProber prober = new NettyProber(Given.deadlines(LONG), new RunClock());
                JsseServer server = JsseServer.speaking(ProtocolVersion.TLS_1_2).start()) {
            Offer offer = Given.handshake(ProtocolVersion.TLS_1_2);
            probe(prober, server.port(), offer, AT_ONCE);
            Await.until("the server has closed too", LONG, () -> sockets(server) == 0);
            long socketsBefore = sockets();

            assertThat(probe(prober, server.port(), offer, 100))
                    .allSatisfy(one -> assertThat(one.outcome().chosen()).isPresent());

            Await.until("every socket of a probe is closed", LONG, () -> sockets() <= socketsBefore);
        }
    }

    private static long sockets(JsseServer server) {
        return threads().stream()
                .filter(thread -> thread.getName().matches("connection-\\d+-" + server.port()))
                .count();
    }

    @Test
    void closingEndsEveryThreadAtOnceAndLetsNobodyWait() {
        Set<Thread> before = threads();
        try (ScriptedServer server =
                ScriptedServer.playing(Script.start().readRecord().silence())) {
            NettyProber prober = new NettyProber(Given.deadlines(LONG), new RunClock());
            prober.expectHandshakes();
            prober.cannotOffer().join();
            Endpoint door = Given.door(Service.HTTPS, server.port());
            List<CompletableFuture<Observation>> open = List.of(
                    prober.probe(1, Question.VERSIONS, door, Given.hello(ProtocolVersion.TLS_1_2)),
                    prober.probe(2, Question.VERSIONS, door, Given.handshake(ProtocolVersion.TLS_1_2)));
            Await.until(
                    "both hellos have arrived",
                    LONG,
                    () -> server.received().size() == 2
                            && server.received().stream().allMatch(bytes -> bytes.length() > 100));
            Set<Thread> during = ours();
            during.removeAll(before);
            assertThat(during).isNotEmpty();

            long begin = System.nanoTime();
            prober.close();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(took).isLessThan(Duration.ofSeconds(5));
            Await.until(
                    "its threads have ended",
                    Duration.ofSeconds(5),
                    () -> during.stream()
                            .filter(thread -> !thread.getName().startsWith("globalEventExecutor"))
                            .noneMatch(Thread::isAlive));
            Await.until(
                    "nobody waits", Duration.ofSeconds(5), () -> open.stream().allMatch(CompletableFuture::isDone));
            assertThat(open.stream()
                            .filter(one -> !one.isCompletedExceptionally())
                            .map(CompletableFuture::join))
                    .as("that we closed is not told as the server's doing")
                    .allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(Outcome.NotOffered.class));
            assertThat(prober.probe(3, Question.VERSIONS, door, Given.hello(ProtocolVersion.TLS_1_2)))
                    .satisfies(late -> Await.until("a late probe ends too", LONG, late::isDone));
        }
    }
}
