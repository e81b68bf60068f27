package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.CertificateChain;
import dev.extls.observation.CertificateFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is to be said about the certificates that one endpoint showed. Facts about the leaf, and weak links above it. */
final class CertificateRemarks {
    /** Microsoft's HealthChecker shows a certificate in red when less is left. */
    private static final Duration SOON = Duration.ofDays(30);

    /** NIST SP 800-57 part 1 rev. 5, table 2: 112 bits of strength; HealthChecker shows less in red. */
    private static final int SMALLEST_MODULUS_BITS = 2048;

    private static final Set<String> BY_MODULUS = Set.of("RSA", "RSASSA-PSS", "DSA", "DH");

    /** RFC 8446 section 4.4.2.4: a certificate to be validated by MD5 must, by SHA-1 should end the handshake. */
    private static final Pattern WEAK_HASH = Pattern.compile("(?i)(MD2|MD4|MD5|SHA-?1)with.*");

    private CertificateRemarks() {}

    static List<Remark> of(Endpoint endpoint, List<CertificateChain> chains, Instant at) {
        List<Remark> remarks = new ArrayList<>();
        for (CertificateChain chain : chains) {
            CertificateFacts leaf = chain.leaf();
            if (leaf.readable()) {
                validity(endpoint, at, chain, remarks);
                name(endpoint, chain, remarks);
                strength(chain, remarks);
            } else {
                remarks.add(new Remark(
                        FindingKind.CERTIFICATE_UNREADABLE,
                        Node.certificate(leaf) + ": " + Words.bounded(leaf.problem()),
                        Advice.NONE,
                        chain.evidence()));
            }
        }
        return remarks;
    }

    private static void validity(Endpoint endpoint, Instant at, CertificateChain chain, List<Remark> remarks) {
        CertificateFacts leaf = chain.leaf();
        Advice advice = NextSteps.renew(endpoint);
        Optional<CertificateDates.Said> wrong = CertificateDates.of(leaf, at);
        if (wrong.isPresent()) {
            remarks.add(new Remark(wrong.get().kind(), wrong.get().statement(), advice, chain.evidence()));
        } else if (at.plus(SOON).isAfter(leaf.notAfter())) {
            remarks.add(new Remark(
                    FindingKind.CERTIFICATE_EXPIRES_SOON,
                    CertificateDates.expires(leaf, at),
                    advice,
                    chain.evidence()));
        }
    }

    /** A name is compared only where the user gave one: nobody puts the addresses of Exchange servers into certificates. */
    private static void name(Endpoint endpoint, CertificateChain chain, List<Remark> remarks) {
        String name = endpoint.serverName();
        if (endpoint.namedByHostName() && !chain.leaf().matches(name)) {
            remarks.add(new Remark(
                    FindingKind.CERTIFICATE_NAME_MISMATCH,
                    mismatch(chain.leaf(), name),
                    NextSteps.name(endpoint),
                    chain.evidence()));
        }
    }

    static String mismatch(CertificateFacts leaf, String name) {
        return "the " + Node.certificate(leaf) + " does not name " + name
                + (leaf.commonNameOnly(name)
                        ? " in subjectAltName; its common name does, which clients do not look at"
                        : "");
    }

    private static void strength(CertificateChain chain, List<Remark> remarks) {
        for (CertificateFacts facts : chain.certificates()) {
            boolean leaf = facts.equals(chain.leaf());
            // RFC 8446 section 4.2.3: the signature of a trust anchor on itself is not validated.
            boolean signatureCounts = leaf || !facts.selfSigned();
            if (signatureCounts && WEAK_HASH.matcher(facts.signatureAlgorithm()).matches()) {
                remarks.add(new Remark(
                        FindingKind.CERTIFICATE_WEAK_SIGNATURE,
                        signature(facts),
                        NextSteps.NEW_CERTIFICATE,
                        chain.evidence()));
            }
            if (byModulus(facts) && facts.keyBits() > 0 && facts.keyBits() < SMALLEST_MODULUS_BITS) {
                remarks.add(new Remark(
                        FindingKind.CERTIFICATE_SMALL_KEY,
                        smallKey(facts),
                        NextSteps.NEW_CERTIFICATE,
                        chain.evidence()));
            }
        }
    }

    static boolean byModulus(CertificateFacts facts) {
        return BY_MODULUS.contains(facts.keyAlgorithm());
    }

    static String signature(CertificateFacts facts) {
        return "the " + Node.certificate(facts) + " is signed with " + Words.cut(facts.signatureAlgorithm());
    }

    static String smallKey(CertificateFacts facts) {
        return "the " + Node.certificate(facts) + " has a key of " + facts.keyBits() + " bits ("
                + Words.cut(facts.keyAlgorithm()) + ")";
    }
}
