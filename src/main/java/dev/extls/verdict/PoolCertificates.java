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

    /**
     * What one endpoint shows.
     *
     * @param place what the endpoint is called
     * @param chains the different chains that it showed
     */
    record Shown(String place, List<CertificateChain> chains) {}

    /** Those of whole answers, called by their addresses. */
    static PoolCertificates of(List<EndpointAnswers> pool) {
        return ofShown(pool.stream()
                .map(one -> new Shown(
                        Words.cut(
                                one.endpoint().resolved()
                                        ? one.endpoint().address()
                                        : one.endpoint().host()),
                        CertificateChain.seenIn(one.observations())))
                .toList());
    }

    static PoolCertificates ofShown(List<Shown> pool) {
        Map<String, Set<String>> places = new LinkedHashMap<>();
        Set<String> evidence = new LinkedHashSet<>();
        List<String> without = new ArrayList<>();
        for (Shown one : pool) {
            for (CertificateChain chain : one.chains()) {
                places.computeIfAbsent(chain.leaf().sha256(), hash -> new LinkedHashSet<>())
                        .add(one.place());
                evidence.addAll(chain.evidence());
            }
            if (one.chains().isEmpty()) {
                without.add(one.place());
            }
        }
        return new PoolCertificates(pool.size(), places, without, List.copyOf(evidence));
    }

    /** {@code SHA-256 … at 10.0.0.11 and 10.0.0.12}, one for each certificate. */
    static List<String> described(Map<String, Set<String>> places) {
        return places.entrySet().stream()
                .map(entry -> "SHA-256 " + entry.getKey().substring(0, 16) + "… at "
                        + Words.some(List.copyOf(entry.getValue())))
                .toList();
    }
}
