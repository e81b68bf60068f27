package dev.extls.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The yardstick: what a connection costs that is made, written to, read from once and closed by RST, with nothing around it. A process
 * of its own: {@code BareLoop PORT CONNECTIONS AT_ONCE HELLO_IN_HEX}.
 */
final class BareLoop {
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CountDownLatch over = new CountDownLatch(1);
    private final byte[] hello;
    private final int port;
    private int left;
    private int open;
    private final SecondHalf secondHalf;
    private int answered;

    private BareLoop(int port, int connections, byte[] hello) {
        this.secondHalf = new SecondHalf(connections);
        this.port = port;
        this.left = connections;
        this.hello = hello;
    }

    public static void main(String[] arguments) throws Exception {
        BareLoop bare = new BareLoop(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                HexFormat.of().parseHex(arguments[3]));
        int atOnce = Integer.parseInt(arguments[2]);
        bare.loop.execute(() -> {
            for (int i = 0; i < atOnce; i++) {
                bare.next();
            }
        });
        bare.over.await();
        System.out.println(bare.secondHalf.line());
        System.out.println("answered " + bare.answered);
        bare.loop.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).sync();
    }

    private void next() {
        if (left == 0) {
            if (open == 0) {
                over.countDown();
            }
            return;
        }
        left--;
        open++;
        int place = left;
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Asking());
                    }
                })
                .connect(new InetSocketAddress(address(place), port))
                .addListener((ChannelFuture done) -> {
                    if (!done.isSuccess()) {
                        throw new IllegalStateException(done.cause());
                    }
                    done.channel().closeFuture().addListener(closed -> {
                        open--;
                        secondHalf.ended();
                        next();
                    });
                });
    }

    /** One of 65,536 loopback addresses: the ports towards one would run out. */
    static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {127, (byte) (1 + (number >> 16)), (byte) (number >> 8), (byte) number});
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private final class Asking extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(hello));
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ((ByteBuf) message).release();
            answered++;
            ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            ctx.close();
        }
    }
}
