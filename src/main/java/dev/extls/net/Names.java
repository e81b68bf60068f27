package dev.extls.net;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Finds the addresses of a host. */
public interface Names {
    /**
     * All addresses of a host, IPv4 and IPv6.
     *
     * @param host a name or an address literal
     * @return numeric addresses in the order of the system, without duplicates; empty if there is none
     */
    CompletableFuture<List<String>> addresses(String host);
}
