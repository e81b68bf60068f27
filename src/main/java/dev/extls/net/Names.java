package dev.extls.net;

import java.util.concurrent.CompletableFuture;

/** Finds the addresses of a host. */
public interface Names {
    /**
     * All addresses of a host, IPv4 and IPv6.
     *
     * @param host a name or an address literal
     * @return its addresses, or why there are none; completes exceptionally only for a bug of ours
     */
    CompletableFuture<Addresses> addresses(String host);
}
