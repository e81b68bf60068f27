package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import java.util.List;

/**
 * Something that a reader should know, at one endpoint or at several of one server.
 *
 * @param kind what it is about
 * @param endpoints where, at least one
 * @param place the endpoints in words, such as {@code ex01.contoso.test (SMTP 25, HTTPS 443)}
 * @param statement what was seen there, without full stop; may quote the server, so hostile
 * @param advice the next step
 * @param evidence ids of the observations it rests on
 */
public record Finding(
        FindingKind kind,
        List<Endpoint> endpoints,
        String place,
        String statement,
        Advice advice,
        List<String> evidence) {
    /** Checks and copies. */
    public Finding {
        endpoints = List.copyOf(endpoints);
        evidence = List.copyOf(evidence);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("a finding is made somewhere");
        }
    }

    /**
     * The finding in words.
     *
     * @return place and statement, with full stop
     */
    public String sentence() {
        return place + ": " + statement + ".";
    }
}
