package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import java.util.List;

/**
 * What a list of targets means, as far as it can be told without a connection or a look-up.
 *
 * @param rows the endpoints, each once, in the order of the list
 * @param twice what the list names more than once
 * @param mistakes what could not be understood
 */
public record TargetListing(List<Row> rows, List<Twice> twice, List<Mistake> mistakes) {
    /** Copies. */
    public TargetListing {
        rows = List.copyOf(rows);
        twice = List.copyOf(twice);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * A place in what the user wrote.
     *
     * @param source the file, or what stands for one
     * @param line 1 or more
     * @param column 1 or more
     */
    public record Spot(String source, int line, int column) {}

    /**
     * An endpoint.
     *
     * @param endpoint the door
     * @param spot where it was named first
     */
    public record Row(Endpoint endpoint, Spot spot) {}

    /**
     * An endpoint that is named again.
     *
     * @param key the door
     * @param first where it was named first
     * @param again where it was named again
     */
    public record Twice(String key, Spot first, Spot again) {}

    /**
     * A mistake.
     *
     * @param spot where
     * @param found what stands there
     * @param expected what would have been right
     */
    public record Mistake(Spot spot, String found, String expected) {}
}
