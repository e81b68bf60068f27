package dev.extls.report;

import dev.extls.observation.CertificateChain;
import dev.extls.observation.CertificateFacts;
import dev.extls.observation.Identity;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.JudgedEndpoint;

/** What the nodes behind an endpoint showed of themselves: certificates and identities. */
final class NodeJson {
    private NodeJson() {}

    static void write(JsonPaper json, JudgedEndpoint endpoint) {
        String serverName = endpoint.answers().endpoint().serverName();
        json.beginList("certificates");
        for (CertificateChain chain : endpoint.chains()) {
            chain(json, chain, serverName);
        }
        json.endList();
        json.beginList("identities");
        for (Identity identity : endpoint.identities()) {
            identity(json, identity);
        }
        json.endList();
    }

    private static void chain(JsonPaper json, CertificateChain chain, String serverName) {
        CertificateFacts leaf = chain.leaf();
        json.begin();
        facts(json, leaf);
        json.flag("nameMatches", leaf.matches(serverName));
        if (leaf.commonNameOnly(serverName)) {
            json.flag("commonNameOnly", true);
        }
        json.text("trust", chain.trust().kind().name());
        if (!chain.trust().detail().isEmpty()) {
            json.text("trustDetail", chain.trust().detail());
        }
        json.beginList("chain");
        for (CertificateFacts facts : chain.certificates()) {
            json.begin();
            json.text("sha256", facts.sha256());
            json.text("subject", facts.subject());
            json.text("issuer", facts.issuer());
            json.end();
        }
        json.endList();
        json.texts(
                "versions",
                chain.versions().stream().map(ProtocolVersion::label).toList());
        json.texts("evidence", chain.evidence());
        json.end();
    }

    private static void facts(JsonPaper json, CertificateFacts facts) {
        json.text("sha256", facts.sha256());
        if (!facts.readable()) {
            json.text("problem", facts.problem());
            return;
        }
        json.text("subject", facts.subject());
        json.text("issuer", facts.issuer());
        json.text("serial", facts.serial());
        json.texts("subjectAlternativeNames", facts.subjectAlternativeNames());
        json.text("notBefore", facts.notBefore().toString());
        json.text("notAfter", facts.notAfter().toString());
        json.text("keyAlgorithm", facts.keyAlgorithm());
        json.number("keyBits", facts.keyBits());
        json.text("signatureAlgorithm", facts.signatureAlgorithm());
        json.flag("selfSigned", facts.selfSigned());
    }

    private static void identity(JsonPaper json, Identity identity) {
        json.begin();
        json.text("greeting", identity.greeting());
        json.text("name", identity.name());
        json.text("seenAddress", identity.seenAddress());
        if (identity.addressesKnown()) {
            json.flag("sourceTranslated", identity.seenElsewhere());
        }
        json.texts("capabilities", identity.capabilities());
        json.texts("evidence", identity.evidence());
        json.end();
    }
}
