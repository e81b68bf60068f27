package dev.extls.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The address that a connection of ours comes from, in words. */
final class OurAddress {
    private OurAddress() {}

    /** Address and port, such as {@code 127.0.0.1:40312} and {@code fd00:0:0:0:0:0:0:5:40312}. */
    static String withPort(InetSocketAddress local) {
        return literal(local.getAddress()) + ":" + local.getPort();
    }

    /** RFC 5321 section 4.1.3: an address literal is a legal EHLO argument where there is no name to be resolved. */
    static String clientName(InetAddress local) {
        String address = literal(local);
        return address.indexOf(':') >= 0 ? "[IPv6:" + address + "]" : "[" + address + "]";
    }

    /** Without the zone, which means nothing to anybody else. */
    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
