package dev.extls.verdict;

import dev.extls.inquiry.AnswerKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the virtual address and every member of a pool show the same certificate for a service, as Extended Protection wants it: a balancer that
 * ends TLS and starts it anew (bridging) has to have the certificate of the servers, and one that does not start it anew (offloading) is not
 * supported at all.
 *
 * @param answer YES if all of them show one; NO if two different ones were seen; UNKNOWN where one of them showed none, or there is one door only
 * @param statement what was seen, without full stop
 * @param places the names of the nodes that show each certificate, by its SHA-256
 * @param without the names of those that showed none
 * @param evidence ids of the observations it rests on
 */
public record SameCertificate(
        AnswerKind answer,
        String statement,
        Map<String, List<String>> places,
        List<String> without,
        List<String> evidence) {
    /** The document that the requirement stands in. */
    public static final String SOURCE = NextSteps.EXTENDED_PROTECTION;

    /** Copies. */
    public SameCertificate {
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
        without = List.copyOf(without);
        evidence = List.copyOf(evidence);
    }

    static SameCertificate of(PoolCertificates seen) {
        Map<String, List<String>> places = new LinkedHashMap<>();
        seen.places().forEach((hash, names) -> places.put(hash, List.copyOf(names)));
        return new SameCertificate(answer(seen), statement(seen), places, seen.without(), seen.evidence());
    }

    private static AnswerKind answer(PoolCertificates seen) {
        if (seen.places().size() > 1) {
            return AnswerKind.NO;
        }
        return seen.without().isEmpty() && seen.size() > 1 ? AnswerKind.YES : AnswerKind.UNKNOWN;
    }

    private static String statement(PoolCertificates seen) {
        if (seen.places().size() > 1) {
            return seen.places().size() + " different certificates are shown: "
                    + Words.some(PoolCertificates.described(seen.places()));
        }
        if (!seen.without().isEmpty()) {
            return "no certificate was seen at " + Words.some(seen.without());
        }
        return seen.size() > 1
                ? "all " + seen.size() + " show the same certificate"
                : "there is nothing to compare it with";
    }
}
