package dev.extls.verdict;

import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.CertificateChain;
import dev.extls.observation.Identity;
import java.util.Comparator;
import java.util.List;

/**
 * One endpoint with the opinion about it.
 *
 * @param answers what is known
 * @param label the server in words: its name, with {@code @address} where the run has that name at several addresses
 * @param chains the different certificate chains it showed
 * @param identities the different identities it showed
 * @param whoAnswered which nodes answered, as far as they were counted
 * @param verdicts one a rule, in the order of the policy
 * @param findings worst first
 */
public record JudgedEndpoint(
        EndpointAnswers answers,
        String label,
        List<CertificateChain> chains,
        List<Identity> identities,
        WhoAnswered whoAnswered,
        List<Verdict> verdicts,
        List<Finding> findings) {
    /** Copies. */
    public JudgedEndpoint {
        chains = List.copyOf(chains);
        identities = List.copyOf(identities);
        verdicts = List.copyOf(verdicts);
        findings = List.copyOf(findings);
    }

    /**
     * The worst verdict of the rules that decide, those of severity error.
     *
     * @return NOT_APPLICABLE if none of them applies here
     */
    public Verdict.State state() {
        return verdicts.stream()
                .filter(Verdict::decides)
                .map(Verdict::state)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.State.NOT_APPLICABLE);
    }
}
