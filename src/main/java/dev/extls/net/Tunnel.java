package dev.extls.net;

import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The way of one connection through a {@link Proxy}: in front of the tap, until the proxy says that the connection stands. */
final class Tunnel extends ChannelInboundHandlerAdapter {
    private final Proxy proxy;
    private final Duration deadline;
    private final Runnable stands;
    private final Consumer<Outcome> failed;
    private Optional<Outcome> told = Optional.empty();

    /**
     * A tunnel to be dug.
     *
     * @param proxy whose address is known
     * @param deadline for all of it
     * @param stands is called once the endpoint is reached, before the first byte of it is passed on
     * @param failed is called in its place otherwise
     */
    Tunnel(Proxy proxy, Duration deadline, Runnable stands, Consumer<Outcome> failed) {
        this.proxy = proxy;
        this.deadline = deadline;
        this.stands = stands;
        this.failed = failed;
    }

    /** In front of everything that a channel has. */
    void dig(ChannelPipeline pipeline) {
        ProxyHandler handler = switch (proxy.kind()) {
            case SOCKS5 -> new SocksHandler(proxy, outcome -> told = Optional.of(outcome));
            case HTTP ->
                proxy.user().isEmpty()
                        ? new HttpProxyHandler(proxy.address())
                        : new HttpProxyHandler(proxy.address(), proxy.user(), proxy.password());
        };
        handler.setConnectTimeoutMillis(deadline.toMillis());
        pipeline.addFirst(handler, this);
        if (proxy.kind() == Proxy.Kind.HTTP) {
            pipeline.addBefore(pipeline.context(handler).name(), null, statusEar());
        }
    }

    /** Hears the status; a refusal is whole without its body, and what is said before the answer (RFC 9110 section 15.2) is passed over. */
    private ChannelHandler statusEar() {
        return new ChannelInboundHandlerAdapter() {
            private boolean interim;

            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                if (message instanceof HttpResponse response) {
                    interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                            && response.decoderResult().isSuccess();
                }
                if (interim) {
                    ReferenceCountUtil.release(message);
                    return;
                }
                boolean decided = message instanceof HttpResponse response && decides(response);
                ctx.fireChannelRead(message);
                if (decided) {
                    ctx.close();
                }
            }
        };
    }

    /** Keeps what a response means for the endpoint; whether that is no connection, whatever follows. */
    private boolean decides(HttpResponse response) {
        boolean garbled = response.decoderResult().isFailure();
        told = Optional.of(garbled ? refused("does not speak HTTP") : refusal(response.status()));
        return garbled || !response.status().equals(HttpResponseStatus.OK);
    }

    /** Comes before what the proxy sent behind its answer, which is the endpoint's. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ProxyConnectionEvent) {
            ctx.pipeline().remove(this);
            stands.run();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failed.accept(told.orElseGet(() -> silence(ctx.channel().isActive(), cause)));
    }

    /** Before its answer: the deadline passed while it was connecting, or it ended the connection. */
    private Outcome silence(boolean stillThere, Throwable cause) {
        if (stillThere && cause instanceof ProxyConnectException && cause.getCause() == null) {
            return new Outcome.NotReached(
                    Trouble.CONNECT_TIMEOUT,
                    "the proxy " + proxy + " did not say within " + deadline.toMillis() / 1000.0
                            + " s that it reached the endpoint");
        }
        return refused(
                cause.getCause() instanceof DecoderException
                        ? "does not speak " + proxy.kind()
                        : "ended the connection and did not say why");
    }

    /** The proxy, not the endpoint, is in the way. */
    private Outcome refused(String words) {
        return new Outcome.NotReached(Trouble.OUR_FAULT, "the proxy " + proxy + " " + words);
    }

    /**
     * RFC 9110 section 15.6.5: 504 is said by a proxy that waited for the server in vain. Every other status may be about the proxy itself, its rules
     * and its users, so it says nothing about the endpoint.
     */
    private Outcome refusal(HttpResponseStatus status) {
        String words = "answered CONNECT with " + status.code();
        if (status.code() == HttpResponseStatus.GATEWAY_TIMEOUT.code()) {
            return new Outcome.NotReached(Trouble.CONNECT_TIMEOUT, "the proxy " + proxy + " " + words);
        }
        return refused(
                status.code() == HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED.code()
                        ? words + ": it wants a user and a password that it knows"
                        : words);
    }
}
