package dev.extls.verdict;

import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.CertificateChain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which certificates the endpoints of one pool and service show.
 *
 * @param size how many endpoints there are
 * @param places where each certificate is shown, by its SHA-256
 * @param without where none was seen
 * @param evidence ids of the observations it rests on
 */
record PoolCertificates(int size, Map<String, Set<String>> places, List<String> without, List<String> evidence) {
    /** Outside a pool. */
    static final PoolCertificates NONE = new PoolCertificates(0, Map.of(), List.of(), List.of());

    PoolCertificates {
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
        without = List.copyOf(without);
        evidence = List.copyOf(evidence);
    }

    static PoolCertificates of(List<EndpointAnswers> pool) {
        Map<String, Set<String>> places = new LinkedHashMap<>();
        Set<String> evidence = new LinkedHashSet<>();
        List<String> without = new ArrayList<>();
        for (EndpointAnswers one : pool) {
            List<CertificateChain> chains = CertificateChain.seenIn(one.observations());
            String place = Words.cut(
                    one.endpoint().resolved()
                            ? one.endpoint().address()
                            : one.endpoint().host());
            for (CertificateChain chain : chains) {
                places.computeIfAbsent(chain.leaf().sha256(), hash -> new LinkedHashSet<>())
                        .add(place);
                evidence.addAll(chain.evidence());
            }
            if (chains.isEmpty()) {
                without.add(place);
            }
        }
        return new PoolCertificates(pool.size(), places, without, List.copyOf(evidence));
    }
}
