package dev.extls.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.tls.TlsClientProtocol;

/** Carries the bytes of a {@link TicketClient} to and fro. */
final class TicketHandler extends ChannelInboundHandlerAdapter {
    private static final int CHUNK = 1 << 14;

    private final TicketClient client;
    private final Events events;
    private boolean over;
    private boolean told;

    /** What becomes of the handshake; {@code failed} or {@code given} comes once, and nothing after it. */
    interface Events {
        /** It has finished, and in TLS 1.3 a ticket may still come. */
        void finished();

        /** It has finished and no ticket is waited for any more. */
        void given();

        /** It did not finish, or the connection ended before a ticket came. */
        void failed(Throwable cause);
    }

    TicketHandler(TicketClient client, Events events) {
        this.client = client;
        this.events = events;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        step(ctx, protocol -> protocol.connect(client));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (!over && message instanceof ByteBuf bytes) {
                byte[] received = ByteBufUtil.getBytes(bytes);
                step(ctx, protocol -> protocol.offerInput(received));
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!over) {
            over = true;
            events.failed(new IOException("the connection ended"));
        }
        ctx.fireChannelInactive();
    }

    /** Says something inside TLS and then close_notify. */
    void sayGoodbye(ChannelHandlerContext ctx, String goodbye) {
        over = true;
        try {
            byte[] text = goodbye.getBytes(StandardCharsets.US_ASCII);
            client.protocol().writeApplicationData(text, 0, text.length);
            client.protocol().close();
        } catch (IOException alreadyOver) {
            // there is nobody left to say it to
        }
        flush(ctx);
    }

    private interface Step {
        void on(TlsClientProtocol protocol) throws IOException;
    }

    private void step(ChannelHandlerContext ctx, Step step) {
        try {
            step.on(client.protocol());
            flush(ctx);
            tell();
        } catch (IOException | RuntimeException refused) {
            // BouncyCastle says so of bytes that it cannot read, too
            flush(ctx);
            if (!over) {
                over = true;
                events.failed(refused);
            }
        }
    }

    private void tell() {
        if (client.finished() && !told) {
            told = true;
            events.finished();
        }
        if (client.given() && !over) {
            over = true;
            events.given();
        }
    }

    private void flush(ChannelHandlerContext ctx) {
        TlsClientProtocol protocol = client.protocol();
        byte[] chunk = new byte[CHUNK];
        while (protocol.getAvailableOutputBytes() > 0) {
            int length = protocol.readOutput(chunk, 0, chunk.length);
            ctx.write(Unpooled.copiedBuffer(chunk, 0, length));
        }
        ctx.flush();
    }
}
