package dev.extls.net;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.WebPage;
import dev.extls.observation.WebPage.End;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One GET inside TLS and what comes back: bounded in bytes, never followed elsewhere, never decompressed. Whatever it is, it changes nothing about the
 * TLS that carried it. Being told once is all that happens; the deadline is the caller's.
 */
final class PageReading extends ChannelInboundHandlerAdapter {
    /**
     * By which a node of Exchange names itself in X-FEServer; Microsoft, "Load balancing in Exchange Server" (2021-07), has balancers ask for it
     * without a login.
     */
    static final String HEALTH_PAGE = "/owa/healthcheck.htm";

    /** A health page has some hundred bytes, its headers some hundred more. */
    static final int BYTES_AT_MOST = 16_384;

    private static final HttpDecoderConfig BOUNDS = new HttpDecoderConfig()
            .setMaxInitialLineLength(1024)
            .setMaxHeaderSize(BYTES_AT_MOST)
            .setMaxChunkSize(4096);

    private final Consumer<WebPage> done;
    private final List<String> headers = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private int status;
    private int bytes;
    private boolean over;

    private PageReading(Consumer<WebPage> done) {
        this.done = done;
    }

    /**
     * Asks for the page.
     *
     * @param connected inside TLS
     * @param endpoint whose name goes into the request
     * @param done is told once how it ended
     * @return to be told when the deadline has passed
     */
    static PageReading ask(Channel connected, Endpoint endpoint, Consumer<WebPage> done) {
        PageReading reading = new PageReading(done);
        connected
                .pipeline()
                .addBefore(Border.NAME, null, reading.counting())
                .addBefore(Border.NAME, null, new HttpResponseDecoder(BOUNDS))
                .addBefore(Border.NAME, null, reading);
        connected.writeAndFlush(Unpooled.copiedBuffer(request(endpoint), StandardCharsets.US_ASCII));
        return reading;
    }

    /** RFC 9112 section 3.2 wants a Host, section 9.6 has the connection closed behind the answer. */
    private static String request(Endpoint endpoint) {
        return "GET " + HEALTH_PAGE + " HTTP/1.1\r\nHost: " + host(endpoint)
                + "\r\nUser-Agent: extls\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n";
    }

    /** The name as it may stand in a header, else the address. */
    static String host(Endpoint endpoint) {
        String name =
                endpoint.serverName().matches("[A-Za-z0-9._:-]{1,255}") ? endpoint.serverName() : endpoint.address();
        String literal = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
        return endpoint.port() == endpoint.service().port() ? literal : literal + ":" + endpoint.port();
    }

    /** No answer in time. */
    void timeIsOver() {
        finish(End.NO_ANSWER);
    }

    /** In front of the decoder, which has bounds for each part and none for all of them. */
    private ChannelInboundHandlerAdapter counting() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                ByteBuf buffer = (ByteBuf) message;
                bytes += Math.min(buffer.readableBytes(), BYTES_AT_MOST);
                if (over) {
                    buffer.release();
                    return;
                }
                ctx.fireChannelRead(buffer);
                if (bytes >= BYTES_AT_MOST) {
                    finish(End.TOO_LONG);
                }
            }
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (!over && message instanceof HttpObject part) {
                take(part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            boolean tooLong = bytes >= BYTES_AT_MOST || status != 0;
            finish(tooLong ? End.TOO_LONG : End.NOT_HTTP);
            return;
        }
        if (part instanceof HttpResponse response) {
            int code = response.status().code();
            if (!WebPage.isStatus(code)) {
                finish(End.NOT_HTTP);
                return;
            }
            status = code;
            headers.clear();
            response.headers().forEach(header -> {
                if (headers.size() < WebPage.HEADERS_AT_MOST) {
                    headers.add(cut(header.getKey() + ": " + header.getValue()));
                }
            });
        }
        if (part instanceof HttpContent content) {
            body.append(content.content().toString(StandardCharsets.ISO_8859_1));
            body.setLength(Math.min(body.length(), WebPage.CHARACTERS_AT_MOST));
        }
        if (part instanceof LastHttpContent && !isInterim(status)) {
            finish(End.WHOLE);
        }
    }

    /** RFC 9110 section 15.2: the answer itself comes behind it, except behind 101, where another protocol does. */
    private static boolean isInterim(int status) {
        return status < 200 && status != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        finish(End.CLOSED);
        ctx.fireChannelInactive();
    }

    private void finish(End end) {
        if (!over) {
            over = true;
            done.accept(new WebPage(HEALTH_PAGE, status, headers, body.toString(), end));
        }
    }

    private static String cut(String text) {
        return text.length() <= WebPage.CHARACTERS_AT_MOST ? text : text.substring(0, WebPage.CHARACTERS_AT_MOST);
    }
}
