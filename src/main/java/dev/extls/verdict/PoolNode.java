package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.Answer;
import dev.extls.tls.ProtocolVersion;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * One door of a pool in its grid: the virtual address, or one node behind it.
 *
 * @param endpoint the door
 * @param name what the node is called in the pool, unlike all others of its service
 * @param answers one for each of the six versions, oldest first, without reasons and evidence, which are told at the endpoint
 * @param odd the versions in which this node is among the fewer of those that are known; always empty for a virtual address
 */
public record PoolNode(Endpoint endpoint, String name, Map<ProtocolVersion, Answer> answers, Set<ProtocolVersion> odd) {
    /** Checks and copies. */
    public PoolNode {
        if (answers.size() != ProtocolVersion.values().length) {
            throw new IllegalArgumentException("every version has an answer");
        }
        answers = Collections.unmodifiableMap(new EnumMap<>(answers));
        odd = odd.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(odd));
    }
}
