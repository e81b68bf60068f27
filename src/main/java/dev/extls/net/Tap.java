package dev.extls.net;

import dev.extls.tls.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** In front of everything: keeps the raw TLS bytes of both ways up to a bound, and notes how the peer ended. */
final class Tap extends ChannelDuplexHandler {
    /** More than a flight with a hundred certificates of 2 KiB each. */
    static final int KEPT_BYTES = 1 << 18;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean open;
    private boolean cut;
    private boolean reset;
    private boolean ended;

    /** From here on bytes are TLS. */
    void open() {
        open = true;
    }

    Bytes sent() {
        return Bytes.of(sent.toByteArray());
    }

    Bytes received() {
        return Bytes.of(received.toByteArray());
    }

    int receivedLength() {
        return received.size();
    }

    /** Whether more came or went than is kept. */
    boolean cut() {
        return cut;
    }

    /** Whether the peer reset the connection (RST). */
    boolean reset() {
        return reset;
    }

    /** Whether the peer ended the connection, by FIN or RST. */
    boolean ended() {
        return ended;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        keep(received, message);
        ctx.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        keep(sent, message);
        ctx.write(message, promise);
    }

    /** A read that fails on a connected socket is a reset: everything else arrives as the end of the stream. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            reset = true;
            ended = true;
            ctx.close();
            return;
        }
        ctx.fireExceptionCaught(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended = true;
        ctx.fireChannelInactive();
    }

    private void keep(ByteArrayOutputStream kept, Object message) {
        if (!open || !(message instanceof ByteBuf bytes)) {
            return;
        }
        int room = Math.min(bytes.readableBytes(), KEPT_BYTES - kept.size());
        cut |= room < bytes.readableBytes();
        kept.writeBytes(ByteBufUtil.getBytes(bytes, bytes.readerIndex(), room, true));
    }
}
