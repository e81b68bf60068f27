package dev.extls.net;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface Names extends AutoCloseable {
    /**
     * All addresses of a host, IPv4 and IPv6.
     *
     * @param host a name or an address literal
     * @return numeric addresses, IPv6 as in RFC 5952, or why there are none; completes exceptionally only for a bug of ours
     */
    CompletableFuture<LookedUp<String>> addresses(String host);

    /**
     * The same, but for so many addresses a host: a hostile answer must not make a scan of a thousand servers.
     *
     * @param most 1 or more
     * @param notes is told, once a look-up, of a host that has more
     * @return names that close with these
     */
    default Names atMost(int most, Consumer<String> notes) {
        Names all = this;
        return new Names() {
            @Override
            public CompletableFuture<LookedUp<String>> addresses(String host) {
                return all.addresses(host).thenApply(addresses -> {
                    int count = addresses.found().size();
                    if (count <= most) {
                        return addresses;
                    }
                    notes.accept(host + " has " + count + " addresses: "
                            + (most == 1 ? "the first of them is used" : "the first " + most + " of them are used"));
                    return LookedUp.of(addresses.found().subList(0, most));
                });
            }

            @Override
            public void close() {
                all.close();
            }
        };
    }

    /** Ends whatever looks up. */
    @Override
    default void close() {}
}
