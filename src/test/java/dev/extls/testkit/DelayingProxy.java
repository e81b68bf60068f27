package dev.extls.testkit;

import dev.extls.endpoint.Service;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server on 127.0.0.1, passes everything on later than it came, and counts the connections. Without delay it only counts.
 *
 * <p>Whatever one side does (bytes, FIN, RST) reaches the other {@code oneWay} later. A connection takes a round trip of its own: the kernel
 * accepts at once, so what the client does first is held back by that round trip, and the server is connected to only when the client's
 * third segment would have arrived. From the start of the connection on, a client that speaks first has its answer after two round trips, and
 * one that is greeted reads the greeting after two, as over a line of that length.
 */
public final class DelayingProxy implements RealServer {
    private static final Duration TIME_TO_END = Duration.ofSeconds(10);

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger accepted = new AtomicInteger();
    private final InetSocketAddress server;
    private final Duration oneWay;
    private final Channel listener;

    private DelayingProxy(InetSocketAddress server, InetSocketAddress own, Duration oneWay) {
        this.server = server;
        this.oneWay = oneWay;
        this.listener = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        accepted.incrementAndGet();
                        client.pipeline().addLast(new Side(new Line(client)));
                    }
                })
                .bind(own)
                .syncUninterruptibly()
                .channel();
    }

    /**
     * Before a port, on a free port.
     *
     * @param port of the server on 127.0.0.1
     * @param oneWay how long everything takes in each direction; may be zero
     * @return listening on 127.0.0.1
     */
    public static DelayingProxy before(int port, Duration oneWay) {
        return before(port, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), oneWay);
    }

    /**
     * Before a port, at an address of one's own: tools that know a service by its port number need that.
     *
     * @param port of the server on 127.0.0.1
     * @param own a loopback address and a port
     * @param oneWay how long everything takes in each direction; may be zero
     * @return listening
     */
    public static DelayingProxy before(int port, InetSocketAddress own, Duration oneWay) {
        return new DelayingProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), own, oneWay);
    }

    @Override
    public List<Integer> ports() {
        return List.of(((InetSocketAddress) listener.localAddress()).getPort());
    }

    /** The only port: the proxy does not know what is spoken there. */
    @Override
    public int port(Service service) {
        return port();
    }

    /**
     * How many connections were accepted.
     *
     * @return 0 or more
     */
    public int connections() {
        return accepted.get();
    }

    @Override
    public String output() {
        return connections() + " connections";
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)
                .syncUninterruptibly();
    }

    /** One connection of a client and the one to the server that belongs to it, both on the one thread of the proxy. */
    private final class Line {
        private final SocketChannel client;
        private final long began = System.nanoTime();
        private final Queue<Act> toServer = new ArrayDeque<>();
        private final Queue<Act> toClient = new ArrayDeque<>();
        private final Queue<Act> untilConnected = new ArrayDeque<>();
        private Optional<SocketChannel> connected = Optional.empty();

        Line(SocketChannel client) {
            this.client = client;
            client.eventLoop().schedule(this::connect, 3 * oneWay.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void connect() {
            ChannelFuture connecting = new Bootstrap()
                    .group(client.eventLoop())
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new Side(this))
                    .connect(server);
            connecting.addListener(done -> {
                if (done.isSuccess()) {
                    SocketChannel channel = (SocketChannel) connecting.channel();
                    connected = Optional.of(channel);
                    untilConnected.forEach(act -> act.at(channel));
                } else {
                    reset(client);
                }
            });
        }

        /** Does at the other side what this side did, later, and in the order in which it was done. */
        void pass(Channel from, Act act) {
            if (from == client) {
                // as long as the connect would still take, and then one way
                long connect = Math.max(0, began + 2 * oneWay.toNanos() - System.nanoTime());
                toServer.add(act);
                later(connect + oneWay.toNanos(), () -> atServer(toServer.remove()));
            } else {
                toClient.add(act);
                later(oneWay.toNanos(), () -> toClient.remove().at(client));
            }
        }

        private void later(long nanos, Runnable task) {
            client.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
        }

        private void atServer(Act act) {
            connected.ifPresentOrElse(act::at, () -> untilConnected.add(act));
        }
    }

    /** What one side does to the other. */
    private interface Act {
        void at(SocketChannel other);
    }

    private static void finish(SocketChannel channel) {
        channel.shutdownOutput().addListener(done -> {
            if (channel.isInputShutdown()) {
                channel.close();
            }
        });
    }

    private static void reset(SocketChannel channel) {
        if (channel.isActive()) {
            channel.config().setSoLinger(0);
        }
        channel.close();
    }

    /** Listens to one side of a line. */
    private static final class Side extends ChannelInboundHandlerAdapter {
        private final Line line;
        private boolean finished;

        Side(Line line) {
            this.line = line;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            line.pass(context.channel(), other -> {
                if (other.isActive()) {
                    other.writeAndFlush(bytes);
                } else {
                    ReferenceCountUtil.release(bytes);
                }
            });
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                finished = true;
                line.pass(context.channel(), DelayingProxy::finish);
                if (((DuplexChannel) context.channel()).isOutputShutdown()) {
                    context.close();
                }
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
            context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!finished) {
                line.pass(context.channel(), DelayingProxy::reset);
            }
        }
    }
}
