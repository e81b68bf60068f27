package dev.extls.verdict;

import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.DhParameters;
import dev.extls.inquiry.Fact;
import dev.extls.inquiry.FactKind;
import dev.extls.inquiry.GroupAnswers;
import dev.extls.observation.Observation;
import dev.extls.observation.Selection;
import dev.extls.policy.Expectation.DhPrime;
import dev.extls.policy.Expectation.GroupsOnly;
import dev.extls.policy.Expectation.Negotiates;
import dev.extls.policy.Habit;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Holds expectations about groups, Diffie-Hellman primes and habits against one endpoint. */
final class NegotiationCheck {
    private final Scene scene;

    NegotiationCheck(Scene scene) {
        this.scene = scene;
    }

    Seen groupsOnly(GroupsOnly expected) {
        Predicate<NamedGroup> unwanted = group -> !expected.groups().contains(group);
        List<String> failing = new ArrayList<>();
        List<String> open = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        List<ProtocolVersion> notAsked = new ArrayList<>();
        List<ProtocolVersion> clean = new ArrayList<>();
        for (ProtocolVersion version : living()) {
            GroupAnswers groups = scene.answers().groups().get(version);
            List<NamedGroup> bad = Stream.concat(
                            groups == null ? Stream.empty() : groups.accepted().stream(), chosenGroups(version))
                    .filter(unwanted)
                    .distinct()
                    .toList();
            evidence.addAll(groups == null ? List.of() : groups.evidence());
            if (!bad.isEmpty()) {
                failing.add(Words.version(version) + " accepts "
                        + Words.some(bad.stream().map(NamedGroup::label).toList()));
                evidence.addAll(choosing(version, unwanted));
            } else if (groups == null) {
                if (!withoutGroups(version)) {
                    notAsked.add(version);
                }
            } else if (groups.unknown().stream().anyMatch(unwanted)) {
                open.add("whether " + Words.version(version) + " accepts "
                        + Words.some(groups.unknown().stream()
                                .filter(unwanted)
                                .map(NamedGroup::label)
                                .toList())
                        + " stayed unknown");
            } else {
                clean.add(version);
            }
        }
        if (!failing.isEmpty()) {
            return Seen.fails(String.join("; ", failing), NextSteps.CURVES, Words.distinct(evidence));
        }
        if (!notAsked.isEmpty()) {
            return Seen.unknown(
                            "nobody asked which groups " + Words.versions(notAsked) + " accept"
                                    + (notAsked.size() == 1 ? "s" : ""),
                            List.of())
                    .advising(NextSteps.ASK_DEEPER);
        }
        if (!open.isEmpty()) {
            return Seen.unknown(String.join("; ", open), Words.distinct(evidence));
        }
        List<String> unknown = unknownVersions(ProtocolVersion.TLS_1_0, ProtocolVersion.TLS_1_3);
        if (!unknown.isEmpty()) {
            return Seen.unknown(String.join("; ", unknown), Words.distinct(evidence))
                    .toldAsUnknown();
        }
        return clean.isEmpty()
                ? Seen.notApplicable("no suite that needs a group is accepted")
                : Seen.holds(
                        Words.versions(clean) + (clean.size() == 1 ? " accepts" : " accept") + " no other groups",
                        Words.distinct(evidence));
    }

    /** RFC 8446 appendix C.4 and section 4.1.2: TLS 1.3 has neither renegotiation nor compression, and always binds its secrets. */
    Seen negotiates(Negotiates expected) {
        FactKind kind = kind(expected.habit());
        AnswerKind wanted = expected.wanted() ? AnswerKind.YES : AnswerKind.NO;
        List<Fact> facts = scene.answers().facts().stream()
                .filter(fact -> fact.kind() == kind && fact.version().before(ProtocolVersion.TLS_1_3))
                .toList();
        List<String> evidence = Words.distinct(
                facts.stream().flatMap(fact -> fact.evidence().stream()).toList());
        for (Fact fact : facts) {
            if (fact.answer() != wanted && fact.answer() != AnswerKind.UNKNOWN) {
                return Seen.fails(
                        statement(expected.habit(), fact), NextSteps.against(expected.habit()), fact.evidence());
            }
        }
        for (Fact fact : facts) {
            if (fact.answer() == AnswerKind.UNKNOWN) {
                return Seen.unknown(statement(expected.habit(), fact), fact.evidence());
            }
        }
        if (!facts.isEmpty()) {
            return Seen.holds(statement(expected.habit(), facts.get(0)), evidence);
        }
        List<String> unknown = unknownVersions(ProtocolVersion.SSL_3_0, ProtocolVersion.TLS_1_2);
        boolean spoken = scene.versions(AnswerKind.YES).stream()
                .anyMatch(version -> version.before(ProtocolVersion.TLS_1_3) && version != ProtocolVersion.SSL_2_0);
        if (spoken) {
            return Seen.unknown("nobody asked about " + words(expected.habit()), List.of())
                    .advising(NextSteps.ASK_DEEPER);
        }
        return unknown.isEmpty()
                ? Seen.notApplicable("no version before TLS 1.3 is spoken, and TLS 1.3 leaves no choice")
                : Seen.unknown(unknown.get(0), List.of()).toldAsUnknown();
    }

    Seen dhPrime(DhPrime expected) {
        List<DhParameters> parameters = scene.answers().dhParameters();
        List<String> evidence = Words.distinct(
                parameters.stream().flatMap(one -> one.evidence().stream()).toList());
        for (DhParameters one : parameters) {
            if (one.primeBits() < expected.bits()) {
                return Seen.fails(
                        Words.version(one.version()) + " exchanges keys with a prime of " + one.primeBits() + " bits",
                        NextSteps.SUITE_ORDER,
                        one.evidence());
            }
        }
        for (ProtocolVersion version : scene.versions(AnswerKind.YES)) {
            SuitesSeen suites = SuitesSeen.of(scene.answers(), version);
            boolean shown = parameters.stream().anyMatch(one -> one.version() == version);
            if (version == ProtocolVersion.SSL_2_0 || version == ProtocolVersion.TLS_1_3) {
                continue;
            }
            if (!shown && !suites.accepted(NegotiationCheck::ephemeral).isEmpty()) {
                return Seen.unknown(
                                Words.version(version) + " accepts Diffie-Hellman, and its prime was not seen",
                                suites.evidence())
                        .advising(NextSteps.ASK_DEEPER);
            }
            if (!suites.asked()) {
                return Seen.unknown("nobody asked which suites " + Words.version(version) + " accepts", List.of())
                        .advising(NextSteps.ASK_DEEPER);
            }
            if (!shown && !suites.open(NegotiationCheck::ephemeral).isEmpty()) {
                return Seen.unknown(
                        "whether " + Words.version(version) + " accepts Diffie-Hellman stayed unknown",
                        suites.evidence());
            }
        }
        List<String> unknown = unknownVersions(ProtocolVersion.SSL_3_0, ProtocolVersion.TLS_1_2);
        if (!unknown.isEmpty()) {
            return Seen.unknown(String.join("; ", unknown), evidence).toldAsUnknown();
        }
        return parameters.isEmpty()
                ? Seen.notApplicable("no suite with ephemeral Diffie-Hellman is accepted")
                : Seen.holds("every prime that was seen is long enough", evidence);
    }

    /** Versions that name a group in the exchange: from TLS 1.0, RFC 8422 section 1. */
    private List<ProtocolVersion> living() {
        return scene.versions(AnswerKind.YES).stream()
                .filter(version -> !version.before(ProtocolVersion.TLS_1_0))
                .toList();
    }

    /** Whether all suites of a version are known and none of them needs a group. */
    private boolean withoutGroups(ProtocolVersion version) {
        SuitesSeen suites = SuitesSeen.of(scene.answers(), version);
        Predicate<CipherSuite> byGroup = suite -> suite.label().contains("_ECDHE_") || ephemeral(suite);
        return version != ProtocolVersion.TLS_1_3
                && suites.asked()
                && suites.accepted(byGroup).isEmpty()
                && suites.open(byGroup).isEmpty();
    }

    private List<String> unknownVersions(ProtocolVersion from, ProtocolVersion to) {
        return scene.versions(AnswerKind.UNKNOWN).stream()
                .filter(version -> !version.before(from) && !to.before(version))
                .map(version -> VersionStatement.of(scene.answers(), version))
                .toList();
    }

    private Stream<NamedGroup> chosenGroups(ProtocolVersion version) {
        return scene.answers().observations().stream()
                .flatMap(observation -> observation.outcome().chosen().stream())
                .filter(selection -> selection.version() == version)
                .flatMap(selection -> selection.group().stream());
    }

    private List<String> choosing(ProtocolVersion version, Predicate<NamedGroup> kind) {
        return scene.answers().observations().stream()
                .filter(observation -> observation
                        .outcome()
                        .chosen()
                        .filter(selection -> selection.version() == version)
                        .flatMap(Selection::group)
                        .filter(kind)
                        .isPresent())
                .map(Observation::id)
                .toList();
    }

    private static boolean ephemeral(CipherSuite suite) {
        return suite.label().contains("_DHE_") || suite.label().contains("_DH_anon_");
    }

    private static FactKind kind(Habit habit) {
        return switch (habit) {
            case SECURE_RENEGOTIATION -> FactKind.SECURE_RENEGOTIATION;
            case EXTENDED_MASTER_SECRET -> FactKind.EXTENDED_MASTER_SECRET;
            case COMPRESSION -> FactKind.COMPRESSION;
        };
    }

    private static String words(Habit habit) {
        return habit.word().replace('-', ' ');
    }

    private static String statement(Habit habit, Fact fact) {
        String what = words(habit);
        String version = Words.version(fact.version());
        return switch (fact.answer()) {
            case YES -> what + " is negotiated in " + version;
            case NO -> what + " is not negotiated in " + version + Words.because(fact.why());
            case UNKNOWN -> what + " stayed unknown in " + version + Words.because(fact.why());
        };
    }
}
