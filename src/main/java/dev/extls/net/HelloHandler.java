package dev.extls.net;

import dev.extls.offer.Offer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** Waits for the answer to a hello of our own: the bytes lie in the tap, this only looks whether they are enough. */
final class HelloHandler extends ChannelInboundHandlerAdapter {
    /**
     * How many bytes are looked at over all pieces of one answer. A flight of 5 KiB may come byte by byte; a peer that sends more in
     * more pieces is read once more at the end, and costs us no more than this.
     */
    static final long LOOKED_AT_MOST = 1 << 24;

    private final Offer offer;
    private final Tap tap;
    private final Events events;
    private boolean chosen;
    private boolean over;
    private long lookedAt;

    HelloHandler(Offer offer, Tap tap, Events events) {
        this.offer = offer;
        this.tap = tap;
        this.events = events;
    }

    /** What becomes of an answer; {@code enough} or {@code ended} comes once, and nothing after it. */
    interface Events {
        /** The server has chosen; what is still missing is only detail. Comes once at most. */
        void chosen();

        /** The answer is whole, or more than is kept. */
        void enough();

        /** The connection has ended before that. */
        void ended();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
        if (over) {
            return;
        }
        if (tap.cut()) {
            over = true;
            events.enough();
            return;
        }
        lookedAt += tap.receivedLength();
        if (lookedAt <= LOOKED_AT_MOST) {
            look();
        }
    }

    private void look() {
        TlsAnswer answer = TlsAnswer.read(offer, tap.received());
        if (answer.whole()) {
            over = true;
            events.enough();
        } else if (answer.chosen() && !chosen) {
            chosen = true;
            events.chosen();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!over) {
            over = true;
            events.ended();
        }
        ctx.fireChannelInactive();
    }
}
