package dev.extls.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.util.function.Consumer;

/** Behind everything: what no handler caught is a bug of ours, unless it is the peer's doing that was told elsewhere. */
final class Border extends ChannelInboundHandlerAdapter {
    static final String NAME = "border";

    private final Consumer<Throwable> bug;

    Border(Consumer<Throwable> bug) {
        this.bug = bug;
    }

    /** SslHandler throws a failed handshake once more behind its completion event, as a DecoderException. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException) && !(cause instanceof DecoderException)) {
            bug.accept(cause);
        }
    }
}
