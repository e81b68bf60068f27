package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Entry for Jazzer: what any bytes at all must not do to the reader of what name servers reply. */
class DnsFuzzing {
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);
    private static final InetSocketAddress US = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40312);

    /** One reply, which is given to every question that follows from it. */
    @FuzzTest(maxDuration = "10m")
    void replies(byte[] input) {
        ByteBuf bytes = Unpooled.buffer().writeBytes(input);
        Optional<DnsResponse> response = decoded(bytes);
        if (response.isEmpty()) {
            assertThat(bytes.refCnt()).isZero();
            return;
        }
        DnsReply reply = DnsReply.read(response.get());
        response.get().release();
        assertThat(bytes.refCnt()).isZero();
        assertThat(reply.records()).allSatisfy(record -> {
            assertThat(record.port()).isBetween(0, 0xffff);
            assertThat(record.preference()).isBetween(0, 0xffff);
        });
        for (DnsRecordType type : List.of(DnsRecordType.A, DnsRecordType.AAAA, DnsRecordType.MX, DnsRecordType.SRV)) {
            List<String> asked = new ArrayList<>();
            LookedUp<DnsReply.Resource> found = new DnsLookUp(
                            (name, kind) -> {
                                asked.add(name);
                                return CompletableFuture.completedFuture(DnsAnswer.of(reply));
                            },
                            note -> {},
                            reply.records().isEmpty()
                                    ? "mail.test"
                                    : reply.records().get(0).owner(),
                            type)
                    .start()
                    .join();
            assertThat(asked).hasSizeLessThan(12);
            assertThat(found.found()).hasSizeLessThanOrEqualTo(reply.records().size());
            assertThat(found.found().isEmpty()).isEqualTo(found.failure().isPresent());
        }
    }

    /** Empty for what Netty's resolver drops, which is silence. */
    private static Optional<DnsResponse> decoded(ByteBuf bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new DatagramDnsResponseDecoder());
        try {
            channel.writeInbound(new DatagramPacket(bytes, US, SERVER));
            return Optional.of(channel.readInbound());
        } catch (DecoderException damaged) {
            return Optional.empty();
        } finally {
            channel.finishAndReleaseAll();
        }
    }
}
