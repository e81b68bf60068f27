package dev.extls.net;

import io.netty.channel.Channel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The header of the PROXY protocol for one connection: from us, to the endpoint.
 *
 * @param version of the protocol
 * @param family both addresses are of it
 * @param source our address on this connection
 * @param sourcePort ours
 * @param destination the endpoint's address
 * @param destinationPort its port
 */
record ProxyHeader(
        ProxyProtocol version,
        HAProxyProxiedProtocol family,
        String source,
        int sourcePort,
        String destination,
        int destinationPort) {
    static ProxyHeader of(ProxyProtocol version, InetSocketAddress from, InetSocketAddress to) {
        boolean plain =
                from.getAddress().getAddress().length == 4 && to.getAddress().getAddress().length == 4;
        return new ProxyHeader(
                version,
                plain ? HAProxyProxiedProtocol.TCP4 : HAProxyProxiedProtocol.TCP6,
                literal(from.getAddress(), plain),
                from.getPort(),
                literal(to.getAddress(), plain),
                to.getPort());
    }

    /** Behind a proxy the families may differ: RFC 4291 section 2.5.5.2 writes an IPv4 address as an IPv6 one. */
    private static String literal(InetAddress address, boolean plain) {
        String literal = OurAddress.literal(address);
        return plain || literal.indexOf(':') >= 0 ? literal : "::ffff:" + literal;
    }

    /** As it reads in version 1. */
    String words() {
        String line =
                "PROXY " + family.name() + " " + source + " " + destination + " " + sourcePort + " " + destinationPort;
        return switch (version) {
            case V1 -> line;
            case V2 -> line + " (v2)";
        };
    }

    /** Sends it, behind the handler of that name; on the channel's event loop, before anything else is sent. */
    void send(Channel connected, String behind) {
        connected.pipeline().addAfter(behind, null, HAProxyMessageEncoder.INSTANCE);
        connected.writeAndFlush(new HAProxyMessage(
                switch (version) {
                    case V1 -> HAProxyProtocolVersion.V1;
                    case V2 -> HAProxyProtocolVersion.V2;
                },
                HAProxyCommand.PROXY,
                family,
                source,
                destination,
                sourcePort,
                destinationPort));
        connected.pipeline().remove(HAProxyMessageEncoder.INSTANCE);
    }
}
