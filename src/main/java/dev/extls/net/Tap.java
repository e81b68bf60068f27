package dev.extls.net;

import dev.extls.tls.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Optional;

/** In front of everything: keeps the raw TLS bytes of both ways up to a bound, and notes how the peer ended. */
final class Tap extends ChannelDuplexHandler {
    /** More than a flight with a hundred certificates of 2 KiB each. */
    static final int KEPT_BYTES = 1 << 18;

    private final Kept sent = new Kept();
    private final Kept received = new Kept();
    private boolean open;
    private boolean cut;
    private Runnable whenCut = () -> {};
    private Ended ended = Ended.NOT_YET;

    /** How the connection came to its end. */
    enum Ended {
        /** It stands. */
        NOT_YET,
        /** The end of the stream: FIN, or our own close. */
        CLOSED,
        /** RST. */
        RESET,
        /** The network gave up on it, so it says nothing about the peer. */
        LOST
    }

    /** From here on bytes are TLS. */
    void open() {
        open = true;
    }

    Bytes sent() {
        return sent.bytes();
    }

    /** Whether a TLS byte of ours went out. */
    boolean hasSent() {
        return sent.length > 0;
    }

    Bytes received() {
        return received.bytes();
    }

    int receivedLength() {
        return received.length;
    }

    /** Whether more came or went than is kept. */
    boolean cut() {
        return cut;
    }

    /** What is done, once, when more has come than is kept; in place of what was to be done. */
    void whenCut(Runnable then) {
        whenCut = then;
    }

    /** How the connection ended; the first end is the one that counts. */
    Ended ended() {
        return ended;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        boolean whole = !cut;
        keep(received, message);
        if (whole && cut) {
            whenCut.run();
        }
        ctx.fireChannelRead(message);
    }

    /** A write that fails on a connected socket has met a reset that came before it: ECONNRESET or EPIPE, write(2). */
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        keep(sent, message);
        ctx.write(message, promise.unvoid().addListener(written -> {
            if (written.cause() instanceof IOException failure && !(failure instanceof ClosedChannelException)) {
                ended(Ended.RESET);
            }
        }));
    }

    /**
     * A read that fails: the JDK tells a reset as a SocketException and everything else, such as a route that is gone, as a plain
     * IOException (sun.nio.ch.SocketChannelImpl). Netty closes the channel next.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            ended(cause instanceof SocketException ? Ended.RESET : Ended.LOST);
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended(Ended.CLOSED);
        ctx.fireChannelInactive();
    }

    private void ended(Ended how) {
        if (ended == Ended.NOT_YET) {
            ended = how;
        }
    }

    private void keep(Kept kept, Object message) {
        if (!open || !(message instanceof ByteBuf bytes)) {
            return;
        }
        int room = Math.min(bytes.readableBytes(), KEPT_BYTES - kept.length);
        cut |= room < bytes.readableBytes();
        kept.add(bytes, room);
    }

    /** Bytes of one way. */
    private static final class Kept {
        private byte[] content = new byte[0];
        private int length;
        private Optional<Bytes> bytes = Optional.of(Bytes.EMPTY);

        void add(ByteBuf more, int count) {
            if (count > content.length - length) {
                content = Arrays.copyOf(content, Math.max(2 * content.length, length + count));
            }
            more.getBytes(more.readerIndex(), content, length, count);
            length += count;
            bytes = Optional.empty();
        }

        /** Copied once, however often they are looked at. */
        Bytes bytes() {
            Bytes all = bytes.orElseGet(() -> Bytes.of(content, 0, length));
            bytes = Optional.of(all);
            return all;
        }
    }
}
