package dev.extls.endpoint;

import dev.extls.written.Place;
import dev.extls.written.Problem;
import java.util.List;

/**
 * The doors of a list.
 *
 * @param endpoints each door once, in the order of the list; hosts that are names are not resolved yet
 * @param places where each endpoint was named first, in the same order
 * @param problems mistakes of the list and mistakes in its meaning, by line and column
 * @param merged what the list names more than once
 */
public record Expanded(List<Endpoint> endpoints, List<Place> places, List<Problem> problems, List<Merged> merged) {
    /** Checks and copies. */
    public Expanded {
        if (places.size() != endpoints.size()) {
            throw new IllegalArgumentException("every endpoint has a place");
        }
        endpoints = List.copyOf(endpoints);
        places = List.copyOf(places);
        problems = List.copyOf(problems);
        merged = List.copyOf(merged);
    }
}
