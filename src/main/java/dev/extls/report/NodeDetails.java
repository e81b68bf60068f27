package dev.extls.report;

import dev.extls.observation.CertificateChain;
import dev.extls.observation.CertificateFacts;
import dev.extls.observation.Identity;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.JudgedEndpoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Certificates and identities for {@link EndpointDetails}. */
final class NodeDetails {
    /** A certificate can name thousands. */
    private static final int MOST_NAMES = 100;

    private NodeDetails() {}

    static void write(JsonPaper json, JudgedEndpoint judged, Instant at) {
        String serverName = judged.answers().endpoint().serverName();
        json.beginList("certificates");
        for (CertificateChain chain : judged.chains()) {
            json.begin();
            json.beginList("rows");
            leaf(json, chain, serverName, at);
            json.endList();
            json.beginList("chain");
            for (CertificateFacts facts : chain.certificates()) {
                json.row(shown(facts.subject()), shown(facts.issuer()), facts.sha256());
            }
            json.endList();
            json.texts("evidence", chain.evidence());
            json.end();
        }
        json.endList();
        json.beginList("identities");
        for (Identity identity : judged.identities()) {
            json.begin();
            json.beginList("rows");
            row(json, "Greeting", identity.greeting(), "");
            row(json, "Name", identity.name(), "");
            row(json, "Sees us as", identity.seenAddress() + translated(identity), "");
            row(json, "Capabilities", String.join(" · ", identity.capabilities()), "");
            json.endList();
            json.texts("evidence", identity.evidence());
            json.end();
        }
        json.endList();
    }

    private static void leaf(JsonPaper json, CertificateChain chain, String serverName, Instant at) {
        CertificateFacts leaf = chain.leaf();
        if (!leaf.readable()) {
            row(json, "Problem", leaf.problem(), "bad");
            row(json, "SHA-256", leaf.sha256(), "");
            return;
        }
        Expiry expiry = Expiry.of(Optional.of(leaf), at);
        List<String> names = leaf.subjectAlternativeNames();
        row(json, "Subject", leaf.subject(), "");
        row(
                json,
                "Names",
                names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                        + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : ""),
                "");
        row(json, "Is for " + serverName, match(leaf, serverName), leaf.matches(serverName) ? "" : "fair");
        row(json, "Issuer", leaf.issuer(), "");
        row(json, "Self-signed", leaf.selfSigned() ? "yes" : "no", "");
        row(json, "Trusted here", trust(chain), "");
        row(
                json,
                "Valid",
                LocalDate.ofInstant(leaf.notBefore(), ZoneOffset.UTC) + " to " + expiry.day() + ", " + expiry.left(),
                expiry.tone().equals("quiet") ? "" : expiry.tone());
        row(json, "Key", leaf.keyAlgorithm() + (leaf.keyBits() == 0 ? "" : ", " + leaf.keyBits() + " bits"), "");
        row(json, "Signature", leaf.signatureAlgorithm(), "");
        row(json, "Serial", leaf.serial(), "");
        row(json, "SHA-256", leaf.sha256(), "");
        row(
                json,
                "Shown in",
                chain.versions().stream().map(ProtocolVersion::title).collect(Collectors.joining(", ")),
                "");
    }

    private static String match(CertificateFacts leaf, String serverName) {
        return leaf.matches(serverName)
                ? "yes"
                : leaf.commonNameOnly(serverName) ? "by its common name only, which clients do not look at" : "no";
    }

    private static String trust(CertificateChain chain) {
        String detail =
                chain.trust().detail().isEmpty() ? "" : ": " + chain.trust().detail();
        return switch (chain.trust().kind()) {
            case NOT_ASKED -> "not asked";
            case TRUSTED -> "yes" + detail;
            case NOT_TRUSTED -> "no" + detail;
        };
    }

    private static String translated(Identity identity) {
        if (!identity.addressesKnown()) {
            return "";
        }
        return identity.seenElsewhere()
                ? ", which is not ours: source addresses are translated on the way"
                : ", which is our address: nothing translates source addresses on the way";
    }

    private static void row(JsonPaper json, String name, String value, String tone) {
        if (!value.isEmpty()) {
            json.row(shown(name), shown(value), tone);
        }
    }

    private static String shown(String text) {
        return Escaped.forPaper(text);
    }
}
