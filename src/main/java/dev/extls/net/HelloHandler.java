package dev.extls.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.function.BooleanSupplier;

/** Waits for the answer to a hello of our own: the bytes lie in the tap, this only looks whether they are enough. */
final class HelloHandler extends ChannelInboundHandlerAdapter {
    private final BooleanSupplier enough;
    private final Runnable done;

    HelloHandler(BooleanSupplier enough, Runnable done) {
        this.enough = enough;
        this.done = done;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
        if (enough.getAsBoolean()) {
            done.run();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        done.run();
        ctx.fireChannelInactive();
    }
}
