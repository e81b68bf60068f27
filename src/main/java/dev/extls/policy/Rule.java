package dev.extls.policy;

import dev.extls.endpoint.Service;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One expectation with its reason.
 *
 * @param id unique in a policy, lower case with hyphens, part of the report's contract
 * @param severity how much a failure matters
 * @param sentence what is expected, without a full stop
 * @param why why it matters, without a full stop; empty where the policy does not say
 * @param source the document it comes from; a rule without a source does not exist
 * @param services the services it is meant for; empty for every service
 * @param expectation what is held against the answers
 */
public record Rule(
        String id,
        Severity severity,
        String sentence,
        String why,
        String source,
        Set<Service> services,
        Expectation expectation) {
    /** Checks that nothing is empty, and copies. */
    public Rule {
        if (id.isBlank() || sentence.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("a rule has an id, a sentence and a source");
        }
        services = services.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(services));
    }

    /**
     * Whether it is meant for a service.
     *
     * @param service the service of an endpoint
     * @return false if its verdict there is "not applicable"
     */
    public boolean meantFor(Service service) {
        return services.isEmpty() || services.contains(service);
    }
}
