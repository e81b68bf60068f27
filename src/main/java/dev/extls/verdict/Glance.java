package dev.extls.verdict;

import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.CertificateChain;
import dev.extls.observation.Trouble;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of an endpoint is held against the next time that it is looked at: small, however much was seen. What was not seen this time is taken from
 * the time before, so that what is told is always a change between two things that were seen.
 *
 * @param trouble why nothing could be established the last time
 * @param versions what was known of each version when it last was; none that never was
 * @param certificates those of the leaves that were last seen, in words
 * @param answer whether the change is still confirmed
 */
public record Glance(
        Optional<Trouble> trouble,
        Map<ProtocolVersion, String> versions,
        List<String> certificates,
        VerifiedEndpoint.Answer answer) {
    /** Copies. */
    public Glance {
        versions = Map.copyOf(versions);
        certificates = List.copyOf(certificates);
    }

    /**
     * What was seen of an endpoint.
     *
     * @param answers all that is known of it
     * @param answer whether the change is confirmed there
     * @return without what was not seen
     */
    public static Glance of(EndpointAnswers answers, VerifiedEndpoint.Answer answer) {
        Optional<Trouble> trouble = answers.trouble().map(EndpointAnswers.Setback::kind);
        Map<ProtocolVersion, String> versions = new EnumMap<>(ProtocolVersion.class);
        for (ProtocolVersion version : ProtocolVersion.values()) {
            Answer one = Words.answer(answers, version);
            if (one.kind() != AnswerKind.UNKNOWN) {
                versions.put(version, Changes.state(one));
            }
        }
        List<String> certificates = CertificateChain.seenIn(answers.observations()).stream()
                .map(CertificateChain::leaf)
                .map(Node::certificate)
                .distinct()
                .sorted()
                .toList();
        return new Glance(trouble, versions, certificates, answer);
    }

    /**
     * The same with what was not seen taken from the time before.
     *
     * @param before the time before
     * @return a copy
     */
    public Glance after(Glance before) {
        Map<ProtocolVersion, String> known = new HashMap<>(before.versions);
        known.putAll(versions);
        // one that never came back has not while its trouble is the same
        boolean as = trouble.isPresent() && trouble.equals(before.trouble);
        return new Glance(
                trouble,
                known,
                certificates.isEmpty() ? before.certificates : certificates,
                as ? before.answer : answer);
    }

    /**
     * What is not as it was.
     *
     * @param before the time before
     * @return a sentence each, without full stop; may quote the server, so hostile; none if everything is as it was
     */
    public List<String> since(Glance before) {
        List<String> changes = new ArrayList<>();
        if (!trouble.equals(before.trouble)) {
            changes.add(before.trouble.map(Trouble::sentence).orElse("it answered") + "; now "
                    + trouble.map(Trouble::sentence).orElse("it answers"));
        }
        for (ProtocolVersion version : ProtocolVersion.values()) {
            String was = before.versions.getOrDefault(version, "");
            String is = versions.getOrDefault(version, was);
            if (!was.isEmpty() && !is.equals(was)) {
                changes.add(Words.version(version) + " was " + was + "; now is " + is);
            }
        }
        if (!certificates.isEmpty() && !before.certificates.isEmpty() && !certificates.equals(before.certificates)) {
            changes.add(
                    "another certificate: " + Words.some(before.certificates) + "; now " + Words.some(certificates));
        }
        if (answer != before.answer) {
            changes.add(before.answer.words() + "; now " + answer.words());
        }
        return changes;
    }
}
