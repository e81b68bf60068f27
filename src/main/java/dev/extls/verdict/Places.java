package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Endpoints in words. Knows which names of the run stand at several addresses and need the address beside them. */
final class Places {
    private final Map<String, Set<String>> addressesByName = new HashMap<>();

    Places(Collection<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            addressesByName
                    .computeIfAbsent(endpoint.serverName(), name -> new HashSet<>())
                    .add(where(endpoint));
        }
    }

    /** {@code ex01.contoso.test}, or {@code mail.contoso.test@10.0.0.11} where the name alone is not enough. */
    String server(Endpoint endpoint) {
        Set<String> addresses = addressesByName.getOrDefault(endpoint.serverName(), Set.of());
        String where = where(endpoint);
        String name = Words.cut(endpoint.serverName());
        String server =
                addresses.size() < 2 || where.equals(endpoint.serverName()) ? name : name + "@" + Words.cut(where);
        return endpoint.vantage().isEmpty() ? server : server + " from " + endpoint.vantage();
    }

    /** {@code ex01.contoso.test (SMTP 25, HTTPS 443)}; the endpoints are of one server. */
    String place(List<Endpoint> endpoints) {
        List<String> doors = endpoints.stream().map(Places::door).distinct().toList();
        return server(endpoints.get(0)) + " (" + String.join(", ", doors) + ")";
    }

    /** {@code SMTP 25}. */
    static String door(Endpoint endpoint) {
        return endpoint.service().name() + " " + endpoint.port();
    }

    private static String where(Endpoint endpoint) {
        return endpoint.resolved() ? endpoint.address() : endpoint.host();
    }
}
