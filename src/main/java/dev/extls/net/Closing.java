package dev.extls.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The ways in which we close a channel; on its event loop. */
enum Closing {
    /** RST, so that a list scan does not eat the ports with TIME_WAIT: where a hello was broken off. */
    BY_RESET,
    /** FIN past all handlers: where a handshake did not finish, SslHandler would wait to say what it cannot. */
    AT_ONCE,
    /** FIN behind what has been written: where no hello was sent, or a handshake finished. */
    AFTER_LAST_WORDS;

    /** How long QUIT and close_notify may take to leave. */
    static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /**
     * Closes.
     *
     * @return done once the channel is closed
     */
    ChannelFuture close(Channel open) {
        switch (this) {
            case BY_RESET -> {
                if (open.isOpen()) {
                    open.config().setOption(ChannelOption.SO_LINGER, 0);
                }
                drop(open);
            }
            // after the step that is running: SslHandler sends the alert of a refusal when it has told of it
            case AT_ONCE -> open.eventLoop().execute(() -> drop(open));
            case AFTER_LAST_WORDS -> {
                open.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
                Future<?> limit =
                        open.eventLoop().schedule(() -> drop(open), LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
                open.closeFuture().addListener(closed -> limit.cancel(false));
            }
        }
        return open.closeFuture();
    }

    /** From the front of the pipeline: no handler hears of it, so none can hold it up. */
    private static void drop(Channel open) {
        Optional.ofNullable(open.pipeline().firstContext()).ifPresent(ChannelHandlerContext::close);
    }
}
