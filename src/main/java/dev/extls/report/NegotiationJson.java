package dev.extls.report;

import dev.extls.inquiry.DhParameters;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Fact;
import dev.extls.inquiry.GroupAnswers;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.inquiry.SuiteKind;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.WindowsGeneration;
import dev.extls.verdict.WindowsGuess;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Suites, groups and facts as JSON: what was not asked is absent. */
final class NegotiationJson {
    private NegotiationJson() {}

    /** Into the object of one version. */
    static void ofVersion(JsonPaper json, EndpointAnswers answers, ProtocolVersion version) {
        Optional.ofNullable(answers.suites().get(version)).ifPresent(suites -> suites(json, suites));
        Optional.ofNullable(answers.groups().get(version)).ifPresent(groups -> groups(json, groups));
    }

    private static void suites(JsonPaper json, SuiteAnswers suites) {
        json.texts("suites", labels(suites.accepted()));
        json.texts("unknownSuites", labels(suites.unknown()));
        json.number("refusedSuites", suites.refused());
        if (!suites.why().isEmpty()) {
            json.text("suitesWhy", suites.why());
        }
        if (suites.serverOrder() != ServerOrder.UNKNOWN) {
            json.flag("serverOrder", suites.serverOrder() == ServerOrder.SERVER);
        }
        if (!suites.kinds().isEmpty()) {
            json.beginList("suiteKinds");
            suites.kinds().forEach(kind -> kind(json, kind));
            json.endList();
        }
    }

    private static void kind(JsonPaper json, SuiteKind kind) {
        json.begin();
        json.number("answers", kind.answers());
        json.number("of", kind.of());
        json.texts("suites", labels(kind.accepted()));
        json.texts("refusedSuites", labels(kind.refused()));
        json.texts("unknownSuites", labels(kind.unknown()));
        json.texts("names", kind.names());
        json.end();
    }

    private static List<String> labels(List<CipherSuite> suites) {
        return suites.stream().map(CipherSuite::label).toList();
    }

    private static void groups(JsonPaper json, GroupAnswers groups) {
        json.texts("groups", groups.accepted().stream().map(NamedGroup::label).toList());
        json.texts(
                "unknownGroups",
                groups.unknown().stream().map(NamedGroup::label).toList());
        json.number("refusedGroups", groups.refused());
        if (!groups.why().isEmpty()) {
            json.text("groupsWhy", groups.why());
        }
        if (groups.serverOrder() != ServerOrder.UNKNOWN) {
            json.flag("serverGroupOrder", groups.serverOrder() == ServerOrder.SERVER);
        }
    }

    /** Into the object of the endpoint. */
    static void ofEndpoint(JsonPaper json, EndpointAnswers answers) {
        if (!answers.groups().isEmpty()) {
            json.texts(
                    "groups",
                    answers.groups().values().stream()
                            .flatMap(groups -> groups.accepted().stream())
                            .distinct()
                            .sorted(Comparator.comparingInt(NamedGroup::code))
                            .map(NamedGroup::label)
                            .toList());
        }
        if (!answers.facts().isEmpty()) {
            json.beginList("facts");
            answers.facts().forEach(fact -> fact(json, fact));
            json.endList();
        }
        if (!answers.dhParameters().isEmpty()) {
            json.beginList("dhParameters");
            answers.dhParameters().forEach(parameters -> dhParameters(json, parameters));
            json.endList();
        }
        if (!answers.suites().isEmpty()) {
            WindowsGuess.of(answers).ifPresent(guess -> windows(json, guess));
        }
    }

    private static void windows(JsonPaper json, WindowsGuess guess) {
        json.begin("windowsGuess");
        json.text("sentence", guess.sentence());
        json.texts(
                "generations",
                guess.generations().stream().map(WindowsGeneration::year).toList());
        json.texts("reasons", guess.reasons());
        json.end();
    }

    private static void fact(JsonPaper json, Fact fact) {
        json.begin();
        json.text("kind", fact.kind().name());
        json.text("version", fact.version().label());
        json.text("answer", fact.answer().name());
        if (!fact.value().isEmpty()) {
            json.text("value", fact.value());
        }
        json.text("why", fact.why());
        json.texts("evidence", fact.evidence());
        json.end();
    }

    private static void dhParameters(JsonPaper json, DhParameters parameters) {
        json.begin();
        json.text("version", parameters.version().label());
        json.number("primeBits", parameters.primeBits());
        if (!parameters.name().isEmpty()) {
            json.text("name", parameters.name());
        }
        json.texts("evidence", parameters.evidence());
        json.end();
    }
}
