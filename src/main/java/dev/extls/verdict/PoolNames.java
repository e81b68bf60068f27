package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the doors of a pool are called in its grid: a member by its label {@code node}, else by the name that the list reaches it by; a virtual
 * address by the name that clients use. Where two doors of one service would be called the same, the address stands beside, and the port
 * where that is the same too.
 */
final class PoolNames {
    /** The label that says which machine a target is. */
    static final String NODE = "node";

    private final Set<String> virtualNames = new HashSet<>();
    private final Map<List<Object>, Integer> byName = new HashMap<>();
    private final Map<List<Object>, Integer> byAddress = new HashMap<>();

    /** Names for the doors of one pool, seen from one place. */
    PoolNames(List<Endpoint> pool) {
        pool.stream()
                .filter(endpoint -> endpoint.role() == Role.VIRTUAL)
                .forEach(endpoint -> virtualNames.add(endpoint.serverName()));
        for (Endpoint endpoint : pool) {
            byName.merge(List.of(endpoint.service(), name(endpoint)), 1, Integer::sum);
            byAddress.merge(List.of(endpoint.service(), at(endpoint)), 1, Integer::sum);
        }
    }

    String of(Endpoint endpoint) {
        if (alone(byName, endpoint, name(endpoint))) {
            return name(endpoint);
        }
        return alone(byAddress, endpoint, at(endpoint)) ? at(endpoint) : at(endpoint) + ":" + endpoint.port();
    }

    private static boolean alone(Map<List<Object>, Integer> count, Endpoint endpoint, String name) {
        return count.getOrDefault(List.of(endpoint.service(), name), 0) == 1;
    }

    private String name(Endpoint endpoint) {
        String label = endpoint.labels().getOrDefault(NODE, "");
        if (endpoint.role() == Role.VIRTUAL) {
            return Words.cut(endpoint.serverName());
        }
        if (!label.isBlank()) {
            return Words.cut(label.strip());
        }
        boolean ownName = endpoint.namedByHostName()
                && !endpoint.serverName().equals(endpoint.pool())
                && !virtualNames.contains(endpoint.serverName());
        return Words.cut(ownName ? endpoint.serverName() : endpoint.host());
    }

    private String at(Endpoint endpoint) {
        String address = endpoint.resolved() ? endpoint.address() : endpoint.host();
        String literal = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        return name(endpoint).equals(address) ? literal : name(endpoint) + "@" + Words.cut(literal);
    }
}
