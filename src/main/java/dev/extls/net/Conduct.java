package dev.extls.net;

import java.net.InetAddress;
import java.util.Optional;

/**
 * How connections are made.
 *
 * @param source the address of ours that they come from; empty for the one that the system chooses
 * @param announced the version of the PROXY protocol whose header goes first; empty for none
 * @param proxy that makes the connections to the endpoints; empty for none
 * @param healthcheck whether a web site whose nodes are counted is asked for its health page inside TLS
 */
public record Conduct(
        Optional<InetAddress> source, Optional<ProxyProtocol> announced, Optional<Proxy> proxy, boolean healthcheck) {
    /** Straight to the endpoint, from wherever the system lets them go out. */
    public static final Conduct PLAIN = new Conduct(Optional.empty(), Optional.empty(), Optional.empty(), true);

    /**
     * The same, and no page is asked for.
     *
     * @return a copy
     */
    public Conduct withoutHealthcheck() {
        return new Conduct(source, announced, proxy, false);
    }

    /** Why no connection can be made from the source to an address; empty if one can. */
    Optional<String> misfit(InetAddress towards) {
        return source.filter(ours -> ours.getClass() != towards.getClass())
                .map(ours -> "the source address " + OurAddress.literal(ours) + " is " + family(ours) + ", "
                        + OurAddress.literal(towards) + " is " + family(towards));
    }

    private static String family(InetAddress address) {
        return address.getAddress().length == 4 ? "IPv4" : "IPv6";
    }
}
