package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Entry for Jazzer: a header of the PROXY protocol is only written; whatever addresses it names, it is read as it was meant. */
class ProxyHeaderFuzzing {
    private static final int PORTS = 4;

    /** The version and the families, two ports, and the bytes of the addresses, filled up with zeros. */
    @FuzzTest(maxDuration = "10m")
    void headers(byte[] input) {
        byte[] filled = Arrays.copyOf(input, 1 + PORTS + 32);
        int kinds = filled[0];
        ProxyProtocol version = (kinds & 1) == 0 ? ProxyProtocol.V1 : ProxyProtocol.V2;
        InetSocketAddress from = new InetSocketAddress(address(filled, 5, (kinds & 2) == 0), port(filled, 1));
        InetSocketAddress to = new InetSocketAddress(address(filled, 21, (kinds & 4) == 0), port(filled, 3));
        ProxyHeader header = ProxyHeader.of(version, from, to);
        EmbeddedChannel sender = new EmbeddedChannel();
        sender.pipeline().addLast("tap", new ChannelInboundHandlerAdapter());
        header.send(sender, "tap");
        EmbeddedChannel reader = new EmbeddedChannel(new HAProxyMessageDecoder());

        reader.writeInbound((ByteBuf) sender.readOutbound());
        HAProxyMessage read = reader.readInbound();

        assertThat(header.words()).matches("[ -~]{1,107}"); // section 2.1: at most 107 characters with the line end
        assertThat(address(read.sourceAddress())).isEqualTo(address(header.source()));
        assertThat(address(read.destinationAddress())).isEqualTo(address(header.destination()));
        assertThat(read.sourcePort()).isEqualTo(from.getPort());
        assertThat(read.destinationPort()).isEqualTo(to.getPort());
        read.release();
        assertThat(reader.finishAndReleaseAll()).isFalse();
        assertThat(sender.finishAndReleaseAll()).isFalse();
    }

    /** No connection has the port 0. */
    private static int port(byte[] bytes, int at) {
        return Math.max(1, (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff));
    }

    private static InetAddress address(byte[] bytes, int at, boolean short4) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + (short4 ? 4 : 16)));
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress address(String literal) {
        return SourceAddress.of(literal);
    }
}
