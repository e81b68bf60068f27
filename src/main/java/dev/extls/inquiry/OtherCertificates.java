package dev.extls.inquiry;

import dev.extls.observation.CertificateFacts;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which other certificates does the server have in TLS 1.3, where the suite does not tell the kind of key? A handshake offers only the signature
 * schemes of kinds that were not seen (RFC 8446 section 4.4.2.2), until none is left or no new kind comes.
 */
record OtherCertificates() implements FactQuestion {
    /** A kind of key as certificates name it, and its schemes in TLS 1.3 (RFC 8446 section 4.2.3). */
    private record Kind(String algorithm, List<Integer> schemes) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("RSA", List.of(0x0804, 0x0805, 0x0806)),
            new Kind("EC", List.of(0x0403, 0x0503, 0x0603)),
            new Kind("RSASSA-PSS", List.of(0x0809, 0x080a, 0x080b)),
            new Kind("EdDSA", List.of(0x0807, 0x0808)));

    @Override
    public List<Offer> next(Acquaintance known) {
        List<Observation> finished = known.finished(ProtocolVersion.TLS_1_3);
        Set<Kind> seen = finished.stream().flatMap(OtherCertificates::kind).collect(Collectors.toSet());
        List<Integer> left = KINDS.stream()
                .filter(kind -> !seen.contains(kind))
                .flatMap(kind -> kind.schemes().stream())
                .toList();
        boolean asked = !known.asked(
                        ProtocolVersion.TLS_1_3,
                        extras -> extras.signatureSchemes().equals(left))
                .isEmpty();
        if (seen.isEmpty() || left.isEmpty() || asked) {
            return List.of();
        }
        return finished.stream()
                .filter(one -> one.outcome() instanceof Outcome.Negotiated)
                .limit(1)
                .map(one -> one.offer().with(Extras.NONE.withSignatureSchemes(left)))
                .toList();
    }

    private static Stream<Kind> kind(Observation one) {
        return one.certificates().stream()
                .limit(1)
                .map(CertificateFacts::of)
                .flatMap(facts -> KINDS.stream().filter(kind -> kind.algorithm().equals(facts.keyAlgorithm())));
    }

    @Override
    public List<Fact> facts(Acquaintance known) {
        return List.of();
    }
}
