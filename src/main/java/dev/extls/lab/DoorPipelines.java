package dev.extls.lab;

import dev.extls.endpoint.Service;
import dev.extls.endpoint.TlsStart;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What one simulated server does with a connection: its doorkeeper, its TLS and what it speaks. */
final class DoorPipelines extends ChannelInitializer<Channel> {
    /** How long a connection may stay without a byte from the client; a refusal by silence lasts as long. */
    static final Duration IDLE_PATIENCE = Duration.ofSeconds(60);

    /** More than any request that a probe sends. */
    static final int LARGEST_REQUEST_BYTES = 65_536;

    private final LabServer server;
    private final Profile profile;
    private final Supplier<Doorkeeper> tls;
    private final Throttle throttle;

    DoorPipelines(LabServer server, Profile profile, Supplier<Doorkeeper> tls, Throttle throttle) {
        this.server = server;
        this.profile = profile;
        this.tls = tls;
        this.throttle = throttle;
    }

    @Override
    protected void initChannel(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(idleTimeout());
        boolean tlsAtOnce = server.service().tlsStart() == TlsStart.AT_ONCE;
        if (tlsAtOnce) {
            pipeline.addLast(tls.get());
        }
        if (server.service().http()) {
            pipeline.addLast(
                    new HttpServerCodec(),
                    new HttpObjectAggregator(LARGEST_REQUEST_BYTES),
                    new WebSite(server.name(), profile));
        } else if (server.service() != Service.TLS) {
            pipeline.addLast(LineTalk.LINES, LineTalk.lines());
            pipeline.addLast(new LineTalk(conversation(channel), tlsAtOnce, tls));
        }
        pipeline.addLast(new Leave());
    }

    static ReadTimeoutHandler idleTimeout() {
        return new ReadTimeoutHandler(IDLE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Conversation conversation(Channel channel) {
        InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
        return switch (server.service()) {
            case IMAP, IMAPS, BACKEND_IMAPS -> new ImapConversation(greetingEnd(), profile.imapVersion(), tlsAtOnce());
            case POP3, POP3S, BACKEND_POP3S -> new Pop3Conversation(greetingEnd(), tlsAtOnce());
            case SMTP, SUBMISSION, CLIENT_PROXY, OUTBOUND_PROXY, TRANSPORT ->
                new SmtpConversation(new SmtpConversation.Setting(
                        server.name(),
                        peer.getAddress().getHostAddress(),
                        profile.smtp().capabilities(server.service()),
                        profile.smtp().starttls(),
                        profile.maintenance(),
                        profile.smtp().active(),
                        !throttle.admits(peer.getAddress()),
                        Instant.now()));
            case HTTPS, BACKEND_HTTPS, TLS -> throw new IllegalStateException(server.service() + " speaks no lines");
        };
    }

    private boolean tlsAtOnce() {
        return server.service().tlsStart() == TlsStart.AT_ONCE;
    }

    /** Base64 of the server's name in UTF-16LE, in brackets, as Exchange Online sends it. */
    private String greetingEnd() {
        return profile.namedGreeting()
                ? " [" + Base64.getEncoder().encodeToString(server.name().getBytes(StandardCharsets.UTF_16LE)) + "]"
                : "";
    }

    /** The end of every pipeline: a connection in trouble is closed, and nothing more is said about it. */
    @SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails has nobody to be told
    static final class Leave extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            ReferenceCountUtil.release(event);
        }
    }
}
