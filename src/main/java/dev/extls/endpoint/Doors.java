package dev.extls.endpoint;

import dev.extls.written.Place;
import dev.extls.written.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The doors found so far, each once. */
final class Doors {
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final List<Merged> merged = new ArrayList<>();

    /** Adds a door or merges it with the one that is there; two pools cannot share a door. */
    Optional<Problem> add(Endpoint endpoint, Place place) {
        String key = endpoint.key();
        Endpoint before = endpoints.putIfAbsent(key, endpoint);
        if (before == null) {
            places.put(key, place);
            return Optional.empty();
        }
        boolean conflict = !before.pool().isEmpty()
                && !endpoint.pool().isEmpty()
                && !(before.pool().equals(endpoint.pool()) && before.role() == endpoint.role());
        if (conflict) {
            return Optional.of(new Problem(
                    place,
                    key + " as " + described(endpoint),
                    "it in one pool and one role: it is " + described(before) + " by " + places.get(key)));
        }
        endpoints.put(key, united(before, endpoint));
        merged.add(new Merged(key, places.getOrDefault(key, place), place));
        return Optional.empty();
    }

    Expanded expanded(Set<Problem> problems) {
        return new Expanded(
                List.copyOf(endpoints.values()), List.copyOf(places.values()), Expansion.inOrder(problems), merged);
    }

    /** Labels of both; where both have one and differ, both texts, so that no filter misses the door. */
    private static Endpoint united(Endpoint before, Endpoint again) {
        Map<String, String> labels = new TreeMap<>(before.labels());
        again.labels().forEach((key, value) -> labels.merge(key, value, Doors::both));
        Endpoint inPool = before.pool().isEmpty() ? again : before;
        return new Endpoint(
                before.target(),
                before.service(),
                before.serverName(),
                before.host(),
                before.address(),
                before.port(),
                labels,
                inPool.pool(),
                inPool.role(),
                before.pace().strictest(again.pace()));
    }

    private static String both(String texts, String text) {
        return (", " + texts + ", ").contains(", " + text + ", ") ? texts : texts + ", " + text;
    }

    private static String described(Endpoint endpoint) {
        return endpoint.role() + " of \"" + endpoint.pool() + "\"";
    }
}
