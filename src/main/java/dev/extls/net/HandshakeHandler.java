package dev.extls.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.function.Consumer;

/** Behind the SslHandler: reports how the handshake ended. */
final class HandshakeHandler extends ChannelInboundHandlerAdapter {
    private final Runnable finished;
    private final Consumer<Throwable> failed;

    HandshakeHandler(Runnable finished, Consumer<Throwable> failed) {
        this.finished = finished;
        this.failed = failed;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent completion) {
            ctx.pipeline().remove(this);
            if (completion.isSuccess()) {
                finished.run();
            } else {
                failed.accept(completion.cause());
            }
        }
        ctx.fireUserEventTriggered(event);
    }
}
