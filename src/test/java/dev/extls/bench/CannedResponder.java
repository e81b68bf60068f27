package dev.extls.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Answers hellos with canned bytes, on every loopback address at once: TLS 1.2 is chosen, everything else refused by protocol_version. A
 * process of its own, which ends with its standard input; says {@code ready PORT} first and {@code connections N} last.
 */
final class CannedResponder {
    private static final int BACKLOG = 4096;
    private static final byte[] PROTOCOL_VERSION = HexFormat.of().parseHex("15030100020246");
    private static final byte[] FLIGHT = CannedFlight.bytes();
    private static final LongAdder CONNECTIONS = new LongAdder();

    private CannedResponder() {}

    public static void main(String[] arguments) throws Exception {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Channel listener = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        CONNECTIONS.increment();
                        channel.pipeline().addLast(new Answering());
                    }
                })
                .bind("0.0.0.0", 0)
                .sync()
                .channel();
        System.out.println("ready " + ((InetSocketAddress) listener.localAddress()).getPort());
        while (System.in.read() >= 0) {
            // until its end
        }
        System.out.println("connections " + CONNECTIONS.sum());
        loop.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).sync();
    }

    /** The client closes. */
    private static final class Answering extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf hello = (ByteBuf) message;
            boolean tls12 = asksForTls12(hello);
            hello.release();
            ctx.writeAndFlush(Unpooled.wrappedBuffer(tls12 ? FLIGHT : PROTOCOL_VERSION));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    /** A ClientHello of version 3.3 without supported_versions (43) of TLS 1.3 only; RFC 5246 section 7.4.1.2, RFC 8446 section 4.2.1. */
    static boolean asksForTls12(ByteBuf hello) {
        int at = hello.readerIndex();
        int end = hello.writerIndex();
        if (end - at < 44 || hello.getByte(at) != 0x16 || hello.getUnsignedShort(at + 9) != 0x0303) {
            return false;
        }
        int place = at + 43;
        place += 1 + hello.getUnsignedByte(place);
        place += 2 + hello.getUnsignedShort(place);
        place += 1 + hello.getUnsignedByte(place) + 2;
        while (place + 4 <= end) {
            int type = hello.getUnsignedShort(place);
            int length = hello.getUnsignedShort(place + 2);
            if (type == 43 && length == 3) {
                return false;
            }
            place += 4 + length;
        }
        return true;
    }
}
