package dev.extls.verdict;

import dev.extls.endpoint.TlsStart;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.observation.CertificateChain;
import dev.extls.observation.CertificateFacts;
import dev.extls.observation.Identity;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Does what answers at a virtual address behave as the members do? Each kind of sign speaks for passing through, for ending, or for neither:
 *
 * <ul>
 *   <li>For ending speaks what no member does, where every member was seen: a version or suite that all of them refuse, a certificate that none of
 *       them shows, equal hellos that none of them answers so, sessions that none of them takes up although it takes up its own. One node that is
 *       missing on the list would do the same, so it counts only where the virtual address does it each time.
 *   <li>For passing through speaks what a single server does not do: unlike answers to one question, each of them the answer of a member that is
 *       unlike the others; and what nobody but a member can do: to take up a session that was made at the virtual address.
 *   <li>Being like the members speaks for neither: a balancer of the same software with the same certificate is.
 *   <li>What stayed unknown at one side, closes and silence speak for nothing.
 * </ul>
 *
 * <p>SMTP of Exchange may show another name and certificate to another source address (New-ReceiveConnector, RemoteIPRanges, Fqdn and
 * TlsCertificateName), so there these alone speak for nothing either.
 */
final class PassageCheck {
    private final List<PoolSight> virtuals;
    private final List<PoolSight> members;
    private final List<String> ends = new ArrayList<>();
    private final List<String> passes = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private final Set<String> evidence = new LinkedHashSet<>();

    private PassageCheck(List<PoolSight> virtuals, List<PoolSight> members) {
        this.virtuals = virtuals;
        this.members = members;
    }

    static TlsPassage of(List<PoolSight> virtuals, List<PoolSight> members) {
        return virtuals.isEmpty()
                ? new TlsPassage(TlsPassage.Kind.CANNOT_TELL, List.of("no virtual address is on the list"), List.of())
                : new PassageCheck(virtuals, members).told();
    }

    private TlsPassage told() {
        versions();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            suites(version);
        }
        if (askedForOneName()) {
            certificates();
            hellos();
            sessions();
        } else {
            open.add(
                    "members are asked for other names than the virtual address, so certificates and hellos are not compared");
        }
        if (!ends.isEmpty() && severalAnswer()) {
            open.add(
                    "unlike answers come from the virtual address, so several nodes answer there, and one may be missing on the list:"
                            + " " + String.join("; ", ends));
            ends.clear();
        }
        if (!ends.isEmpty() && passes.isEmpty()) {
            return new TlsPassage(TlsPassage.Kind.ENDS_TLS, ends, List.copyOf(evidence));
        }
        if (ends.isEmpty() && !passes.isEmpty()) {
            return new TlsPassage(TlsPassage.Kind.PASSES_THROUGH, passes, List.copyOf(evidence));
        }
        List<String> reasons = new ArrayList<>();
        if (!ends.isEmpty()) {
            reasons.add("signs contradict each other");
            reasons.addAll(ends);
            reasons.addAll(passes);
        }
        reasons.addAll(open);
        if (reasons.isEmpty()) {
            reasons.add("nothing could be compared");
        }
        return new TlsPassage(TlsPassage.Kind.CANNOT_TELL, reasons, List.copyOf(evidence));
    }

    /** Whether a virtual address answers one hello in unlike manners, or by unlike names: one server that ends TLS does not. */
    private boolean severalAnswer() {
        return virtuals.stream()
                .anyMatch(virtual -> names(virtual).size() > 1
                        || EqualHellos.byOffer(virtual).values().stream()
                                .anyMatch(same -> same.stream()
                                        .anyMatch(one ->
                                                !one.differences(same.get(0)).isEmpty())));
    }

    private boolean askedForOneName() {
        return all(virtuals, members).stream()
                        .map(one -> one.endpoint().serverName().toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                == 1;
    }

    private static List<PoolSight> all(List<PoolSight> virtuals, List<PoolSight> members) {
        List<PoolSight> all = new ArrayList<>(virtuals);
        all.addAll(members);
        return all;
    }

    /** Versions of which the same is to be said are told in one. */
    private void versions() {
        Map<String, List<ProtocolVersion>> passing = new LinkedHashMap<>();
        Map<String, List<ProtocolVersion>> ending = new LinkedHashMap<>();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            List<PoolSight> yes = saying(AnswerKind.YES, version);
            List<PoolSight> no = saying(AnswerKind.NO, version);
            boolean both = virtuals.stream().anyMatch(one -> VersionStatement.contradicted(answer(one, version)));
            if (both && !yes.isEmpty() && !no.isEmpty()) {
                String said = " both negotiated and refused, as by " + names(yes) + " on one side and " + names(no)
                        + " on the other";
                tell(said, version, passing);
            }
            boolean virtualYes = virtuals.stream()
                    .allMatch(one -> pure(one, version) && answer(one, version).kind() == AnswerKind.YES);
            if (virtualYes && no.size() == members.size()) {
                tell(" negotiated, which " + everyMember("refuses", "refuse"), version, ending);
            }
            boolean virtualNo = virtuals.stream().allMatch(one -> refusedInWords(one, version));
            if (virtualNo && yes.size() == members.size()) {
                tell(" refused, which " + everyMember("negotiates", "negotiate"), version, ending);
            }
        }
        passes.addAll(told(passing));
        ends.addAll(told(ending));
    }

    private void tell(String said, ProtocolVersion version, Map<String, List<ProtocolVersion>> alike) {
        alike.computeIfAbsent(said, first -> new ArrayList<>()).add(version);
        cite(version, all(virtuals, members));
    }

    private static List<String> told(Map<String, List<ProtocolVersion>> alike) {
        return alike.entrySet().stream()
                .map(entry -> Words.versions(entry.getValue())
                        + (entry.getValue().size() == 1 ? " is" : " are")
                        + entry.getKey())
                .toList();
    }

    /** A close may come from a filter on the way; an alert and a lower version come from who speaks TLS. */
    private static boolean refusedInWords(PoolSight one, ProtocolVersion version) {
        Answer answer = answer(one, version);
        if (answer.kind() != AnswerKind.NO || !pure(one, version)) {
            return false;
        }
        List<Outcome> refusals = Evidence.refused(one.answers(), answer).stream()
                .map(Observation::outcome)
                .toList();
        return !refusals.isEmpty()
                && refusals.stream()
                        .allMatch(outcome -> outcome instanceof Outcome.Alerted
                                || outcome.chosen().isPresent());
    }

    private List<PoolSight> saying(AnswerKind kind, ProtocolVersion version) {
        return members.stream()
                .filter(one -> pure(one, version) && answer(one, version).kind() == kind)
                .toList();
    }

    private static boolean pure(PoolSight one, ProtocolVersion version) {
        return !VersionStatement.contradicted(answer(one, version));
    }

    private static Answer answer(PoolSight one, ProtocolVersion version) {
        return Words.answer(one.answers(), version);
    }

    private void cite(ProtocolVersion version, List<PoolSight> sights) {
        sights.forEach(one -> evidence.addAll(answer(one, version).evidence()));
    }

    private static String names(List<PoolSight> sights) {
        return Words.some(sights.stream().map(PoolSight::name).toList());
    }

    private String everyMember(String one, String many) {
        return members.size() == 1
                ? "the only member, " + names(members) + ", " + one
                : (members.size() == 2 ? "both" : "all " + members.size()) + " members " + many;
    }

    /** Where every member was asked for its suites: those that a virtual address accepts and none of them does. */
    private void suites(ProtocolVersion version) {
        List<SuiteAnswers> ofMembers = members.stream()
                .flatMap(one -> Optional.ofNullable(one.answers().suites().get(version)).stream())
                .toList();
        List<SuiteAnswers> ofVirtuals = virtuals.stream()
                .flatMap(one -> Optional.ofNullable(one.answers().suites().get(version)).stream())
                .toList();
        boolean known = ofMembers.size() == members.size()
                && ofVirtuals.size() == virtuals.size()
                && virtuals.stream().allMatch(one -> pure(one, version))
                && ofVirtuals.stream().allMatch(suites -> suites.kinds().isEmpty());
        if (!known) {
            return;
        }
        List<CipherSuite> foreign = ofVirtuals.stream()
                .flatMap(suites -> suites.accepted().stream())
                .filter(suite -> ofMembers.stream()
                        .noneMatch(one ->
                                one.accepted().contains(suite) || one.unknown().contains(suite)))
                .distinct()
                .toList();
        if (!foreign.isEmpty()) {
            ends.add(version.title() + " accepts "
                    + Words.some(foreign.stream().map(CipherSuite::label).toList()) + ", which "
                    + everyMember("refuses", "refuse"));
            ofVirtuals.forEach(suites -> evidence.addAll(suites.evidence()));
            ofMembers.forEach(suites -> evidence.addAll(suites.evidence()));
        }
    }

    private void certificates() {
        List<PoolSight> without =
                members.stream().filter(one -> one.chains().isEmpty()).toList();
        Map<String, CertificateFacts> shown = leaves(virtuals);
        if (shown.isEmpty()) {
            open.add("no certificate was seen at the virtual address");
            return;
        }
        if (!without.isEmpty()) {
            open.add("no certificate was seen at " + names(without));
            return;
        }
        Map<String, CertificateFacts> known = leaves(members);
        List<CertificateFacts> foreign = of(shown, hash -> !known.containsKey(hash));
        List<CertificateFacts> own = of(shown, known::containsKey);
        if (foreign.isEmpty()) {
            ofMembers(own);
        } else if (!own.isEmpty()) {
            open.add("the " + described(foreign) + " is of no member, the " + described(own)
                    + " is: a node may be missing" + " on the list");
        } else if (smtp()) {
            open.add("the " + described(foreign)
                    + " is of no member; a receive connector for the address of the balancer may show it too");
        } else {
            ends.add("the " + described(foreign) + " is shown, which no member shows");
            citeChains(virtuals);
            citeChains(members);
        }
    }

    /** One server has one certificate for a name, for each kind of key at most; members that have one each have another. */
    private void ofMembers(List<CertificateFacts> own) {
        boolean unlike = own.size() > 1
                && members.stream()
                        .allMatch(one -> one.chains().stream()
                                        .map(chain -> chain.leaf().sha256())
                                        .distinct()
                                        .count()
                                == 1);
        if (unlike
                && own.stream().map(CertificateFacts::keyAlgorithm).distinct().count() == 1) {
            passes.add("the certificates of unlike members are shown: the " + described(own));
            citeChains(virtuals);
            citeChains(members);
        } else {
            open.add("the certificate is one that members show");
        }
    }

    private boolean smtp() {
        return virtuals.get(0).endpoint().service().tlsStart() == TlsStart.SMTP_STARTTLS;
    }

    private static Map<String, CertificateFacts> leaves(List<PoolSight> sights) {
        return sights.stream()
                .flatMap(one -> one.chains().stream())
                .map(CertificateChain::leaf)
                .collect(Collectors.toMap(
                        CertificateFacts::sha256, leaf -> leaf, (first, again) -> first, LinkedHashMap::new));
    }

    private static List<CertificateFacts> of(Map<String, CertificateFacts> leaves, Predicate<String> hash) {
        return leaves.entrySet().stream()
                .filter(entry -> hash.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String described(Collection<CertificateFacts> leaves) {
        return Words.some(leaves.stream().map(Node::certificate).toList());
    }

    private void citeChains(List<PoolSight> sights) {
        sights.forEach(one -> one.chains().forEach(chain -> evidence.addAll(chain.evidence())));
    }

    /** What equal hellos say, and where the greeting before TLS names the node, whether it is that node that answers. */
    private void hellos() {
        if (smtp() && otherKeys()) {
            open.add("members have certificates for other kinds of keys, so hellos are not compared");
            return;
        }
        EqualHellos hellos = EqualHellos.of(virtuals, members);
        ends.addAll(hellos.ends());
        passes.addAll(hellos.passes());
        open.addAll(hellos.open());
        evidence.addAll(hellos.evidence());
        named();
    }

    /** A session cache is of one credential, and a receive connector may have another than the one that we meet. */
    private void sessions() {
        CarriedSessions carried = CarriedSessions.of(virtuals, members);
        boolean otherConnector =
                smtp() && !leaves(members).keySet().containsAll(leaves(virtuals).keySet());
        if (carried.taken()) {
            passes.add("a session that was made there is taken up by " + Words.some(carried.taking()));
            evidence.addAll(carried.evidence());
        } else if (carried.foreign() && !otherConnector) {
            ends.add("none of " + carried.sessions()
                    + " sessions that were made there is taken up by a member, while each of"
                    + " them takes up its own: who made them is not on the list");
            evidence.addAll(carried.evidence());
        } else if (carried.sessions() > 0) {
            open.add("no session that was made there is taken up by a member"
                    + (carried.idle().isEmpty()
                            ? ""
                            : ", but " + Words.some(carried.idle()) + " "
                                    + (carried.idle().size() == 1 ? "is" : "are")
                                    + " not known to take up sessions at all"));
        }
    }

    private boolean otherKeys() {
        return !keys(virtuals).equals(keys(members));
    }

    private static Set<String> keys(List<PoolSight> sights) {
        return leaves(sights).values().stream()
                .map(CertificateFacts::keyAlgorithm)
                .collect(Collectors.toSet());
    }

    private void named() {
        Map<String, PoolSight> byName = new LinkedHashMap<>();
        Set<String> shared = new LinkedHashSet<>();
        for (PoolSight member : members) {
            for (String name : names(member)) {
                if (byName.putIfAbsent(name, member) != null) {
                    shared.add(name);
                }
            }
        }
        shared.forEach(byName::remove);
        GreetedNodes greeted = GreetedNodes.of(virtuals, byName);
        if (greeted.proven()) {
            passes.add(greeted.statement());
            evidence.addAll(greeted.evidence());
        }
    }

    private static Set<String> names(PoolSight sight) {
        return sight.answers().observations().stream()
                .flatMap(one -> Identity.of(one).stream())
                .map(identity -> identity.name().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isBlank())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
