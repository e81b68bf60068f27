package dev.extls.inquiry;

import dev.extls.inquiry.GroupExchange.Kind;
import dev.extls.observation.Flight;
import dev.extls.observation.Observation;
import dev.extls.observation.Selection;
import dev.extls.tls.DhPrime;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters of a finite-field Diffie-Hellman key exchange that a server sent (RFC 5246 section 7.4.3, dh_p).
 *
 * @param version the version in which they were sent
 * @param primeBits length of the prime in bits, 1 or more
 * @param name the well-known group with that prime, such as {@code ffdhe2048}; empty for a prime of the server's own
 * @param evidence ids of the observations that show them
 */
public record DhParameters(ProtocolVersion version, int primeBits, String name, List<String> evidence) {
    /** Checks and copies. */
    public DhParameters {
        evidence = List.copyOf(evidence);
        if (primeBits < 1) {
            throw new IllegalArgumentException("a prime of " + primeBits + " bits");
        }
    }

    /**
     * All that some observations show, whatever they asked.
     *
     * @param observations in the order of their start
     * @return one entry for each version and prime, latest version first
     */
    static List<DhParameters> seenIn(List<Observation> observations) {
        Map<Sent, List<String>> evidence = new LinkedHashMap<>();
        for (Observation observation : observations) {
            boolean finiteField = VersionLaw.choice(observation)
                    .flatMap(selection -> GroupExchange.kind(selection.version(), selection.suite()))
                    .filter(kind -> kind == Kind.FINITE_FIELD)
                    .isPresent();
            if (!finiteField) {
                continue;
            }
            DhPrime prime = Flight.of(observation).map(Flight::prime).orElse(DhPrime.NONE);
            if (prime.bits() > 0) {
                VersionLaw.choice(observation)
                        .map(Selection::version)
                        .ifPresent(
                                version -> evidence.computeIfAbsent(new Sent(version, prime), sent -> new ArrayList<>())
                                        .add(observation.id()));
            }
        }
        List<DhParameters> parameters = new ArrayList<>();
        evidence.forEach((sent, ids) ->
                parameters.add(new DhParameters(sent.version, sent.prime.bits(), sent.prime.name(), ids)));
        parameters.sort(Comparator.comparing(DhParameters::version).reversed());
        return List.copyOf(parameters);
    }

    private record Sent(ProtocolVersion version, DhPrime prime) {}
}
