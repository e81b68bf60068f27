package dev.extls.journal;

import dev.extls.observation.MergedRun;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The first line of a journal.
 *
 * @param tool name and version of the tool that wrote it
 * @param runId unique to the run
 * @param runName what the user calls the run
 * @param started when the run began
 * @param sourceAddresses our numeric addresses, as far as they were known at the start
 * @param options the options of the run, sorted by name
 * @param offers how each version is asked for, by its name, sorted
 * @param vantage what the place is called from which the run looks; never empty
 * @param arguments options of the command line, as they are to be given again to go on with the run
 * @param merged the runs that this one was made of; empty for a run of its own
 */
public record Header(
        String tool,
        String runId,
        String runName,
        Instant started,
        List<String> sourceAddresses,
        Map<String, String> options,
        Map<String, String> offers,
        String vantage,
        List<String> arguments,
        List<MergedRun> merged) {
    /** The version of the format; a reader refuses every other. */
    public static final String SCHEMA = "extls/journal/1";

    /** Copies. */
    public Header {
        sourceAddresses = List.copyOf(sourceAddresses);
        options = Collections.unmodifiableMap(new TreeMap<>(options));
        offers = Collections.unmodifiableMap(new TreeMap<>(offers));
        arguments = List.copyOf(arguments);
        merged = List.copyOf(merged);
    }
}
