package dev.extls.verdict;

import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.policy.Expectation.OrderOf;
import dev.extls.policy.Expectation.SuitesInOrder;
import dev.extls.policy.Expectation.SuitesNever;
import dev.extls.policy.Expectation.SuitesOnly;
import dev.extls.policy.Side;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Holds expectations about suites against one endpoint. A suite that was chosen once is accepted, whatever was asked. */
final class SuiteCheck {
    private final Scene scene;

    SuiteCheck(Scene scene) {
        this.scene = scene;
    }

    Seen only(SuitesOnly expected) {
        List<ProtocolVersion> versions =
                expected.versions().isEmpty() ? Arrays.asList(ProtocolVersion.values()) : expected.versions();
        return without(versions, suite -> !expected.suites().contains(suite), NextSteps.SUITE_ORDER);
    }

    Seen never(SuitesNever expected) {
        Predicate<CipherSuite> unwanted =
                suite -> expected.suites().stream().anyMatch(glob -> glob.matches(suite.label()));
        return without(Arrays.asList(ProtocolVersion.values()), unwanted, NextSteps.CIPHERS);
    }

    /** Fails as soon as one unwanted suite was chosen; holds only where every version and every unwanted suite is known. */
    private Seen without(List<ProtocolVersion> versions, Predicate<CipherSuite> unwanted, Advice advice) {
        List<String> failing = new ArrayList<>();
        List<String> against = new ArrayList<>();
        List<String> open = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        List<ProtocolVersion> notAsked = new ArrayList<>();
        List<ProtocolVersion> clean = new ArrayList<>();
        for (ProtocolVersion version : versions) {
            if (scene.answer(version).kind() == AnswerKind.UNKNOWN) {
                unknown.add(VersionStatement.of(scene.answers(), version));
                continue;
            }
            if (scene.answer(version).kind() == AnswerKind.NO) {
                continue;
            }
            SuitesSeen suites = SuitesSeen.of(scene.answers(), version);
            seen.addAll(suites.evidence());
            List<CipherSuite> bad = suites.accepted(unwanted);
            if (!bad.isEmpty()) {
                failing.add(Words.version(version) + " accepts " + Words.some(labels(bad)));
                against.addAll(suites.evidence(scene.answers(), unwanted));
            } else if (!suites.asked()) {
                notAsked.add(version);
            } else if (suites.open(unwanted).isEmpty()) {
                clean.add(version);
            } else {
                open.add("whether " + Words.version(version) + " accepts " + Words.some(labels(suites.open(unwanted)))
                        + " stayed unknown");
            }
        }
        if (!failing.isEmpty()) {
            return Seen.fails(String.join("; ", failing), advice, Words.distinct(against));
        }
        if (!notAsked.isEmpty()) {
            return Seen.unknown(
                            "nobody asked which suites " + Words.versions(notAsked) + " accept"
                                    + (notAsked.size() == 1 ? "s" : ""),
                            Words.distinct(seen))
                    .advising(NextSteps.ASK_DEEPER);
        }
        if (!open.isEmpty()) {
            return Seen.unknown(String.join("; ", open), Words.distinct(seen));
        }
        if (!unknown.isEmpty()) {
            return Seen.unknown(String.join("; ", unknown), Words.distinct(seen))
                    .toldAsUnknown();
        }
        return clean.isEmpty()
                ? Seen.notApplicable(Words.versions(versions) + (versions.size() == 1 ? " is" : " are") + " refused")
                : Seen.holds(
                        Words.versions(clean) + (clean.size() == 1 ? " accepts" : " accept") + " no other suites",
                        Words.distinct(seen));
    }

    Seen inOrder(SuitesInOrder expected) {
        ProtocolVersion version = expected.version();
        Optional<Seen> missing = missing(version);
        if (missing.isPresent()) {
            return missing.get();
        }
        SuiteAnswers suites = scene.answers().suites().get(version);
        if (suites == null) {
            return notAsked(version);
        }
        List<CipherSuite> accepted =
                suites.accepted().stream().filter(expected.suites()::contains).toList();
        String name = Words.version(version);
        if (accepted.size() < 2) {
            boolean more = suites.unknown().stream().anyMatch(expected.suites()::contains);
            return more
                    ? Seen.unknown("some suites of " + name + " stayed unknown", suites.evidence())
                    : Seen.notApplicable(name + " accepts fewer than two of them");
        }
        return switch (suites.serverOrder()) {
            case CLIENT ->
                Seen.fails("in " + name + " the client's order counts", NextSteps.SUITE_ORDER, suites.evidence());
            case UNKNOWN -> Seen.unknown("whose order counts in " + name + " stayed unknown", suites.evidence());
            case SERVER -> ordered(accepted, expected, suites);
        };
    }

    private static Seen ordered(List<CipherSuite> accepted, SuitesInOrder expected, SuiteAnswers suites) {
        for (int at = 1; at < accepted.size(); at++) {
            CipherSuite before = accepted.get(at - 1);
            CipherSuite behind = accepted.get(at);
            if (expected.suites().indexOf(before) > expected.suites().indexOf(behind)) {
                return Seen.fails(
                        Words.version(suites.version()) + " prefers " + before.label() + " to " + behind.label(),
                        NextSteps.SUITE_ORDER,
                        suites.evidence());
            }
        }
        return Seen.holds(Words.version(suites.version()) + " prefers them in this order", suites.evidence());
    }

    Seen orderOf(OrderOf expected) {
        ServerOrder wanted = expected.side() == Side.SERVER ? ServerOrder.SERVER : ServerOrder.CLIENT;
        List<String> evidence = new ArrayList<>();
        List<String> open = new ArrayList<>();
        List<ProtocolVersion> good = new ArrayList<>();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            if (scene.answer(version).kind() != AnswerKind.YES) {
                continue;
            }
            SuiteAnswers suites = scene.answers().suites().get(version);
            if (suites == null) {
                return notAsked(version);
            }
            evidence.addAll(suites.evidence());
            if (suites.serverOrder() == wanted) {
                good.add(version);
            } else if (suites.serverOrder() != ServerOrder.UNKNOWN) {
                return Seen.fails(
                        "in " + Words.version(version) + " the "
                                + (wanted == ServerOrder.SERVER ? "client's" : "server's") + " order counts",
                        Advice.NONE,
                        suites.evidence());
            } else if (suites.accepted().size() > 1 || !suites.unknown().isEmpty()) {
                open.add(Words.version(version));
            }
        }
        if (!open.isEmpty()) {
            return Seen.unknown("whose order counts in " + Words.list(open) + " stayed unknown", evidence);
        }
        List<ProtocolVersion> unknown = scene.versions(AnswerKind.UNKNOWN);
        if (!unknown.isEmpty()) {
            return unknown(unknown.get(0));
        }
        return good.isEmpty()
                ? Seen.notApplicable("no version has two suites to choose from")
                : Seen.holds(
                        "in " + Words.versions(good) + " the "
                                + (wanted == ServerOrder.SERVER ? "server's" : "client's") + " order counts",
                        evidence);
    }

    /** What is to be said of a version that is not spoken, or not known to be. */
    private Optional<Seen> missing(ProtocolVersion version) {
        return switch (scene.answer(version).kind()) {
            case YES -> Optional.empty();
            case NO -> Optional.of(Seen.notApplicable(Words.version(version) + " is refused"));
            case UNKNOWN -> Optional.of(unknown(version));
        };
    }

    private Seen unknown(ProtocolVersion version) {
        return Seen.unknown(
                        VersionStatement.of(scene.answers(), version),
                        scene.answer(version).evidence())
                .toldAsUnknown();
    }

    private static Seen notAsked(ProtocolVersion version) {
        return Seen.unknown("nobody asked which suites " + Words.version(version) + " accepts", List.of())
                .advising(NextSteps.ASK_DEEPER);
    }

    private static List<String> labels(List<CipherSuite> suites) {
        return suites.stream().map(CipherSuite::label).toList();
    }
}
