package dev.extls.bench;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.endpoint.Service;
import dev.extls.net.Deadlines;
import dev.extls.net.JvmSettings;
import dev.extls.net.NettyProber;
import dev.extls.net.RunClock;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.tls.ProtocolVersion;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The prober alone, with a hello of TLS 1.2 each time. A process of its own: {@code ProbeLoop PORT CONNECTIONS AT_ONCE}. */
final class ProbeLoop {
    private static final Offer HELLO =
            Offer.hello(ProtocolVersion.TLS_1_2, KnownSuites.first(ProtocolVersion.TLS_1_2), List.of());

    private final NettyProber prober = new NettyProber(Deadlines.DEFAULT, new RunClock());
    private final int port;
    private final int connections;
    private final SecondHalf secondHalf;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger chosen = new AtomicInteger();
    private final CountDownLatch over;

    private ProbeLoop(int port, int connections) {
        this.port = port;
        this.connections = connections;
        secondHalf = new SecondHalf(connections);
        over = new CountDownLatch(connections);
    }

    public static void main(String[] arguments) throws Exception {
        JvmSettings.apply();
        ProbeLoop loop = new ProbeLoop(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        for (int i = Integer.parseInt(arguments[2]); i > 0; i--) {
            loop.next();
        }
        loop.over.await();
        System.out.println(loop.secondHalf.line());
        System.out.println("chosen " + loop.chosen.get());
        loop.prober.close();
    }

    /** What the first hello is, for who wants to send the same. */
    static Observation once(int port) {
        try (NettyProber prober = new NettyProber(Deadlines.DEFAULT, new RunClock())) {
            return prober.probe(1, Question.VERSIONS, door(0, port), HELLO).join();
        }
    }

    private void next() {
        int number = begun.incrementAndGet();
        if (number > connections) {
            return;
        }
        prober.probe(number, Question.VERSIONS, door(number, port), HELLO).whenComplete((seen, failure) -> {
            if (failure == null && seen.outcome() instanceof Outcome.Selected) {
                chosen.incrementAndGet();
            }
            secondHalf.ended();
            over.countDown();
            next();
        });
    }

    static Endpoint door(int number, int port) {
        InetAddress address = BareLoop.address(number);
        String literal = address.getHostAddress();
        return new Endpoint(literal, Service.HTTPS, literal, literal, literal, port, Map.of(), "", Role.STANDALONE);
    }
}
