package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.inquiry.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The endpoints of one pool and service that are asked for by one name, when everything else is known of them: sessions are made at the virtual
 * addresses and carried to the members. Used by the run's one thread only.
 */
final class Crossing {
    private final List<Visit> virtuals = new ArrayList<>();
    private final List<Visit> members = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private int ended;

    private Crossing() {}

    /** Those that have both sides. */
    static List<Crossing> among(List<Visit> visits) {
        Map<List<Object>, Crossing> crossings = new LinkedHashMap<>();
        for (Visit visit : visits) {
            Endpoint endpoint = visit.endpoint();
            if (endpoint.role() != Role.STANDALONE && endpoint.resolved()) {
                Crossing crossing = crossings.computeIfAbsent(
                        List.of(endpoint.pool(), endpoint.service(), endpoint.serverName()), first -> new Crossing());
                (endpoint.role() == Role.VIRTUAL ? crossing.virtuals : crossing.members).add(visit);
            }
        }
        return crossings.values().stream()
                .filter(one -> !one.virtuals.isEmpty() && !one.members.isEmpty())
                .toList();
    }

    List<Visit> virtuals() {
        return virtuals;
    }

    List<Visit> members() {
        return members;
    }

    /** The sessions made so far. */
    List<Session> sessions() {
        return sessions;
    }

    /**
     * One of the virtual addresses has been asked.
     *
     * @param made the sessions made there
     * @return whether the members are to be asked now
     */
    boolean made(List<Session> made) {
        ended++;
        sessions.addAll(made);
        return ended == virtuals.size() && !sessions.isEmpty();
    }
}
