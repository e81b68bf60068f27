package dev.extls.report;

import dev.extls.observation.MergedRun;
import java.time.Instant;
import java.util.List;

/**
 * What a report says about the run itself.
 *
 * @param id unique to the run
 * @param name what the user calls the run
 * @param vantage what the place is called from which it looked
 * @param tool name and version, such as {@code extls 0.1.0}
 * @param started when the run began
 * @param ended when the last observation was made
 * @param connections how many were made
 * @param sourceAddresses our numeric addresses, so that a server's log can be read against the report
 * @param merged the runs that it was made of; empty for a run of its own
 * @param gaps what of the list no run has looked at, a sentence each without full stop
 * @param folder where the files of the run lie, for the eye only; empty if none are written
 */
public record RunFacts(
        String id,
        String name,
        String vantage,
        String tool,
        Instant started,
        Instant ended,
        long connections,
        List<String> sourceAddresses,
        List<MergedRun> merged,
        List<String> gaps,
        String folder) {
    /** Copies. */
    public RunFacts {
        sourceAddresses = List.copyOf(sourceAddresses);
        merged = List.copyOf(merged);
        gaps = List.copyOf(gaps);
    }

    /**
     * A run of its own, from a place that is called like it.
     *
     * @param id unique to the run
     * @param name what the user calls the run
     * @param tool name and version
     * @param started when the run began
     * @param ended when the last observation was made
     * @param connections how many were made
     * @param sourceAddresses our numeric addresses
     * @param folder where the files of the run lie
     */
    public RunFacts(
            String id,
            String name,
            String tool,
            Instant started,
            Instant ended,
            long connections,
            List<String> sourceAddresses,
            String folder) {
        this(id, name, name, tool, started, ended, connections, sourceAddresses, List.of(), List.of(), folder);
    }

    /** The name, the vantage where it says more, and what is missing. */
    String title() {
        return name
                + (vantage.equals(name) ? "" : " from " + vantage)
                + (gaps.isEmpty() ? "" : " (incomplete: " + String.join("; ", gaps) + ")");
    }
}
