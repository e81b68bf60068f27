package dev.extls.net;

import dev.extls.offer.KnownSuites;
import dev.extls.tls.ProtocolVersion;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** The event loops of a prober: made when it is made, or early, on a thread of their own. */
final class EventLoops {
    private static final AtomicReference<Optional<CompletableFuture<EventLoopGroup>>> EARLY =
            new AtomicReference<>(Optional.empty());

    private EventLoops() {}

    /** Begins to make those of the next prober, and to load what its first connection needs. */
    static void prepare() {
        CompletableFuture<EventLoopGroup> early = new CompletableFuture<>();
        EARLY.set(Optional.of(early));
        Thread thread = new Thread(() -> make(early), "prepare");
        thread.setDaemon(true);
        thread.start();
    }

    private static void make(CompletableFuture<EventLoopGroup> early) {
        try {
            EventLoopGroup loops = make();
            early.complete(loops);
            // connected to nowhere: the first connection finds its classes loaded
            unconnected(loops, new Tap()).register().addListener(ChannelFutureListener.CLOSE);
        } catch (Throwable bug) {
            early.completeExceptionally(bug);
        }
    }

    /** Those that are being made, or new ones; the caller shuts them down. */
    static EventLoopGroup take() {
        Optional<CompletableFuture<EventLoopGroup>> early = EARLY.getAndSet(Optional.empty());
        if (early.isEmpty()) {
            return make();
        }
        // meanwhile: the first hello needs it
        KnownSuites.first(ProtocolVersion.TLS_1_2);
        return early.get().join();
    }

    private static EventLoopGroup make() {
        JvmSettings.ofNetty();
        return new MultiThreadIoEventLoopGroup(
                Math.max(2, Runtime.getRuntime().availableProcessors()), NioIoHandler.newFactory());
    }

    /** A channel to be, with the tap in it. */
    static Bootstrap unconnected(EventLoopGroup loops, Tap tap) {
        return new Bootstrap()
                .group(loops)
                .channelFactory(NioSocketChannel::new)
                // the address is numeric
                .disableResolver()
                // nothing is read before the connection has its handlers: a greeting may be there at once
                .option(ChannelOption.AUTO_READ, false)
                .handler(tap);
    }
}
