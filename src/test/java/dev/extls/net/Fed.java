package dev.extls.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of a peer that were given to a channel without a network.
 *
 * @param pieces in which they were given
 */
record Fed(List<ByteBuf> pieces) {
    /** Gives all but the first byte, in pieces whose length is one more than that byte, as long as the channel is open. */
    static Fed to(EmbeddedChannel channel, byte[] input) {
        List<ByteBuf> pieces = new ArrayList<>();
        int length = input.length == 0 ? 1 : 1 + (input[0] & 0xff);
        for (int from = 1; from < input.length && channel.isOpen(); from += length) {
            ByteBuf piece = Unpooled.copiedBuffer(input, from, Math.min(length, input.length - from));
            pieces.add(piece);
            channel.writeInbound(piece);
            channel.runPendingTasks();
        }
        return new Fed(pieces);
    }

    /** Once the channel is closed nobody holds any of them. */
    void released() {
        assertThat(pieces).allMatch(piece -> piece.refCnt() == 0, "is released");
    }
}
