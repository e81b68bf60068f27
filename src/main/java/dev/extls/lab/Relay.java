package dev.extls.lab;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a balancer: joins its connection to one member and carries everything both ways, a reset as a reset. It tries
 * the members in the order given.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails has nobody to be told
final class Relay extends ChannelInboundHandlerAdapter {
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

    private final List<SocketAddress> members;
    private final boolean afterHandshake;
    private final ChannelInitializer<Channel> memberSide;
    private final Deque<Object> waiting = new ArrayDeque<>();
    private @Nullable Channel member;

    /** Joins at once, or, where the balancer ends TLS, after the handshake with the client. */
    Relay(List<SocketAddress> members, boolean afterHandshake, ChannelInitializer<Channel> memberSide) {
        this.members = List.copyOf(members);
        this.afterHandshake = afterHandshake;
        this.memberSide = memberSide;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!afterHandshake) {
            join(context, 0);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (afterHandshake && event instanceof SslHandshakeCompletionEvent completion && completion.isSuccess()) {
            join(context, 0);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (member == null) {
            waiting.add(message);
        } else {
            member.writeAndFlush(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (member != null) {
            member.config().setAutoRead(context.channel().isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        if (member != null) {
            closeInOrder(member);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (member != null) {
            reset(member);
        }
        reset(context.channel());
    }

    private void join(ChannelHandlerContext context, int next) {
        if (next == members.size()) {
            reset(context.channel());
            return;
        }
        ChannelFuture connecting = new Bootstrap()
                .group(context.channel().eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_PATIENCE.toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(memberSide, new Back(context.channel()));
                    }
                })
                .connect(members.get(next));
        connecting.addListener(done -> {
            if (!context.channel().isActive()) {
                connecting.channel().close();
            } else if (!done.isSuccess()) {
                join(context, next + 1);
            } else {
                member = connecting.channel();
                waiting.forEach(connecting.channel()::write);
                waiting.clear();
                connecting.channel().flush();
            }
        });
    }

    private static void closeInOrder(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Closes by RST; a socket that is closed already takes no option any more. */
    static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.close();
    }

    /** The member's side. */
    private static final class Back extends ChannelInboundHandlerAdapter {
        private final Channel client;

        Back(Channel client) {
            this.client = client;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            client.writeAndFlush(message);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            client.config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            closeInOrder(client);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            reset(client);
            context.close();
        }
    }
}
