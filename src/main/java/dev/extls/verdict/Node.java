package dev.extls.verdict;

import dev.extls.observation.CertificateFacts;
import dev.extls.observation.Identity;
import dev.extls.observation.Observation;
import java.util.Optional;

/** Names the node that answered one connection, as far as it named itself. */
final class Node {
    private Node() {}

    /** The EHLO name, else the greeting, else the certificate; empty if it showed nothing. */
    static String of(Observation observation) {
        Optional<Identity> identity = Identity.of(observation);
        String said = identity.map(it -> it.name().isBlank() ? it.greeting() : it.name())
                .orElse("");
        if (!said.isBlank()) {
            return Words.bounded(said);
        }
        return observation.certificates().stream()
                .findFirst()
                .map(CertificateFacts::of)
                .map(Node::certificate)
                .orElse("");
    }

    static String certificate(CertificateFacts facts) {
        String name = facts.commonName().isEmpty() ? facts.subject() : facts.commonName();
        String fingerprint = "SHA-256 " + facts.sha256().substring(0, 16) + "…";
        return "certificate " + (name.isBlank() ? fingerprint : Words.bounded(name) + " (" + fingerprint + ")");
    }
}
