package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.ClientHelloReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TicketHandlerTest {
    private static final String NAME = "mail.contoso.test";

    private final List<String> told = new ArrayList<>();

    private final TicketHandler.Events events = new TicketHandler.Events() {
        @Override
        public void finished() {
            told.add("finished");
        }

        @Override
        public void given() {
            told.add("given");
        }

        @Override
        public void failed(Throwable cause) {
            told.add("failed");
        }
    };

    private static Offer offer(ProtocolVersion version) {
        CipherSuite suite = CipherSuite.named(
                        version == ProtocolVersion.TLS_1_3
                                ? "TLS_AES_128_GCM_SHA256"
                                : "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")
                .orElseThrow();
        return Offer.handshake(version, List.of("http/1.1"))
                .withSuites(List.of(suite))
                .with(Extras.NONE.withTicket(Bytes.EMPTY));
    }

    private EmbeddedChannel connected(Offer offer) {
        return new EmbeddedChannel(new TicketHandler(new TicketClient(offer, Optional.of(NAME)), events));
    }

    private static Bytes sent(EmbeddedChannel channel) {
        Bytes all = Bytes.EMPTY;
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            all = all.plus(Bytes.of(ByteBufUtil.getBytes(part)));
            part.release();
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS_1_0", "TLS_1_1", "TLS_1_2", "TLS_1_3"})
    void theHelloThatGoesOutIsTheOffer(ProtocolVersion version) {
        Offer offer = offer(version);

        Bytes sent = sent(connected(offer));

        assertThat(SentHello.fault(offer, Optional.of(NAME), sent)).isEmpty();
        ClientHello hello = ((ClientHelloReader.Reading.Whole) ClientHelloReader.read(sent)).hello();
        assertThat(hello.ticket())
                .isEqualTo(version == ProtocolVersion.TLS_1_3 ? Optional.empty() : Optional.of(Bytes.EMPTY));
        assertThat(told).isEmpty();
    }

    @Test
    void anEndBeforeTheHandshakeFinishedIsAFailure() {
        EmbeddedChannel channel = connected(offer(ProtocolVersion.TLS_1_2));

        channel.close();

        assertThat(told).containsExactly("failed");
    }

    @Test
    void whateverComesNothingIsThrownAndTheEndIsToldOnce() {
        long seed = Long.getLong("extls.seed", new Random().nextLong());
        System.out.println("whateverComesNothingIsThrownAndTheEndIsToldOnce: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            told.clear();
            ProtocolVersion version = random.nextBoolean() ? ProtocolVersion.TLS_1_2 : ProtocolVersion.TLS_1_3;
            EmbeddedChannel channel = connected(offer(version));
            for (int piece = 0; piece < 4; piece++) {
                channel.writeInbound(Unpooled.wrappedBuffer(record(random)));
            }
            channel.close();

            channel.checkException();
            assertThat(told).containsExactly("failed");
            channel.finishAndReleaseAll();
        }
    }

    /** Most often a record with a handshake message, so that it is read at all. */
    private static byte[] record(Random random) {
        byte[] bytes = new byte[9 + random.nextInt(80)];
        random.nextBytes(bytes);
        if (random.nextInt(8) > 0) {
            int length = bytes.length - 5;
            bytes[0] = 22;
            bytes[1] = 3;
            bytes[2] = 3;
            bytes[3] = 0;
            bytes[4] = (byte) length;
            bytes[5] = (byte) (random.nextBoolean() ? 2 : random.nextInt(25));
            bytes[6] = 0;
            bytes[7] = 0;
            bytes[8] = (byte) (length - 4);
        }
        return bytes;
    }
}
