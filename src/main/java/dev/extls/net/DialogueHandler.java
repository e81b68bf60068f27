package dev.extls.net;

import dev.extls.dialogue.Dialogue;
import dev.extls.dialogue.Stage;
import dev.extls.dialogue.Turn;
import dev.extls.tls.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** Carries a dialogue over the wire: the server's bytes into the state machine, its lines out to the server. */
final class DialogueHandler extends ChannelInboundHandlerAdapter {
    private final Connection connection;
    private final Tap tap;
    private Dialogue dialogue;
    private boolean over;

    DialogueHandler(Connection connection, Tap tap, Dialogue dialogue) {
        this.connection = connection;
        this.tap = tap;
        this.dialogue = dialogue;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        wait(ctx, Stage.GREETING);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        Bytes bytes = Bytes.of(ByteBufUtil.getBytes(buffer));
        buffer.release();
        if (!over) {
            Stage before = dialogue.stage();
            take(ctx, dialogue.receive(bytes));
            if (!over && dialogue.stage() != before) {
                wait(ctx, dialogue.stage());
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!over) {
            take(
                    ctx,
                    switch (tap.ended()) {
                        case RESET -> dialogue.reset();
                        case CLOSED -> dialogue.closed();
                        case LOST, NOT_YET -> dialogue.silent();
                    });
        }
        ctx.fireChannelInactive();
    }

    private void wait(ChannelHandlerContext ctx, Stage stage) {
        connection.deadline(stage, () -> {
            if (!over) {
                take(ctx, dialogue.silent());
            }
        });
    }

    private void take(ChannelHandlerContext ctx, Turn turn) {
        dialogue = turn.next();
        turn.say().forEach(line -> ctx.write(Unpooled.copiedBuffer(line + "\r\n", StandardCharsets.ISO_8859_1)));
        ctx.flush();
        turn.end().ifPresent(end -> {
            over = true;
            ctx.pipeline().remove(this);
            end.<Runnable>fold(
                            leftOver -> () -> connection.mayStartTls(leftOver),
                            (failure, detail) -> () -> connection.upgradeFailed(failure, detail))
                    .run();
        });
    }
}
