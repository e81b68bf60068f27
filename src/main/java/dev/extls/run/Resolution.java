package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.net.LookedUp;
import dev.extls.net.Names;
import dev.extls.observation.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** From hosts to addresses, each host looked up once however many services it has. */
final class Resolution {
    private final Names names;
    private final Map<String, CompletableFuture<LookedUp<String>>> lookups = new HashMap<>();

    Resolution(Names names) {
        this.names = names;
    }

    /** The same door with its address: a host with several gives several, in the order of the system; one without stays unresolved. */
    CompletableFuture<Found> of(Endpoint endpoint) {
        if (endpoint.resolved()) {
            return CompletableFuture.completedFuture(new Found(List.of(endpoint), Optional.empty()));
        }
        return lookups.computeIfAbsent(endpoint.host(), names::addresses)
                .thenApply(addresses -> new Found(
                        addresses.failure().isPresent()
                                ? List.of(endpoint)
                                : addresses.found().stream().map(endpoint::at).toList(),
                        addresses.failure()));
    }

    /**
     * What became of an endpoint.
     *
     * @param doors at least one
     * @param failure why the only door is not resolved; empty if all are
     */
    record Found(List<Endpoint> doors, Optional<Outcome.NotReached> failure) {}
}
