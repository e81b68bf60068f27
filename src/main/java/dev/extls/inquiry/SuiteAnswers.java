package dev.extls.inquiry;

import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.List;

/**
 * The answer to "which suites does this endpoint accept in this version?". Accepted, unknown and refused together are all
 * {@link dev.extls.offer.KnownSuites#of known suites} of the version.
 *
 * @param version the version asked about
 * @param accepted suites that the server chose, in the order in which it chose them. Suites that never stood in one hello (rare ones and the
 *     likely ones) were not compared with each other; they follow in the order of asking. Where the order of the client decides,
 *     likely ones first
 * @param unknown suites of which neither a choice nor a refusal that stands was seen, likely ones first
 * @param serverOrder whose order decides
 * @param refused how many known suites were refused, 0 or more
 * @param why why some are unknown, and whether answers contradict each other; may quote the server, so hostile; empty if there is nothing to say
 * @param kinds two kinds of nodes that answer behind one address, if they could be told apart; else empty
 * @param evidence ids of the observations that the answer rests on, in the order of their start
 */
public record SuiteAnswers(
        ProtocolVersion version,
        List<CipherSuite> accepted,
        List<CipherSuite> unknown,
        ServerOrder serverOrder,
        int refused,
        String why,
        List<SuiteKind> kinds,
        List<String> evidence) {
    /** Checks and copies. */
    public SuiteAnswers {
        accepted = List.copyOf(accepted);
        unknown = List.copyOf(unknown);
        kinds = List.copyOf(kinds);
        evidence = List.copyOf(evidence);
        if (refused < 0) {
            throw new IllegalArgumentException("a count of " + refused);
        }
    }

    /**
     * Of one node, or of nodes that answer alike.
     *
     * @param version as above
     * @param accepted as above
     * @param unknown as above
     * @param serverOrder as above
     * @param refused as above
     * @param why as above
     * @param evidence as above
     */
    public SuiteAnswers(
            ProtocolVersion version,
            List<CipherSuite> accepted,
            List<CipherSuite> unknown,
            ServerOrder serverOrder,
            int refused,
            String why,
            List<String> evidence) {
        this(version, accepted, unknown, serverOrder, refused, why, List.of(), evidence);
    }
}
