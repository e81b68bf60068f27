package dev.extls.verdict;

import dev.extls.observation.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is to be said about the clear-text lines: facts worth knowing. */
final class DialogueRemarks {
    private DialogueRemarks() {}

    static List<Remark> of(List<Identity> identities) {
        List<Remark> remarks = new ArrayList<>();
        for (Identity identity : identities) {
            if (identity.seenElsewhere()) {
                remarks.add(new Remark(
                        FindingKind.SOURCE_TRANSLATED,
                        "the server sees us as " + Words.bounded(identity.seenAddress()) + ", not as "
                                + host(identity.localAddress())
                                + ": source addresses are translated on the way, and its logs do not show the real client",
                        identity.evidence()));
            }
            List<String> offers = identity.capabilities().stream()
                    .filter(DialogueRemarks::passwordInClear)
                    .map(Words::bounded)
                    .limit(8)
                    .toList();
            if (!offers.isEmpty()) {
                remarks.add(new Remark(
                        FindingKind.AUTH_BEFORE_TLS,
                        "offers " + Words.bounded(Words.list(offers))
                                + " before TLS: a client may send its password in clear",
                        identity.evidence()));
            }
        }
        return remarks;
    }

    /**
     * PLAIN and LOGIN hand the password over as it is (RFC 4616, draft-murchison-sasl-login); NTLM and GSSAPI, which Exchange offers
     * before TLS by default, do not. Syntax: RFC 4954 section 3 (SMTP), RFC 9051 section 7.2.2 (IMAP), RFC 5034 section 3 (POP3).
     */
    private static boolean passwordInClear(String capability) {
        List<String> words = List.of(capability.toUpperCase(Locale.ROOT).split("[ =]", -1));
        return (words.get(0).equals("AUTH") || words.get(0).equals("SASL"))
                && (words.contains("PLAIN") || words.contains("LOGIN"));
    }

    private static String host(String addressAndPort) {
        int colon = addressAndPort.lastIndexOf(':');
        return colon < 0 ? addressAndPort : addressAndPort.substring(0, colon);
    }
}
