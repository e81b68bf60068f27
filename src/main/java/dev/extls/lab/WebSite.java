package dev.extls.lab;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * The web site of an Exchange server as a client without login sees it: health checks, redirects to the logon page, demands for
 * authentication.
 *
 * <p>Source: Microsoft, "Load balancing in Exchange Server" (2021-07), for healthcheck.htm; published transcripts for its body and the headers.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails has nobody to be told
final class WebSite extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Set<String> VIRTUAL_DIRECTORIES =
            Set.of("owa", "ecp", "ews", "mapi", "rpc", "oab", "autodiscover", "microsoft-server-activesync");
    private static final Set<String> WITH_LOGON_PAGE = Set.of("owa", "ecp");

    private final String serverName;
    private final Profile profile;

    WebSite(String serverName, Profile profile) {
        this.serverName = serverName;
        this.profile = profile;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        FullHttpResponse response = answer(request);
        boolean stay = HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response, stay);
        var written = context.writeAndFlush(response);
        if (!stay) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private FullHttpResponse answer(FullHttpRequest request) {
        String path = request.uri().split("\\?", 2)[0].toLowerCase(Locale.ROOT);
        String[] steps = path.split("/", 3);
        String directory = steps.length > 1 ? steps[1] : "";
        if (!VIRTUAL_DIRECTORIES.contains(directory)) {
            return response(HttpResponseStatus.NOT_FOUND, "");
        }
        FullHttpResponse response;
        if (path.endsWith("/healthcheck.htm")) {
            boolean healthy = profile.http().healthcheck() && !profile.maintenance();
            response = healthy
                    ? response(HttpResponseStatus.OK, "200 OK<br/>" + serverName.toUpperCase(Locale.ROOT))
                    : response(HttpResponseStatus.NOT_FOUND, "");
        } else if (WITH_LOGON_PAGE.contains(directory)) {
            response = response(HttpResponseStatus.FOUND, "");
            response.headers()
                    .set(HttpHeaderNames.LOCATION, "https://" + serverName + "/owa/auth/logon.aspx")
                    .set("X-OWA-Version", profile.http().owaVersion());
        } else {
            response = response(HttpResponseStatus.UNAUTHORIZED, "");
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, List.of("Negotiate", "NTLM"));
        }
        if (profile.http().frontEnd()) {
            response.headers().set("X-FEServer", netBiosName());
        }
        return response;
    }

    private FullHttpResponse response(HttpResponseStatus status, String body) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_HTML)
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.SERVER, profile.http().server())
                .set("request-id", UUID.randomUUID().toString())
                .set("X-Powered-By", "ASP.NET");
        return response;
    }

    /** The first label in capitals, at most 15 characters. */
    private String netBiosName() {
        String label = serverName.split("\\.", 2)[0].toUpperCase(Locale.ROOT);
        return label.substring(0, Math.min(15, label.length()));
    }
}
