package dev.extls.verdict;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.CertificateChain;
import dev.extls.observation.CertificateFacts;
import dev.extls.policy.Expectation.CertificateKeys;
import dev.extls.policy.Expectation.CertificateLifespan;
import dev.extls.policy.Expectation.CertificateSignatures;
import dev.extls.policy.Expectation.CertificateValid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Holds expectations about certificates against one endpoint. Where several chains were seen, each of them counts. */
final class CertificateCheck {
    private final Scene scene;

    CertificateCheck(Scene scene) {
        this.scene = scene;
    }

    Seen valid(CertificateValid expected) {
        Advice renew = NextSteps.renew(scene.endpoint());
        return each(
                chain -> {
                    CertificateFacts leaf = chain.leaf();
                    Optional<CertificateDates.Said> wrong = CertificateDates.of(leaf, scene.at());
                    if (wrong.isPresent()) {
                        return List.of(Seen.fails(wrong.get().statement(), renew, chain.evidence())
                                .toldBy(wrong.get().kind()));
                    }
                    return scene.at().plus(Duration.ofDays(expected.days())).isAfter(leaf.notAfter())
                            ? List.of(Seen.fails(CertificateDates.expires(leaf, scene.at()), renew, chain.evidence())
                                    .toldBy(FindingKind.CERTIFICATE_EXPIRES_SOON))
                            : List.of();
                },
                leaf -> CertificateDates.expires(leaf, scene.at()));
    }

    Seen namesServer() {
        Endpoint endpoint = scene.endpoint();
        String name = endpoint.serverName();
        if (!endpoint.namedByHostName()) {
            return Seen.notApplicable("the server was asked for by its address, so there is no name to look for");
        }
        return each(
                chain -> chain.leaf().matches(name)
                        ? List.of()
                        : List.of(Seen.fails(
                                        CertificateRemarks.mismatch(chain.leaf(), name),
                                        NextSteps.name(endpoint),
                                        chain.evidence())
                                .toldBy(FindingKind.CERTIFICATE_NAME_MISMATCH)),
                leaf -> "the " + Node.certificate(leaf) + " names " + Words.cut(name));
    }

    Seen keys(CertificateKeys expected) {
        return each(
                chain -> chain.certificates().stream()
                        .filter(facts -> facts.readable() && facts.keyBits() < least(facts, expected))
                        .map(facts -> tooShort(facts, chain.evidence()))
                        .toList(),
                leaf -> "the " + Node.certificate(leaf) + " has a key of " + leaf.keyBits() + " bits ("
                        + Words.cut(leaf.keyAlgorithm()) + ")");
    }

    /** Ed25519 and Ed448 have keys of one length each, and none is too short (RFC 8032). */
    private static int least(CertificateFacts facts, CertificateKeys expected) {
        if (CertificateRemarks.byModulus(facts)) {
            return expected.rsaBits();
        }
        return facts.keyAlgorithm().equals("EC") ? expected.ecBits() : 0;
    }

    private static Seen tooShort(CertificateFacts facts, List<String> evidence) {
        return facts.keyBits() == 0
                ? Seen.unknown("the length of the key of the " + Node.certificate(facts) + " is not known", evidence)
                : Seen.fails(CertificateRemarks.smallKey(facts), NextSteps.NEW_CERTIFICATE, evidence)
                        .toldBy(FindingKind.CERTIFICATE_SMALL_KEY);
    }

    Seen signatures(CertificateSignatures expected) {
        return each(
                chain -> chain.certificates().stream()
                        // RFC 8446 section 4.2.3: the signature of a trust anchor on itself is not validated.
                        .filter(facts -> facts.equals(chain.leaf()) || !facts.selfSigned())
                        .filter(facts ->
                                facts.readable() && !contains(expected.algorithms(), facts.signatureAlgorithm()))
                        .map(facts -> Seen.fails(
                                        CertificateRemarks.signature(facts),
                                        NextSteps.NEW_CERTIFICATE,
                                        chain.evidence())
                                .toldBy(FindingKind.CERTIFICATE_WEAK_SIGNATURE))
                        .toList(),
                CertificateRemarks::signature);
    }

    Seen lifespan(CertificateLifespan expected) {
        return each(
                chain -> lifespan(chain.leaf()).compareTo(Duration.ofDays(expected.days())) <= 0
                        ? List.of()
                        : List.of(Seen.fails(issuedFor(chain.leaf()), NextSteps.NEW_CERTIFICATE, chain.evidence())),
                CertificateCheck::issuedFor);
    }

    private static String issuedFor(CertificateFacts leaf) {
        return "the " + Node.certificate(leaf) + " was issued for "
                + lifespan(leaf).toDays() + " days";
    }

    private static Duration lifespan(CertificateFacts leaf) {
        return Duration.between(leaf.notBefore(), leaf.notAfter());
    }

    /** Microsoft, "Configure Windows Extended Protection in Exchange Server": bridging needs the same certificate everywhere. */
    Seen sameInPool() {
        if (scene.endpoint().pool().isEmpty()) {
            return Seen.notApplicable("it stands in no pool");
        }
        PoolCertificates pool = scene.pool();
        if (pool.places().size() > 1) {
            return Seen.fails(
                    "the pool " + Words.cut(scene.endpoint().pool()) + " shows "
                            + pool.places().size() + " different certificates: "
                            + Words.some(PoolCertificates.described(pool.places())),
                    NextSteps.SAME_CERTIFICATE,
                    pool.evidence());
        }
        if (!pool.without().isEmpty()) {
            return Seen.unknown("no certificate was seen at " + Words.some(pool.without()), pool.evidence());
        }
        return pool.size() < 2
                ? Seen.notApplicable("it is the only endpoint of its pool for this service")
                : Seen.holds(
                        "all " + pool.size() + " endpoints of the pool show the same certificate", pool.evidence());
    }

    /**
     * Every chain has to stand the test: one that fails decides, one that cannot be read leaves it open.
     *
     * @param wrong what is wrong with a chain
     * @param right what to say of the leaf where nothing is
     */
    private Seen each(Function<CertificateChain, List<Seen>> wrong, Function<CertificateFacts, String> right) {
        if (scene.chains().isEmpty()) {
            return Seen.unknown("no certificate was seen", List.of());
        }
        List<Seen> mistakes = scene.chains().stream()
                .flatMap(chain -> chain.leaf().readable()
                        ? wrong.apply(chain).stream()
                        : Stream.of(Seen.unknown(
                                        "the " + Node.certificate(chain.leaf()) + " cannot be read", chain.evidence())
                                .toldBy(FindingKind.CERTIFICATE_UNREADABLE)))
                .toList();
        return mistakes.stream()
                .filter(one -> one.state() == Verdict.State.FAILS)
                .findFirst()
                .or(() -> mistakes.stream().findFirst())
                .orElseGet(() -> Seen.holds(
                        right.apply(scene.chains().get(0).leaf()),
                        scene.chains().stream()
                                .flatMap(chain -> chain.evidence().stream())
                                .toList()));
    }

    private static boolean contains(List<String> algorithms, String algorithm) {
        return algorithms.stream().anyMatch(algorithm::equalsIgnoreCase);
    }
}
