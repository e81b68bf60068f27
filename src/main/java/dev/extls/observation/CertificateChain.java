package dev.extls.observation;

import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A chain as sent, with the observations that showed it.
 *
 * @param certificates leaf first, at least one, at most {@value #LONGEST_CHAIN}
 * @param trust whether it leads to a root of this machine
 * @param versions the versions in which it was shown, oldest first
 * @param evidence ids of the observations
 */
public record CertificateChain(
        List<CertificateFacts> certificates, Trust trust, List<ProtocolVersion> versions, List<String> evidence) {
    /** How many certificates of a chain are kept. */
    public static final int LONGEST_CHAIN = 32;

    /** Checks and copies. */
    public CertificateChain {
        certificates = List.copyOf(certificates);
        versions = List.copyOf(versions);
        evidence = List.copyOf(evidence);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a chain has a leaf");
        }
    }

    /**
     * The certificate of the server itself.
     *
     * @return the first of the chain
     */
    public CertificateFacts leaf() {
        return certificates.get(0);
    }

    /**
     * The different chains in observations, in the order of their first sight.
     *
     * @param observations any number
     * @return one entry a chain, each naming all its observations
     */
    public static List<CertificateChain> seenIn(List<Observation> observations) {
        Map<List<Bytes>, List<Observation>> alike = new LinkedHashMap<>();
        for (Observation observation : observations) {
            if (!observation.certificates().isEmpty()) {
                alike.computeIfAbsent(observation.certificates(), chain -> new ArrayList<>())
                        .add(observation);
            }
        }
        return alike.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static CertificateChain of(List<Bytes> chain, List<Observation> seen) {
        Trust trust = seen.stream()
                .map(Observation::trust)
                .filter(fact -> fact.kind() != Trust.Kind.NOT_ASKED)
                .findFirst()
                .orElse(Trust.NOT_ASKED);
        return new CertificateChain(
                chain.stream().limit(LONGEST_CHAIN).map(CertificateFacts::of).toList(),
                trust,
                seen.stream()
                        .flatMap(one -> one.outcome().chosen().stream())
                        .map(Selection::version)
                        .distinct()
                        .sorted()
                        .toList(),
                seen.stream().map(Observation::id).toList());
    }
}
