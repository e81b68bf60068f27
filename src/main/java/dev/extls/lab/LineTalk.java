package dev.extls.lab;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Holds a conversation on a connection; puts TLS under it when asked. */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails has nobody to be told
final class LineTalk extends SimpleChannelInboundHandler<ByteBuf> {
    /** The name of the line decoder before it, which it exchanges when TLS starts. */
    static final String LINES = "lines";

    /** {@code MaxCommandSize} of IMAP is 10240, longer than that of POP3 and of SMTP (Set-ImapSettings). */
    private static final int LONGEST_LINE = 10_240;

    private final Supplier<Doorkeeper> tls;
    private final boolean tlsAtOnce;
    private Conversation conversation;
    private boolean deaf;

    /** Greets at once, or, where TLS starts with the first byte, after its handshake. */
    LineTalk(Conversation conversation, boolean tlsAtOnce, Supplier<Doorkeeper> tls) {
        this.conversation = conversation;
        this.tlsAtOnce = tlsAtOnce;
        this.tls = tls;
    }

    static LineBasedFrameDecoder lines() {
        return new LineBasedFrameDecoder(LONGEST_LINE);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!tlsAtOnce) {
            say(context, conversation.greeting());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (tlsAtOnce && event instanceof SslHandshakeCompletionEvent completion && completion.isSuccess()) {
            say(context, conversation.greeting());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
        if (!deaf) {
            say(context, conversation.answer(line.toString(StandardCharsets.ISO_8859_1)));
        }
    }

    private void say(ChannelHandlerContext context, Conversation.Reply reply) {
        ChannelFuture said = context.writeAndFlush(Unpooled.copiedBuffer(reply.text(), StandardCharsets.ISO_8859_1));
        switch (reply.then()) {
            case STAY -> {}
            case CLOSE -> said.addListener(ChannelFutureListener.CLOSE);
            case START_TLS -> startTls(context);
        }
    }

    /** RFC 3207 section 4.2: what was said in the clear is forgotten, lines sent too early among it. */
    private void startTls(ChannelHandlerContext context) {
        deaf = true;
        context.pipeline().remove(LINES);
        deaf = false;
        context.pipeline().addBefore(context.name(), LINES, lines());
        context.pipeline().addBefore(LINES, null, tls.get());
        conversation = conversation.secured();
    }
}
