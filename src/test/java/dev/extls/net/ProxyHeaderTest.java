package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of the header, held against the text of the protocol ("The PROXY protocol", 2020-03-05). */
class ProxyHeaderTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.9, 10.0.0.11, PROXY TCP4 10.0.0.9 10.0.0.11 40312 25",
        "fd00::9, fd00::11, PROXY TCP6 fd00:0:0:0:0:0:0:9 fd00:0:0:0:0:0:0:11 40312 25",
        "10.0.0.9, fd00::11, PROXY TCP6 ::ffff:10.0.0.9 fd00:0:0:0:0:0:0:11 40312 25",
        "fd00::9, 10.0.0.11, PROXY TCP6 fd00:0:0:0:0:0:0:9 ::ffff:10.0.0.11 40312 25"
    })
    void versionOneIsALineOfText(String from, String to, String line) {
        ProxyHeader header = header(ProxyProtocol.V1, from, to);

        assertThat(new String(sent(header), StandardCharsets.US_ASCII)).isEqualTo(line + "\r\n");
        assertThat(header.words()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.9, 10.0.0.11, 2111000c0a0000090a00000b9d780019",
        "fd00::9, fd00::11, 21210024fd000000000000000000000000000009fd0000000000000000000000000000119d780019"
    })
    void versionTwoIsBinary(String from, String to, String hex) {
        ProxyHeader header = header(ProxyProtocol.V2, from, to);

        assertThat(ByteBufUtil.hexDump(sent(header))).isEqualTo("0d0a0d0a000d0a515549540a" + hex);
        assertThat(header.words()).startsWith("PROXY TCP").endsWith(" 40312 25 (v2)");
    }

    @Test
    void nothingOfItStaysInThePipeline() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.pipeline().addLast("tap", new ChannelInboundHandlerAdapter());
        header(ProxyProtocol.V1, "10.0.0.9", "10.0.0.11").send(channel, "tap");

        assertThat(channel.pipeline().names())
                .filteredOn(name -> name.contains("HAProxy"))
                .isEmpty();
        channel.finishAndReleaseAll();
    }

    private static ProxyHeader header(ProxyProtocol version, String from, String to) {
        return ProxyHeader.of(
                version,
                new InetSocketAddress(SourceAddress.of(from), 40312),
                new InetSocketAddress(SourceAddress.of(to), 25));
    }

    private static byte[] sent(ProxyHeader header) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.pipeline().addLast("tap", new ChannelInboundHandlerAdapter());
        header.send(channel, "tap");
        ByteBuf bytes = channel.readOutbound();
        try {
            return ByteBufUtil.getBytes(bytes);
        } finally {
            bytes.release();
            channel.finishAndReleaseAll();
        }
    }
}
