package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.RunAnswers;
import dev.extls.observation.CertificateChain;
import dev.extls.tls.ProtocolVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * One endpoint as rules see it.
 *
 * @param answers what is known of it
 * @param chains the different certificate chains it showed
 * @param at the time of judging
 * @param neighbours the endpoints of the same server, itself among them
 * @param poolCertificates what the endpoints of the same pool and service show, itself among them
 */
record Scene(
        EndpointAnswers answers,
        List<CertificateChain> chains,
        Instant at,
        RunAnswers neighbours,
        Supplier<PoolCertificates> poolCertificates) {
    Scene {
        chains = List.copyOf(chains);
    }

    PoolCertificates pool() {
        return poolCertificates.get();
    }

    Endpoint endpoint() {
        return answers.endpoint();
    }

    Answer answer(ProtocolVersion version) {
        return Words.answer(answers, version);
    }

    /** Versions with a certain answer, oldest first. */
    List<ProtocolVersion> versions(AnswerKind kind) {
        return Arrays.stream(ProtocolVersion.values())
                .filter(version -> answer(version).kind() == kind)
                .toList();
    }
}
