package dev.extls.net;

import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The name servers that this system is set up to ask. */
final class SystemNameServers {
    /** Netty would ask those of a search engine where none is configured; this stands for none. */
    private static final String NONE = "0.0.0.0";

    private SystemNameServers() {}

    /** In the order of the system; empty if none is configured. */
    static List<InetSocketAddress> list() {
        System.setProperty("io.netty.resolver.dns.defaultNameServerFallback", NONE);
        DnsServerAddressStream servers =
                DnsServerAddressStreamProviders.unixDefault().nameServerAddressStream("");
        Set<InetSocketAddress> found = new LinkedHashSet<>();
        for (int at = 0; at < servers.size(); at++) {
            found.add(servers.next());
        }
        found.removeIf(server -> server.getHostString().equals(NONE) || server.isUnresolved());
        return List.copyOf(found);
    }
}
