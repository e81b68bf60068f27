package dev.extls.verdict;

import java.util.List;

/**
 * A pool of which members are known, as it was seen from one place.
 *
 * @param name as the list has it
 * @param vantage the place among several of one report, else empty
 * @param services in the order of {@link dev.extls.endpoint.Service}, at least one
 */
public record Pool(String name, String vantage, List<PoolService> services) {
    /** Checks and copies. */
    public Pool {
        services = List.copyOf(services);
        if (services.isEmpty()) {
            throw new IllegalArgumentException("a pool has a service");
        }
    }
}
