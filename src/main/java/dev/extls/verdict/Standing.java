package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;

/**
 * How one endpoint stands, in short: of a long list this is kept of each, and the rest is made when it is asked for.
 *
 * @param endpoint the door
 * @param label the server in words, as in {@link JudgedEndpoint}
 * @param state the worst verdict of the rules that decide, as in {@link JudgedEndpoint#state}
 */
public record Standing(Endpoint endpoint, String label, Verdict.State state) {}
