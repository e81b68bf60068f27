package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Netty and the JDK say when this machine has nothing left to connect with, as they really say it. */
class ExhaustedTest {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void close() {
        loops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private Throwable failure(ChannelFactory<NioSocketChannel> channels, InetSocketAddress from) {
        return new Bootstrap()
                .group(loops)
                .channelFactory(channels)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), from)
                .awaitUninterruptibly()
                .cause();
    }

    @Test
    void aChannelThatCannotBeMadeHasNoDescriptor() {
        Throwable none = failure(
                () -> {
                    throw new ChannelException("Failed to open a socket.", new SocketException("Too many open files"));
                },
                new InetSocketAddress(0));

        assertThat(NettyProber.exhausted(none))
                .hasValueSatisfying(exhausted -> assertThat(exhausted.what()).isEqualTo(Exhausted.Of.DESCRIPTORS));
    }

    /** RFC 5737: 192.0.2.0/24 is no machine's, so that the system says of it what it says where every port is taken: EADDRNOTAVAIL. */
    @Test
    void anAddressThatCannotBeAssignedIsAPortThatIsMissing() {
        Throwable none = failure(NioSocketChannel::new, new InetSocketAddress("192.0.2.1", 0));

        assertThat(NettyProber.exhausted(none))
                .hasValueSatisfying(missing -> assertThat(missing.what()).isEqualTo(Exhausted.Of.PORTS));
    }

    @Test
    void aRefusalIsTheServersDoing() {
        assertThat(NettyProber.exhausted(new ConnectException("Connection refused")))
                .isEmpty();
        assertThat(NettyProber.exhausted(new SocketException("Connection reset")))
                .isEmpty();
    }
}
