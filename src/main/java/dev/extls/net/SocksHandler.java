package dev.extls.net;

import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.socksx.v5.DefaultSocks5CommandRequest;
import io.netty.handler.codec.socksx.v5.DefaultSocks5InitialRequest;
import io.netty.handler.codec.socksx.v5.DefaultSocks5PasswordAuthRequest;
import io.netty.handler.codec.socksx.v5.Socks5AddressType;
import io.netty.handler.codec.socksx.v5.Socks5AuthMethod;
import io.netty.handler.codec.socksx.v5.Socks5ClientEncoder;
import io.netty.handler.codec.socksx.v5.Socks5CommandResponse;
import io.netty.handler.codec.socksx.v5.Socks5CommandResponseDecoder;
import io.netty.handler.codec.socksx.v5.Socks5CommandStatus;
import io.netty.handler.codec.socksx.v5.Socks5CommandType;
import io.netty.handler.codec.socksx.v5.Socks5InitialResponse;
import io.netty.handler.codec.socksx.v5.Socks5InitialResponseDecoder;
import io.netty.handler.codec.socksx.v5.Socks5Message;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthResponse;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthResponseDecoder;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.proxy.ProxyHandler;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** SOCKS version 5 (RFC 1928). Netty's own handler tells what the proxy replied in the text of an exception only; this one tells an outcome. */
final class SocksHandler extends ProxyHandler {
    private static final String DECODER = "socks-decoder";
    private static final String ENCODER = "socks-encoder";

    private final Proxy proxy;
    private final Consumer<Outcome> refused;

    SocksHandler(Proxy proxy, Consumer<Outcome> refused) {
        super(proxy.address());
        this.proxy = proxy;
        this.refused = refused;
    }

    @Override
    public String protocol() {
        return "socks5";
    }

    @Override
    public String authScheme() {
        return proxy.user().isEmpty() ? "none" : "password";
    }

    @Override
    protected void addCodec(ChannelHandlerContext ctx) {
        ctx.pipeline().addBefore(ctx.name(), DECODER, new Socks5InitialResponseDecoder());
        ctx.pipeline().addBefore(ctx.name(), ENCODER, Socks5ClientEncoder.DEFAULT);
    }

    @Override
    protected void removeEncoder(ChannelHandlerContext ctx) {
        ctx.pipeline().remove(ENCODER);
    }

    @Override
    protected void removeDecoder(ChannelHandlerContext ctx) {
        ctx.pipeline().remove(DECODER);
    }

    @Override
    protected Object newInitialMessage(ChannelHandlerContext ctx) {
        return new DefaultSocks5InitialRequest(
                proxy.user().isEmpty()
                        ? List.of(Socks5AuthMethod.NO_AUTH)
                        : List.of(Socks5AuthMethod.NO_AUTH, Socks5AuthMethod.PASSWORD));
    }

    @Override
    protected boolean handleResponse(ChannelHandlerContext ctx, Object response) throws ProxyConnectException {
        if (response instanceof Socks5Message message && message.decoderResult().isFailure()) {
            throw fault("does not speak SOCKS 5");
        }
        if (response instanceof Socks5InitialResponse greeting) {
            greeted(ctx, greeting.authMethod());
            return false;
        }
        if (response instanceof Socks5PasswordAuthResponse answer) {
            if (!answer.status().isSuccess()) {
                throw fault("does not take this user with this password");
            }
            connect(ctx);
            return false;
        }
        if (response instanceof Socks5CommandResponse reply) {
            if (!reply.status().isSuccess()) {
                refused.accept(refusal(reply.status()));
                throw new ProxyConnectException();
            }
            return true;
        }
        throw fault("does not speak SOCKS 5");
    }

    private void greeted(ChannelHandlerContext ctx, Socks5AuthMethod method) throws ProxyConnectException {
        if (method.equals(Socks5AuthMethod.NO_AUTH)) {
            connect(ctx);
        } else if (method.equals(Socks5AuthMethod.PASSWORD) && !proxy.user().isEmpty()) {
            expect(ctx, new Socks5PasswordAuthResponseDecoder());
            sendToProxyServer(new DefaultSocks5PasswordAuthRequest(proxy.user(), proxy.password()));
        } else {
            throw fault(
                    proxy.user().isEmpty()
                            ? "lets nobody in without a user and a password"
                            : "takes neither a user with a password nor nobody");
        }
    }

    private void connect(ChannelHandlerContext ctx) {
        InetSocketAddress endpoint = destinationAddress();
        String literal = OurAddress.literal(endpoint.getAddress());
        expect(ctx, new Socks5CommandResponseDecoder());
        sendToProxyServer(new DefaultSocks5CommandRequest(
                Socks5CommandType.CONNECT,
                literal.indexOf(':') >= 0 ? Socks5AddressType.IPv6 : Socks5AddressType.IPv4,
                literal,
                endpoint.getPort()));
    }

    private static void expect(ChannelHandlerContext ctx, ChannelHandler next) {
        ctx.pipeline().replace(DECODER, DECODER, next);
    }

    private ProxyConnectException fault(String words) {
        refused.accept(new Outcome.NotReached(Trouble.OUR_FAULT, "the proxy " + proxy + " " + words));
        return new ProxyConnectException();
    }

    /** RFC 1928 section 6. What the proxy says of the endpoint is its word, which nobody has seen on the wire. */
    private Outcome refusal(Socks5CommandStatus status) {
        int code = status.byteValue() & 0xff;
        Trouble trouble = switch (code) {
            case 0x03, 0x04, 0x05 -> Trouble.CONNECTION_REFUSED;
            case 0x06 -> Trouble.CONNECT_TIMEOUT;
            default -> Trouble.OUR_FAULT;
        };
        String words = switch (code) {
            case 0x01 -> "general failure";
            case 0x02 -> "not allowed by its rules";
            case 0x03 -> "network unreachable";
            case 0x04 -> "host unreachable";
            case 0x05 -> "connection refused";
            case 0x06 -> "TTL expired";
            case 0x07 -> "command not supported";
            case 0x08 -> "address type not supported";
            default -> "no reply of the protocol";
        };
        return new Outcome.NotReached(
                trouble, String.format(Locale.ROOT, "the proxy %s says: %s (SOCKS reply 0x%02x)", proxy, words, code));
    }
}
