package dev.extls.net;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;

/** An address of this machine that connections are to come from. */
public final class SourceAddress {
    private SourceAddress() {}

    /**
     * Reads one.
     *
     * @param literal an IPv4 or IPv6 address, without brackets; IPv6 may name its zone
     * @return the address, never looked up
     * @throws IllegalArgumentException if it is none; the message says what was expected
     */
    public static InetAddress of(String literal) {
        if (!NetUtil.isValidIpV4Address(literal) && !NetUtil.isValidIpV6Address(literal)) {
            throw new IllegalArgumentException(
                    "expected an address of this machine such as 10.0.0.9 or fd00::9, found '" + literal + "'");
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("expected an address of this machine, found '" + literal + "'", e);
        }
    }

    /**
     * Tries whether connections can come from there, without making one.
     *
     * @param address any
     * @throws IOException if this machine does not let them, with the system's words
     */
    public static void tryToBind(InetAddress address) throws IOException {
        try (SocketChannel socket = SocketChannel.open()) {
            socket.bind(new InetSocketAddress(address, 0));
        }
    }
}
