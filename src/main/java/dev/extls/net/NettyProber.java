package dev.extls.net;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Trouble;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.ProtocolVersion;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The prober of a run: Netty's event loops and BouncyCastle's engines, shared by all connections. */
public final class NettyProber implements Prober, AutoCloseable {
    private static final Outcome ENDED_BY_US = new Outcome.NotOffered("ended by us");

    /** Within it the hellos to one server nearby are answered, JVM and all: measured on loopback. */
    private static final Duration ANSWERED_AT_ONCE = Duration.ofMillis(150);

    private final Deadlines deadlines;
    private final Conduct conduct;
    private final RunClock clock;
    private final EventLoopGroup loops = EventLoops.take();
    private final ExecutorService trusters = Executors.newSingleThreadExecutor(task -> daemon(task, "trust"));
    private final CompletableFuture<Engines> engines = new CompletableFuture<>();
    private final TrustStore trust;
    private final SessionTickets tickets = new SessionTickets();

    /** Begins to load what a prober needs first, on a thread of its own, for whoever knows early that there will be one. */
    public static void prepare() {
        EventLoops.prepare();
    }

    /**
     * Starts the event loops. BouncyCastle is loaded on a thread of its own when the first handshake is asked for.
     *
     * @param deadlines of every connection
     * @param clock of the run
     */
    public NettyProber(Deadlines deadlines, RunClock clock) {
        this(deadlines, Conduct.PLAIN, clock);
    }

    /**
     * The same with a say in how connections are made.
     *
     * @param deadlines of every connection
     * @param conduct of every connection; a proxy in it has been looked up
     * @param clock of the run
     */
    public NettyProber(Deadlines deadlines, Conduct conduct, RunClock clock) {
        this.deadlines = deadlines;
        this.conduct = conduct;
        this.clock = clock;
        this.trust = new TrustStore(clock);
    }

    /**
     * What the self-test found that this JVM cannot offer through BouncyCastle, once it has run: after {@link #expectHandshakes} or a first
     * handshake.
     *
     * @return version to reason; empty if TLS 1.0 to 1.3 can all be offered; completes exceptionally if BouncyCastle does not start
     */
    public CompletableFuture<Map<ProtocolVersion, String>> cannotOffer() {
        return engines.thenApply(Engines::faults);
    }

    /**
     * Says that hellos go first and handshakes follow: BouncyCastle is loaded while hellos wait for answers from afar, but does not take the
     * processor from hellos that are answered at once.
     */
    public void expectHandshakes() {
        loops.schedule(this::loadEngines, ANSWERED_AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Observation> probe(long number, Question question, Endpoint endpoint, Offer offer) {
        if (offer.way() == Way.HELLO) {
            return connect(number, question, endpoint, offer);
        }
        return loadEngines().thenCompose(ready -> {
            String fault = ready.faults().get(offer.version());
            if (fault != null) {
                Connection none = new Connection(
                        number, question, endpoint, offer, engines::join, tickets, deadlines, conduct, clock);
                none.failed(new Outcome.NotOffered("the self-test says: " + fault));
                return none.observed();
            }
            return connect(number, question, endpoint, offer).thenApplyAsync(this::withTrust, trusters);
        });
    }

    private CompletableFuture<Engines> loadEngines() {
        if (!engines.isDone()) {
            Engines.ofThisJvm().whenComplete((made, fault) -> {
                if (fault == null) {
                    engines.complete(made);
                } else {
                    engines.completeExceptionally(fault);
                }
            });
        }
        return engines;
    }

    private CompletableFuture<Observation> connect(long number, Question question, Endpoint endpoint, Offer offer) {
        Connection connection =
                new Connection(number, question, endpoint, offer, engines::join, tickets, deadlines, conduct, clock);
        InetAddress address;
        try {
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(endpoint.address());
            // a proxy is told the address, not the name that was looked up here
            address = conduct.proxy().isPresent()
                    ? InetAddress.getByAddress(bytes)
                    : InetAddress.getByAddress(endpoint.serverName(), bytes);
        } catch (UnknownHostException e) {
            connection.failed(new Outcome.NotReached(Trouble.NAME_NOT_RESOLVED, "no address: " + endpoint.address()));
            return connection.observed();
        }
        if (loops.isShuttingDown()) {
            connection.failed(ENDED_BY_US);
            return connection.observed();
        }
        Optional<String> misfit = conduct.misfit(
                conduct.proxy().map(via -> via.address().getAddress()).orElse(address));
        if (misfit.isPresent()) {
            connection.failed(new Outcome.NotReached(Trouble.OUR_FAULT, misfit.get()));
            return connection.observed();
        }
        Bootstrap unconnected = EventLoops.unconnected(loops, connection.tap())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(Integer.MAX_VALUE, deadlines.connect().toMillis()));
        conduct.source().ifPresent(ours -> unconnected.localAddress(new InetSocketAddress(ours, 0)));
        Optional<Proxy> proxy = conduct.proxy();
        proxy.ifPresent(via -> unconnected.handler(throughTunnel(via, connection)));
        ChannelFuture connecting = unconnected.connect(new InetSocketAddress(address, endpoint.port()));
        connecting.addListener((ChannelFuture done) -> {
            if (!done.isSuccess()) {
                exhausted(done.cause())
                        .ifPresentOrElse(
                                connection::exhausted, () -> connection.failed(notConnected(done.cause(), proxy)));
            } else if (proxy.isEmpty()) {
                connection.connected(done.channel());
            }
        });
        if (loops.isTerminated()) {
            // closed meanwhile: nobody is left to call the listener
            connection.failed(ENDED_BY_US);
        }
        return connection.observed();
    }

    /** Whoever is connected is the proxy: the connection begins when it has reached the endpoint. */
    private ChannelInitializer<Channel> throughTunnel(Proxy proxy, Connection connection) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(connection.tap());
                new Tunnel(
                                proxy,
                                deadlines.connect(),
                                () -> connection.connected(channel),
                                outcome -> connection.failed(outcome))
                        .dig(channel.pipeline());
            }
        };
    }

    /** A channel that could not even be made has no descriptor; one that could not be bound has no port. */
    static Optional<Exhausted> exhausted(Throwable cause) {
        if (cause instanceof ChannelException) {
            return Optional.of(new Exhausted(Exhausted.Of.DESCRIPTORS, cause));
        }
        return plain(cause) instanceof BindException bind
                ? Optional.of(new Exhausted(Exhausted.Of.PORTS, bind))
                : Optional.empty();
    }

    /** Netty adds the address, which the observation names anyway. */
    private static Throwable plain(Throwable cause) {
        return cause.getCause() instanceof IOException system ? system : cause;
    }

    /** A refusal of the network or the host; anything else is our own trouble. */
    private static Outcome notConnected(Throwable cause, Optional<Proxy> proxy) {
        String detail = String.valueOf(plain(cause).getMessage());
        if (proxy.isPresent()) {
            return new Outcome.NotReached(
                    Trouble.OUR_FAULT, "the proxy " + proxy.get() + " cannot be connected to: " + detail);
        }
        if (cause instanceof ConnectTimeoutException) {
            return new Outcome.NotReached(Trouble.CONNECT_TIMEOUT, detail);
        }
        // a SocketException of no other kind is an RST that met the connect, or a network that cannot be reached
        if (cause instanceof SocketException) {
            return new Outcome.NotReached(Trouble.CONNECTION_REFUSED, detail);
        }
        return new Outcome.NotReached(Trouble.OUR_FAULT, cause.getClass().getSimpleName() + ": " + detail);
    }

    private Observation withTrust(Observation seen) {
        return seen.certificates().isEmpty() ? seen : seen.withTrust(trust.judge(seen.certificates()));
    }

    /** Ends the event loops at once; connections still open are dropped, and every probe completes. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        trusters.shutdownNow().forEach(Runnable::run);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
