package dev.extls.lab;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The ports of one lab, all on 127.0.0.1: those that listen and those that are held so that nothing else listens there. */
final class OpenPorts implements AutoCloseable {
    private static final int THREADS = 2;
    private static final long CLOSE_PATIENCE_SECONDS = 5;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
    private final ChannelGroup listening = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final ChannelGroup connected = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final List<Socket> held = new ArrayList<>();

    static InetSocketAddress loopback(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    /** Listens on the wished port, or on a free one if it is taken. */
    int listen(int wished, ChannelHandler connections) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connected.add(connection);
                        connection.pipeline().addLast(connections);
                    }
                });
        ChannelFuture bound = bootstrap.bind(loopback(wished)).awaitUninterruptibly();
        if (wished != 0 && bound.cause() instanceof BindException) {
            bound = bootstrap.bind(loopback(0)).awaitUninterruptibly();
        }
        if (!bound.isSuccess()) {
            throw new IOException("no port on 127.0.0.1", bound.cause());
        }
        Channel door = bound.channel();
        listening.add(door);
        return ((InetSocketAddress) door.localAddress()).getPort();
    }

    /** Takes the wished port, or a free one, without listening: connections to it are refused. */
    int hold(int wished) throws IOException {
        Socket socket = new Socket();
        held.add(socket);
        try {
            socket.bind(loopback(wished));
        } catch (BindException taken) {
            if (wished == 0) {
                throw taken;
            }
            return hold(0);
        }
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        // In this order: an event loop that ends at once may leave a connection of its own open.
        listening.close().awaitUninterruptibly();
        connected.close().awaitUninterruptibly();
        group.shutdownGracefully(0, CLOSE_PATIENCE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        for (Socket socket : held) {
            try {
                socket.close();
            } catch (IOException e) {
                // A socket that was never connected has nothing left to lose.
            }
        }
    }
}
