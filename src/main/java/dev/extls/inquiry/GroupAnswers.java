package dev.extls.inquiry;

import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.List;

/**
 * The answer to "which key-exchange groups does this endpoint accept in this version?".
 *
 * @param version the version asked about, TLS 1.0 or later
 * @param accepted groups that the server chose, in the order in which it chose them
 * @param unknown groups of which neither a choice nor a refusal was seen
 * @param serverOrder whose order decides
 * @param refused how many of the groups asked for were refused, 0 or more
 * @param why why some are unknown, and whether answers contradict each other; may quote the server, so hostile; empty if there is nothing to say
 * @param evidence ids of the observations that the answer rests on, in the order of their start
 */
public record GroupAnswers(
        ProtocolVersion version,
        List<NamedGroup> accepted,
        List<NamedGroup> unknown,
        ServerOrder serverOrder,
        int refused,
        String why,
        List<String> evidence) {
    /** Checks and copies. */
    public GroupAnswers {
        accepted = List.copyOf(accepted);
        unknown = List.copyOf(unknown);
        evidence = List.copyOf(evidence);
        if (refused < 0) {
            throw new IllegalArgumentException("a count of " + refused);
        }
    }
}
