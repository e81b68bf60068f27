package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.net.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** From hosts to addresses, each host looked up once however many services it has. */
final class Resolution {
    private final Names names;
    private final Map<String, CompletableFuture<List<String>>> lookups = new HashMap<>();

    Resolution(Names names) {
        this.names = names;
    }

    /** The same door with its address: a host with several gives several, in the order of the system; one without stays unresolved. */
    CompletableFuture<List<Endpoint>> of(Endpoint endpoint) {
        if (endpoint.resolved()) {
            return CompletableFuture.completedFuture(List.of(endpoint));
        }
        return lookups.computeIfAbsent(endpoint.host(), names::addresses)
                .thenApply(addresses -> addresses.isEmpty()
                        ? List.of(endpoint)
                        : addresses.stream().map(endpoint::at).toList());
    }
}
