package dev.extls.verdict;

import dev.extls.observation.Flight;
import dev.extls.observation.Flight.Course;
import dev.extls.observation.Manner;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.tls.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sessions that were made at a virtual address and named to the members. Who takes up a session has made it, or holds the same keys.
 *
 * @param sessions how many sessions were made at the virtual address
 * @param taking names of the members that took one up
 * @param idle names of the members that are not known to take up sessions of their own
 * @param passedOver whether every member that was told of every session began a full handshake instead, while it was fresh
 * @param evidence ids of the observations
 */
record CarriedSessions(
        int sessions, List<String> taking, List<String> idle, boolean passedOver, List<String> evidence) {
    /** Nodes that take turns make one each, and one that is missing on the list hardly makes all of them. */
    private static final int ENOUGH = 3;

    /** An older one may be forgotten already; OpenSSL keeps one for 300 s by default. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    CarriedSessions {
        taking = List.copyOf(taking);
        idle = List.copyOf(idle);
        evidence = List.copyOf(evidence);
    }

    static CarriedSessions of(List<PoolSight> virtuals, List<PoolSight> members) {
        Map<Bytes, Observation> made = new LinkedHashMap<>();
        virtuals.forEach(virtual -> made.putAll(made(virtual)));
        Set<String> evidence = new LinkedHashSet<>();
        List<String> taking = new ArrayList<>();
        List<String> idle = new ArrayList<>();
        boolean passedOver = !made.isEmpty();
        for (PoolSight member : members) {
            Told own = Told.of(member, made(member));
            Told foreign = Told.of(member, made);
            if (!foreign.takenUp().isEmpty()) {
                taking.add(member.name());
            }
            if (own.takenUp().isEmpty() || !own.begunAnew().isEmpty()) {
                idle.add(member.name());
            }
            passedOver &= foreign.begunAnew().containsAll(made.keySet());
            evidence.addAll(own.evidence());
            evidence.addAll(foreign.evidence());
        }
        made.values().forEach(one -> evidence.add(one.id()));
        return new CarriedSessions(made.size(), taking, idle, passedOver, List.copyOf(evidence));
    }

    /** Whether a member answered at the virtual address. */
    boolean taken() {
        return !taking.isEmpty();
    }

    /** Whether none of the members answered there. */
    boolean foreign() {
        return sessions >= ENOUGH && taking.isEmpty() && idle.isEmpty() && passedOver;
    }

    /** Sessions made at an endpoint, by the id that names them. */
    private static Map<Bytes, Observation> made(PoolSight sight) {
        Map<Bytes, Observation> made = new LinkedHashMap<>();
        for (Observation one : sight.answers().observations()) {
            Manner manner = sight.answers().manners().get(one.id());
            boolean session = one.question() == Question.PASSAGE
                    && one.handshakeTried()
                    && one.outcome() instanceof Outcome.Negotiated;
            if (session && manner != null) {
                manner.flight()
                        .map(Flight::session)
                        .filter(id -> id.length() > 0)
                        .ifPresent(id -> made.put(id, one));
            }
        }
        return made;
    }

    /**
     * What a member did with sessions that were named to it.
     *
     * @param takenUp those that it took up
     * @param begunAnew those in place of which it began a full handshake, while they were fresh
     * @param evidence ids of the observations
     */
    private record Told(Set<Bytes> takenUp, Set<Bytes> begunAnew, List<String> evidence) {
        static Told of(PoolSight member, Map<Bytes, Observation> sessions) {
            Set<Bytes> takenUp = new LinkedHashSet<>();
            Set<Bytes> begunAnew = new LinkedHashSet<>();
            List<String> evidence = new ArrayList<>();
            for (Observation one : member.answers().observations()) {
                Manner manner = member.answers().manners().get(one.id());
                if (one.question() != Question.PASSAGE || manner == null) {
                    continue;
                }
                manner.flight().ifPresent(flight -> {
                    Observation handshake = sessions.get(flight.sessionAsked());
                    if (handshake == null || flight.sessionAsked().length() == 0) {
                        return;
                    }
                    boolean fresh =
                            Duration.between(handshake.ended(), one.started()).compareTo(FRESH) < 0;
                    if (flight.resumed()) {
                        takenUp.add(flight.sessionAsked());
                        evidence.add(one.id());
                    } else if (flight.course() == Course.FULL && fresh) {
                        begunAnew.add(flight.sessionAsked());
                        evidence.add(one.id());
                    }
                });
            }
            return new Told(takenUp, begunAnew, evidence);
        }
    }
}
