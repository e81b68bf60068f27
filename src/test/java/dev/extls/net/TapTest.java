package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.tls.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TapTest {
    private final Tap tap = new Tap();

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(Bytes.fromHex(hex).toArray());
    }

    @Test
    void keepsBothWaysFromWhereTlsBeginsAndPassesEverythingOn() {
        EmbeddedChannel channel = new EmbeddedChannel(tap);
        channel.writeInbound(bytes("aa"));
        channel.writeOutbound(bytes("bb"));
        tap.open();
        channel.writeInbound(bytes("01"), bytes("02"));
        channel.writeOutbound(bytes("03"), bytes("04"));

        assertThat(tap.received()).isEqualTo(Bytes.fromHex("0102"));
        assertThat(tap.sent()).isEqualTo(Bytes.fromHex("0304"));
        assertThat(tap.receivedLength()).isEqualTo(2);
        assertThat(tap.hasSent()).isTrue();
        assertThat(tap.cut()).isFalse();
        for (int i = 0; i < 3; i++) {
            ByteBuf in = channel.readInbound();
            ByteBuf out = channel.readOutbound();
            assertThat(in.readableBytes()).as("nothing was taken out of it").isEqualTo(1);
            assertThat(in.refCnt()).isEqualTo(1);
            assertThat(out.refCnt()).isEqualTo(1);
            in.release();
            out.release();
        }
        assertThat(channel.finish()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, Tap.KEPT_BYTES, 3 * Tap.KEPT_BYTES})
    void keepsNoMoreThanItsBoundHoweverItComes(int piece) {
        EmbeddedChannel channel = new EmbeddedChannel(tap);
        tap.open();
        for (int sent = 0; sent < Tap.KEPT_BYTES; sent += piece) {
            assertThat(tap.cut()).isFalse();
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[Math.min(piece, Tap.KEPT_BYTES - sent)]));
        }
        assertThat(tap.receivedLength()).isEqualTo(Tap.KEPT_BYTES);
        assertThat(tap.cut()).as("just as much as is kept").isFalse();

        channel.writeInbound(Unpooled.wrappedBuffer(new byte[1]));
        assertThat(tap.cut()).isTrue();
        assertThat(tap.receivedLength()).isEqualTo(Tap.KEPT_BYTES);
        channel.finishAndReleaseAll();
    }

    @Test
    void tellsTheEndOfTheStreamFromAResetAndFromALostConnection() {
        EmbeddedChannel closed = new EmbeddedChannel(tap);
        assertThat(tap.ended()).isEqualTo(Tap.Ended.NOT_YET);
        closed.close();
        assertThat(tap.ended()).isEqualTo(Tap.Ended.CLOSED);

        assertThat(endOf(new SocketException("Connection reset"))).isEqualTo(Tap.Ended.RESET);
        assertThat(endOf(new IOException("No route to host"))).isEqualTo(Tap.Ended.LOST);
    }

    private static Tap.Ended endOf(Throwable readFailure) {
        Tap tap = new Tap();
        EmbeddedChannel channel = new EmbeddedChannel(tap);
        channel.pipeline().fireExceptionCaught(readFailure);
        channel.close();
        channel.checkException();
        return tap.ended();
    }

    @Test
    void aWriteThatFailsHasMetAReset() {
        Tap met = new Tap();
        writeFailingWith(met, new IOException("Broken pipe"));
        assertThat(met.ended()).isEqualTo(Tap.Ended.RESET);

        Tap closedByUs = new Tap();
        writeFailingWith(closedByUs, new ClosedChannelException());
        assertThat(closedByUs.ended()).isEqualTo(Tap.Ended.CLOSED);
    }

    private static void writeFailingWith(Tap tap, IOException failure) {
        EmbeddedChannel channel = new EmbeddedChannel(
                new ChannelOutboundHandlerAdapter() {
                    @Override
                    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
                        ReferenceCountUtil.release(message);
                        promise.setFailure(failure);
                        ctx.close();
                    }
                },
                tap);
        ByteBuf message = bytes("01");
        channel.writeAndFlush(message);
        assertThat(message.refCnt()).isZero();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whatIsNoTroubleOfTheNetworkIsPassedOn() {
        AtomicReference<Throwable> bug = new AtomicReference<>();
        EmbeddedChannel channel = new EmbeddedChannel(tap, new Border(bug::set));
        IllegalStateException planted = new IllegalStateException("planted");

        channel.pipeline().fireExceptionCaught(planted);

        assertThat(bug).hasValue(planted);
        assertThat(tap.ended()).isEqualTo(Tap.Ended.NOT_YET);
        channel.finishAndReleaseAll();
    }
}
