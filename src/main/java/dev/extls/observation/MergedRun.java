package dev.extls.observation;

import java.time.Instant;
import java.util.List;

/**
 * A run that is part of a merged one.
 *
 * @param id of the run
 * @param name what the user calls it
 * @param vantage what the place is called from which it looked
 * @param shard the part of the list that it scanned, such as {@code 3/8}; empty for all of it
 * @param tool that made it
 * @param started when it began
 * @param ended when its last observation ended
 * @param connections how many it made
 * @param sourceAddresses our numeric addresses
 * @param idOffset what was added to the numbers of its observations: its {@code o7} is {@code o107} if this is 100
 */
public record MergedRun(
        String id,
        String name,
        String vantage,
        String shard,
        String tool,
        Instant started,
        Instant ended,
        long connections,
        List<String> sourceAddresses,
        long idOffset) {
    /** Copies. */
    public MergedRun {
        sourceAddresses = List.copyOf(sourceAddresses);
    }

    /**
     * The same run in a merge of merged runs.
     *
     * @param more what was added to the numbers of its observations once more
     * @return with both offsets
     */
    public MergedRun shifted(long more) {
        return new MergedRun(
                id, name, vantage, shard, tool, started, ended, connections, sourceAddresses, idOffset + more);
    }
}
