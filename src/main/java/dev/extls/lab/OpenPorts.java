package dev.extls.lab;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The ports of one lab, all on 127.0.0.1: those that listen and those that are held so that nothing else listens there. */
final class OpenPorts implements AutoCloseable {
    private static final int THREADS = 2;
    private static final long CLOSE_PATIENCE_SECONDS = 5;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
    private final List<OpenPort> open = new ArrayList<>();

    static InetSocketAddress loopback(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    /** Listens on the wished port, or on a free one if it is taken. */
    OpenPort listen(int wished, ChannelHandler connections) throws IOException {
        return opened(wished, port -> port.listen(connections));
    }

    /** Takes the wished port, or a free one, without listening: connections to it are refused. */
    OpenPort hold(int wished) throws IOException {
        return opened(wished, OpenPort::hold);
    }

    private OpenPort opened(int wished, Opening opening) throws IOException {
        OpenPort port = new OpenPort(group, wished);
        try {
            opening.open(port);
        } catch (BindException taken) {
            if (wished == 0) {
                throw taken;
            }
            return opened(0, opening);
        }
        open.add(port);
        return port;
    }

    /** How a port is opened. */
    private interface Opening {
        void open(OpenPort port) throws IOException;
    }

    @Override
    public void close() {
        // In this order: an event loop that ends at once may leave a connection of its own open.
        open.forEach(OpenPort::close);
        group.shutdownGracefully(0, CLOSE_PATIENCE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
