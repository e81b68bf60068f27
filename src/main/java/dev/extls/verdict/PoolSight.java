package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.CertificateChain;
import java.util.List;

/**
 * What is known of one door of a pool while the others are awaited.
 *
 * @param name what it is called in the pool
 * @param answers what is known
 * @param chains the different certificate chains it showed
 */
record PoolSight(String name, EndpointAnswers answers, List<CertificateChain> chains) {
    PoolSight {
        chains = List.copyOf(chains);
    }

    Endpoint endpoint() {
        return answers.endpoint();
    }
}
