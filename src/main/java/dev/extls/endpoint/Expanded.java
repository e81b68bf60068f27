package dev.extls.endpoint;

import dev.extls.target.Problem;
import java.util.List;

/**
 * The doors of a list.
 *
 * @param endpoints each door once, in the order of the list; hosts that are names are not resolved yet
 * @param problems mistakes of the list and mistakes in its meaning, by line and column
 * @param merged what the list names more than once
 */
public record Expanded(List<Endpoint> endpoints, List<Problem> problems, List<Merged> merged) {
    /** Copies. */
    public Expanded {
        endpoints = List.copyOf(endpoints);
        problems = List.copyOf(problems);
        merged = List.copyOf(merged);
    }
}
