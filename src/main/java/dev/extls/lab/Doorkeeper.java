package dev.extls.lab;

import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.ClientHelloReader;
import dev.extls.wire.ClientHelloReader.Reading;
import dev.extls.wire.Extensions;
import dev.extls.wire.Sslv2ServerHello;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import java.security.SecureRandom;
import java.util.List;

/**
 * Stands before TLS: reads the first hello and plays the manners of the profile. A hello that is admitted goes on to a TLS
 * engine made for it, with every byte behind it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails has nobody to be told
final class Doorkeeper extends ByteToMessageDecoder {
    private static final int FATAL = 2;
    private static final int CONNECTION_ID_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HouseRules rules;
    private final TlsSide tls;
    private boolean decided;

    Doorkeeper(HouseRules rules, TlsSide tls) {
        this.rules = rules;
        this.tls = tls;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (decided) {
            in.skipBytes(in.readableBytes());
            return;
        }
        Reading reading =
                ClientHelloReader.read(Bytes.of(ByteBufUtil.getBytes(in, in.readerIndex(), in.readableBytes())));
        if (reading instanceof Reading.Incomplete) {
            return;
        }
        decided = true;
        if (reading instanceof Reading.Whole whole) {
            int recordVersion = in.getUnsignedShort(in.readerIndex() + 1);
            ByteBuf hello = in.readRetainedSlice(whole.consumed());
            follow(rules.judge(whole.hello()), context, hello, withoutVersions(whole.hello(), recordVersion), out);
        } else if (reading instanceof Reading.Sslv2 framed) {
            ByteBuf hello = in.readRetainedSlice(framed.consumed());
            follow(rules.judge(framed.hello()), context, hello, Bytes.EMPTY, out);
        } else {
            in.skipBytes(in.readableBytes());
            turnAway(context, rules.nonsense());
        }
    }

    private void follow(
            HouseRules.Ruling ruling, ChannelHandlerContext context, ByteBuf hello, Bytes changed, List<Object> out) {
        if (ruling instanceof HouseRules.Ruling.Admit admitted) {
            if (admitted.hideVersions()) {
                hello.release();
                out.add(Unpooled.wrappedBuffer(changed.toArray()));
            } else {
                out.add(hello);
            }
            context.pipeline().addAfter(context.name(), null, new SslHandler(tls.engine(admitted)));
            context.pipeline().remove(this);
            return;
        }
        hello.release();
        if (ruling instanceof HouseRules.Ruling.AdmitSslv2 admitted) {
            byte[] connectionId = new byte[CONNECTION_ID_BYTES];
            RANDOM.nextBytes(connectionId);
            // X.509 is certificate type 1, SSL 2.0 draft section C.5. What follows is cryptography that nobody here
            // speaks.
            Sslv2ServerHello answer = new Sslv2ServerHello(
                    false,
                    1,
                    ProtocolVersion.SSL_2_0.code(),
                    tls.certificate(),
                    admitted.kinds(),
                    Bytes.of(connectionId));
            context.writeAndFlush(Unpooled.wrappedBuffer(answer.framed().toArray()));
        } else if (ruling instanceof HouseRules.Ruling.TurnAway away) {
            turnAway(context, away.how());
        }
    }

    private static void turnAway(ChannelHandlerContext context, Refusal how) {
        switch (how.style()) {
            case RST -> Relay.reset(context.channel());
            case FIN -> context.close();
            case ALERT ->
                // A record of type 21 with level and description, RFC 8446 sections 5.1 and 6.
                context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {21, 3, 1, 0, 2, FATAL, (byte) how.alert()}))
                        .addListener(ChannelFutureListener.CLOSE);
            case SILENCE -> {}
        }
    }

    /** The hello as a server reads it that does not know supported_versions. */
    private static Bytes withoutVersions(ClientHello hello, int recordVersion) {
        return new ClientHello(
                        hello.legacyVersion(),
                        hello.random(),
                        hello.sessionId(),
                        hello.suites(),
                        hello.compressions(),
                        hello.extensions().stream()
                                .filter(extension -> extension.type() != Extensions.SUPPORTED_VERSIONS)
                                .toList())
                .records(recordVersion);
    }
}
