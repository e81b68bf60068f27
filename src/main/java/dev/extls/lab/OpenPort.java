package dev.extls.lab;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/**
 * One port on 127.0.0.1: it listens, or it is held, so that connections to it are refused and nothing else listens there. Used by one thread at
 * a time, and by none of the event loop.
 */
final class OpenPort implements AutoCloseable {
    private static final int MOST_ROUNDS = 1000;

    private final EventLoopGroup group;
    private int number;
    private Optional<Listening> listening = Optional.empty();
    private Optional<Socket> held = Optional.empty();

    /** A door and the connections that came through it; one that comes when it is being closed is closed too. */
    private record Listening(Channel door, ChannelGroup connected) {}

    /** A port that is not open yet; 0 for any that is free when it is opened. */
    OpenPort(EventLoopGroup group, int number) {
        this.group = group;
        this.number = number;
    }

    /** From 1 on, once it has been opened. */
    int number() {
        return number;
    }

    /** Closes what is open, and listens; connections go through a handler. */
    void listen(ChannelHandler connections) throws IOException {
        makeWay();
        ChannelGroup connected = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connected.add(connection);
                        connection.pipeline().addLast(connections);
                    }
                })
                .bind(OpenPorts.loopback(number))
                .awaitUninterruptibly();
        if (bound.cause() instanceof IOException taken) {
            throw taken;
        }
        if (!bound.isSuccess()) {
            throw new IOException("no port on 127.0.0.1", bound.cause());
        }
        listening = Optional.of(new Listening(bound.channel(), connected));
        number = ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /** Closes what is open, and takes the port without listening. */
    void hold() throws IOException {
        boolean wasOpen = listening.isPresent();
        makeWay();
        Socket socket = bound(wasOpen);
        held = Optional.of(socket);
        number = socket.getLocalPort();
    }

    /** Closes what is open, and waits until the port is free: a listening socket is only gone when its selector has looked again. */
    private void makeWay() throws IOException {
        Optional<EventLoop> loop = listening.map(open -> open.door.eventLoop());
        close();
        for (int round = 1; loop.isPresent(); round++) {
            try {
                bound(true).close();
                return;
            } catch (BindException notYet) {
                if (round == MOST_ROUNDS) {
                    throw notYet;
                }
                loop.get().submit(() -> {}).awaitUninterruptibly();
            }
        }
    }

    /** A socket that holds the port. */
    private Socket bound(boolean wasOpen) throws IOException {
        Socket socket = new Socket();
        // connections that were closed here still stand in TIME_WAIT
        socket.setReuseAddress(wasOpen);
        try {
            socket.bind(OpenPorts.loopback(number));
            return socket;
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }

    /** Leaves the port to others; every connection that came through it is closed. */
    @Override
    public void close() {
        listening.ifPresent(open -> {
            // In this order: a connection that comes in between is closed by its group.
            open.door.close().awaitUninterruptibly();
            open.connected.close().awaitUninterruptibly();
        });
        listening = Optional.empty();
        held.ifPresent(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                // A socket that was never connected has nothing left to lose.
            }
        });
        held = Optional.empty();
    }
}
