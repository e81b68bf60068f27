package dev.extls.report;

import java.time.Instant;
import java.util.List;

/**
 * What a report says about the run itself.
 *
 * @param id unique to the run
 * @param name what the user calls the run
 * @param tool name and version, such as {@code extls 0.1.0}
 * @param started when the run began
 * @param ended when the last observation was made
 * @param connections how many were made
 * @param sourceAddresses our numeric addresses, so that a server's log can be read against the report
 * @param folder where the files of the run lie, for the eye only; empty if none are written
 */
public record RunFacts(
        String id,
        String name,
        String tool,
        Instant started,
        Instant ended,
        long connections,
        List<String> sourceAddresses,
        String folder) {
    /** Copies. */
    public RunFacts {
        sourceAddresses = List.copyOf(sourceAddresses);
    }
}
