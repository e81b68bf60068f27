package dev.extls.net;

import dev.extls.dialogue.Dialogue;
import dev.extls.dialogue.Learned;
import dev.extls.dialogue.Stage;
import dev.extls.dialogue.Turn;
import dev.extls.tls.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Consumer;

/** Reads the greeting that IMAPS and POP3S send inside TLS; what it names is kept, nothing is answered. */
final class GreetingHandler extends ChannelInboundHandlerAdapter {
    private final Consumer<Learned> done;
    private Dialogue dialogue;
    private boolean over;

    /** With whom to talk, and who is told once what was learned. */
    GreetingHandler(Dialogue dialogue, Consumer<Learned> done) {
        this.dialogue = dialogue;
        this.done = done;
    }

    /** Waits no longer. */
    void finish() {
        if (!over) {
            over = true;
            done.accept(dialogue.learned());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        Bytes bytes = Bytes.of(ByteBufUtil.getBytes(buffer));
        buffer.release();
        if (over) {
            return;
        }
        Turn turn = dialogue.receive(bytes);
        dialogue = turn.next();
        if (turn.end().isPresent() || dialogue.stage() != Stage.GREETING) {
            finish();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        finish();
        ctx.fireChannelInactive();
    }
}
