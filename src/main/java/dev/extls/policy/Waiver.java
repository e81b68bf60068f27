package dev.extls.policy;

import dev.extls.endpoint.Endpoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule that somebody decided not to insist on, for some endpoints and for some time. It is shown wherever it counts.
 *
 * @param ruleId the rule
 * @param hosts server names, hosts or addresses, {@code *} for any characters; empty for every host that has the labels
 * @param labels all of them must be there; empty for every endpoint of the hosts
 * @param reason why, for whoever reads the report
 * @param expires the last day on which it counts, in UTC
 */
public record Waiver(String ruleId, List<Glob> hosts, Map<String, String> labels, String reason, LocalDate expires) {
    /** Checks and copies. */
    public Waiver {
        hosts = List.copyOf(hosts);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        if (ruleId.isBlank() || reason.isBlank() || (hosts.isEmpty() && labels.isEmpty())) {
            throw new IllegalArgumentException("a waiver has a rule, hosts or labels, and a reason");
        }
    }

    /**
     * Whether it is meant for an endpoint.
     *
     * @param endpoint any
     * @return true if host and labels fit
     */
    public boolean meantFor(Endpoint endpoint) {
        return (hosts.isEmpty() || hosts.stream().anyMatch(host -> fits(host, endpoint)))
                && endpoint.labels().entrySet().containsAll(labels.entrySet());
    }

    /**
     * Whether its time is over.
     *
     * @param at the time of judging
     * @return true from the day after the last, UTC
     */
    public boolean expired(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).isAfter(expires);
    }

    /** Host names are the same in upper and lower case, RFC 4343. */
    private static boolean fits(Glob host, Endpoint endpoint) {
        return List.of(endpoint.serverName(), endpoint.host(), endpoint.address()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(host::matches);
    }
}
