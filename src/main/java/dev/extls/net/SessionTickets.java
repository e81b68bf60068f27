package dev.extls.net;

import dev.extls.endpoint.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The latest ticket of TLS 1.3 of each endpoint, until a hello names it: each is used once, and few lie here however long the list. */
final class SessionTickets {
    private static final int KEPT_AT_MOST = 4096;

    private final Map<Endpoint, SessionTicket> kept = new LinkedHashMap<>();

    synchronized void keep(Endpoint endpoint, SessionTicket ticket) {
        kept.remove(endpoint);
        kept.put(endpoint, ticket);
        if (kept.size() > KEPT_AT_MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    synchronized Optional<SessionTicket> take(Endpoint endpoint) {
        return Optional.ofNullable(kept.remove(endpoint));
    }
}
