package dev.extls.inquiry;

import dev.extls.tls.ProtocolVersion;
import java.util.List;

/**
 * The answer to one question about how an endpoint negotiates in one version.
 *
 * @param kind the question
 * @param version the version in which it was asked
 * @param answer YES, NO or UNKNOWN
 * @param value what was chosen where that is more than yes (the protocol of ALPN); may be hostile; else empty
 * @param why a sentence: what was seen, or why nothing could be; may quote the server, so hostile
 * @param evidence ids of the observations that the answer rests on
 */
public record Fact(
        FactKind kind, ProtocolVersion version, AnswerKind answer, String value, String why, List<String> evidence) {
    /** Copies. */
    public Fact {
        evidence = List.copyOf(evidence);
    }
}
