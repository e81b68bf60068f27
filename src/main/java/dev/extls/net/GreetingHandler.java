package dev.extls.net;

import dev.extls.dialogue.Dialogue;
import dev.extls.dialogue.Stage;
import dev.extls.dialogue.Turn;
import dev.extls.tls.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Reads the greeting that IMAPS and POP3S send inside TLS; what it names is kept, nothing is answered. */
final class GreetingHandler extends ChannelInboundHandlerAdapter {
    private final Runnable done;
    private Dialogue dialogue;

    GreetingHandler(Dialogue dialogue, Runnable done) {
        this.dialogue = dialogue;
        this.done = done;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        Bytes bytes = Bytes.of(ByteBufUtil.getBytes(buffer));
        buffer.release();
        Turn turn = dialogue.receive(bytes);
        dialogue = turn.next();
        if (turn.end().isPresent() || dialogue.stage() != Stage.GREETING) {
            ctx.pipeline().remove(this);
            done.run();
        }
    }
}
