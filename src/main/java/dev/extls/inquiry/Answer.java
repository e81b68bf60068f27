package dev.extls.inquiry;

import dev.extls.observation.Trouble;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Optional;

/**
 * The answer to "does this endpoint speak this version?".
 *
 * @param version the version asked about
 * @param kind YES, NO or UNKNOWN
 * @param proof how far a YES was seen; NONE for the others
 * @param why a sentence: what was seen, or why nothing could be; may quote the server, so hostile
 * @param reason the reason of an UNKNOWN; empty for the others
 * @param contradicted whether other observations of the same question say the opposite
 * @param evidence ids of the observations that the answer rests on, at least one unless nothing could be asked
 */
public record Answer(
        ProtocolVersion version,
        AnswerKind kind,
        Proof proof,
        String why,
        Optional<Trouble> reason,
        boolean contradicted,
        List<String> evidence) {
    /** Checks and copies. */
    public Answer {
        evidence = List.copyOf(evidence);
        if ((kind == AnswerKind.UNKNOWN) != reason.isPresent()) {
            throw new IllegalArgumentException("an UNKNOWN has a reason, the others have none");
        }
        if ((kind == AnswerKind.YES) != (proof != Proof.NONE)) {
            throw new IllegalArgumentException("a YES has a proof, the others have none");
        }
    }
}
