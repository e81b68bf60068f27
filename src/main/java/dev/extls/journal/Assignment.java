package dev.extls.journal;

import dev.extls.endpoint.Endpoint;
import java.util.List;

/**
 * What a run was to look at, written before its first connection, so that a run that was killed can be gone on with and says what it did
 * not come to.
 *
 * @param whole whether this is all of it; false for a journal that does not say, or that is damaged there
 * @param endpoints as the list names them, in its order; hosts that are names are not resolved
 * @param mistakes what of the list could not be understood, each with its place
 */
public record Assignment(boolean whole, List<Endpoint> endpoints, List<String> mistakes) {
    /** Copies. */
    public Assignment {
        endpoints = List.copyOf(endpoints);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * All that a list says.
     *
     * @param endpoints as the list names them
     * @param mistakes what could not be understood
     */
    public Assignment(List<Endpoint> endpoints, List<String> mistakes) {
        this(true, endpoints, mistakes);
    }
}
