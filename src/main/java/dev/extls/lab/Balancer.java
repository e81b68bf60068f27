package dev.extls.lab;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A load balancer: each connection goes to the next member. It passes TLS through, or ends it and begins it anew. */
final class Balancer extends ChannelInitializer<Channel> {
    private final List<SocketAddress> members;
    private final boolean http;
    private final Optional<Supplier<Doorkeeper>> tlsEnd;
    private final SSLContext towardsMembers;
    private final AtomicInteger turn = new AtomicInteger();

    private Balancer(List<SocketAddress> members, boolean http, Optional<Supplier<Doorkeeper>> tlsEnd) {
        this.members = List.copyOf(members);
        this.http = http;
        this.tlsEnd = tlsEnd;
        this.towardsMembers = trustingClient();
    }

    static Balancer passThrough(List<SocketAddress> members) {
        return new Balancer(members, false, Optional.empty());
    }

    /** Over HTTP it removes the header that names the node. */
    static Balancer endingTls(List<SocketAddress> members, boolean http, Supplier<Doorkeeper> tls) {
        return new Balancer(members, http, Optional.of(tls));
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline().addLast(DoorPipelines.idleTimeout());
        tlsEnd.ifPresent(tls -> channel.pipeline().addLast(tls.get()));
        if (http) {
            channel.pipeline()
                    .addLast(new HttpServerCodec(), new HttpObjectAggregator(DoorPipelines.LARGEST_REQUEST_BYTES));
        }
        channel.pipeline().addLast(new Relay(inTurn(), tlsEnd.isPresent(), new MemberSide()));
    }

    /** All members, beginning with the one whose turn it is. */
    private List<SocketAddress> inTurn() {
        List<SocketAddress> order = new ArrayList<>(members);
        Collections.rotate(order, -Math.floorMod(turn.getAndIncrement(), members.size()));
        return order;
    }

    private static SSLContext trustingClient() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsTheLab()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /** What stands between the relay and a member where TLS is ended. */
    private final class MemberSide extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (tlsEnd.isPresent()) {
                SSLEngine engine = towardsMembers.createSSLEngine();
                engine.setUseClientMode(true);
                channel.pipeline().addLast(new SslHandler(engine));
            }
            if (http) {
                channel.pipeline()
                        .addLast(
                                new HttpClientCodec(),
                                new HttpObjectAggregator(DoorPipelines.LARGEST_REQUEST_BYTES),
                                new Nameless());
            }
        }
    }

    /** Takes the node's name out of a response. */
    private static final class Nameless extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            response.headers().remove("X-FEServer");
            context.fireChannelRead(response.retain());
        }
    }

    /** The members are this lab's own, on the loopback address. */
    private static final class TrustsTheLab extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
