package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Fact;
import dev.extls.inquiry.GroupAnswers;
import dev.extls.inquiry.ServerOrder;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.inquiry.SuiteKind;
import dev.extls.observation.Observation;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Advice;
import dev.extls.verdict.Evidence;
import dev.extls.verdict.Finding;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.SuiteStrength;
import dev.extls.verdict.Verdict;
import dev.extls.verdict.WindowsGuess;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All that is known of one endpoint, as JSON in ASCII for the script of the page, which lays it out when somebody opens it. No contract: that is
 * {@code report.json}. Every text has passed {@link Escaped#forPaper}.
 */
final class EndpointDetails {
    /** With transcripts. */
    private static final int USUAL_BYTES = 128 * 1024;

    private final JsonPaper json;
    private final JudgedEndpoint judged;
    private final EndpointAnswers answers;

    private EndpointDetails(JsonPaper json, JudgedEndpoint judged) {
        this.json = json;
        this.judged = judged;
        answers = judged.answers();
    }

    /** The transcripts are those to be shown, of which some may be missing; certificates are held against the time. */
    static byte[] json(JudgedEndpoint judged, List<Observation> withTranscripts, Instant at) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonPaper json = JsonPaper.compact(out)) {
            new EndpointDetails(json, judged).write(withTranscripts, at);
        }
        return out.toByteArray();
    }

    private void write(List<Observation> withTranscripts, Instant at) {
        json.begin();
        about();
        verdicts();
        findings();
        versions();
        suites();
        groups();
        facts();
        dhParameters();
        NodeDetails.write(json, judged, at);
        ConnectionDetails.write(json, answers.observations(), withTranscripts);
        json.end();
    }

    private void about() {
        Endpoint endpoint = answers.endpoint();
        json.text("title", shown(judged.label()));
        json.text("door", endpoint.service().name() + " " + endpoint.port());
        json.beginList("about");
        row("Target", endpoint.target());
        row("Server name", endpoint.serverName());
        row("Address", endpoint.address());
        if (!endpoint.pool().isEmpty()) {
            row("Pool", endpoint.pool() + ", " + endpoint.role().name().toLowerCase(Locale.ROOT));
        }
        endpoint.labels().forEach(this::row);
        answers.trouble()
                .ifPresent(trouble -> row(
                        "Trouble",
                        trouble.kind().sentence() + (trouble.detail().isEmpty() ? "" : ": " + trouble.detail())));
        WindowsGuess.of(answers)
                .ifPresent(guess -> row("A guess", guess.sentence() + ", since " + String.join("; ", guess.reasons())));
        row("Connections", String.valueOf(ConnectionDetails.made(answers.observations())));
        json.endList();
    }

    private void row(String name, String value) {
        if (!value.isEmpty()) {
            json.row(shown(name), shown(value));
        }
    }

    private void verdicts() {
        json.beginList("verdicts");
        for (Verdict verdict : judged.verdicts()) {
            if (verdict.state() != Verdict.State.NOT_APPLICABLE) {
                json.begin();
                sign(Sign.of(verdict.state()));
                text("rule", verdict.ruleId());
                text("severity", Sign.of(verdict.severity()).word());
                text("sentence", verdict.sentence());
                text("why", verdict.why());
                advice(verdict.advice());
                verdict.waiver()
                        .ifPresent(waiver -> text(
                                "waiver",
                                (verdict.state() == Verdict.State.WAIVED ? "Waived until " : "A waiver ended on ")
                                        + waiver.expires() + ": " + waiver.reason()));
                evidence(verdict.evidence());
                json.end();
            }
        }
        json.endList();
    }

    private void findings() {
        json.beginList("findings");
        for (Finding finding : judged.findings()) {
            json.begin();
            sign(Sign.of(finding.kind().severity()));
            text("title", PageFindings.title(finding.kind()));
            text("sentence", finding.statement());
            // what a verdict advises is not said twice
            if (judged.verdicts().stream().noneMatch(verdict -> verdict.advice().equals(finding.advice()))) {
                advice(finding.advice());
            }
            evidence(finding.evidence());
            json.end();
        }
        json.endList();
    }

    private void advice(Advice advice) {
        if (advice.given()) {
            text("next", advice.text());
            text("source", advice.source());
        }
    }

    private void versions() {
        json.beginList("versions");
        for (ProtocolVersion version : ProtocolVersion.values()) {
            Answer answer = Objects.requireNonNull(answers.versions().get(version));
            json.begin();
            text("title", version.title());
            sign(Sign.of(answer));
            text("why", answer.why());
            Evidence.best(answers, version)
                    .flatMap(best -> best.outcome().chosen())
                    .ifPresent(chosen -> {
                        text("suite", chosen.suite().label());
                        chosen.group().ifPresent(group -> text("group", group.label()));
                    });
            Evidence.unusualShape(answers, version)
                    .ifPresent(seen -> text("shape", "only " + seen.unusualShape() + " was answered"));
            evidence(answer.evidence());
            json.end();
        }
        json.endList();
    }

    private void suites() {
        json.beginList("suites");
        for (SuiteAnswers suites : newestFirst(List.copyOf(answers.suites().values()))) {
            json.begin();
            text("title", suites.version().title());
            text("order", order(suites.serverOrder()));
            json.beginList("accepted");
            for (CipherSuite suite : suites.accepted()) {
                Sign strength = strength(SuiteStrength.of(suite));
                json.row(suite.label(), strength.symbol(), strength.word(), strength.tone());
            }
            json.endList();
            json.texts("unknown", labels(suites.unknown()));
            json.number("refused", suites.refused());
            text("why", suites.why());
            kinds(suites.kinds());
            evidence(suites.evidence());
            json.end();
        }
        json.endList();
    }

    /** What each kind of node behind the address accepts of the suites above. */
    private void kinds(List<SuiteKind> kinds) {
        json.beginList("kinds");
        char letter = 'A';
        for (SuiteKind kind : kinds) {
            String names = kind.names().isEmpty()
                    ? ""
                    : " ("
                            + kind.names().stream()
                                    .limit(4)
                                    .map(Escaped::forPaper)
                                    .collect(Collectors.joining(", ")) + ")";
            json.begin();
            json.text("title", letter + ", " + kind.answers() + " of " + kind.of() + " answers" + names);
            json.texts("accepted", labels(kind.accepted()));
            json.texts("refused", labels(kind.refused()));
            json.texts("unknown", labels(kind.unknown()));
            json.end();
            letter++;
        }
        json.endList();
    }

    private static List<String> labels(List<CipherSuite> suites) {
        return suites.stream().map(CipherSuite::label).toList();
    }

    private void groups() {
        json.beginList("groups");
        for (GroupAnswers groups : newestFirst(List.copyOf(answers.groups().values()))) {
            json.begin();
            text("title", groups.version().title());
            text("order", order(groups.serverOrder()));
            json.texts(
                    "accepted",
                    groups.accepted().stream().map(NamedGroup::label).toList());
            json.texts(
                    "unknown", groups.unknown().stream().map(NamedGroup::label).toList());
            json.number("refused", groups.refused());
            text("why", groups.why());
            evidence(groups.evidence());
            json.end();
        }
        json.endList();
    }

    private static <T> List<T> newestFirst(List<T> oldestFirst) {
        return IntStream.range(0, oldestFirst.size())
                .mapToObj(i -> oldestFirst.get(oldestFirst.size() - 1 - i))
                .toList();
    }

    private static String order(ServerOrder order) {
        return switch (order) {
            case SERVER -> "in the server's order";
            case CLIENT -> "the client's order decides";
            case UNKNOWN -> "";
        };
    }

    /** The words of a column. */
    static Sign strength(SuiteStrength strength) {
        return switch (strength) {
            case STRONG -> new Sign("✔", "strong", "good", 'S');
            case DATED -> new Sign("~", "dated", "fair", 'D');
            case WEAK -> new Sign("✘", "weak", "bad", 'W');
            case UNKNOWN -> new Sign("?", "unknown", "unknown", 'U');
        };
    }

    private void facts() {
        json.beginList("facts");
        for (Fact fact : answers.facts()) {
            json.begin();
            text("title", title(fact));
            text("version", fact.version().title());
            sign(
                    switch (fact.answer()) {
                        case YES -> new Sign("✔", "yes", "quiet", 'Y');
                        case NO -> new Sign("✘", "no", "quiet", 'N');
                        case UNKNOWN -> new Sign("?", "unknown", "unknown", 'U');
                    });
            text("value", fact.value());
            text("why", fact.why());
            evidence(fact.evidence());
            json.end();
        }
        json.endList();
    }

    private static String title(Fact fact) {
        return switch (fact.kind()) {
            case SECURE_RENEGOTIATION -> "Secure renegotiation";
            case EXTENDED_MASTER_SECRET -> "Extended master secret";
            case ALPN -> "Application protocol";
            case SESSION_ID_RESUMPTION -> "Resumption by session id";
            case SESSION_TICKET_RESUMPTION -> "Resumption by ticket";
            case COMPRESSION -> "Compression";
            case FALLBACK_SCSV -> "Fallback signal heeded";
        };
    }

    private void dhParameters() {
        json.beginList("dh");
        answers.dhParameters().forEach(parameters -> {
            json.begin();
            text("title", parameters.version().title());
            text(
                    "value",
                    parameters.primeBits() + " bits, "
                            + (parameters.name().isEmpty() ? "a prime of its own" : parameters.name()));
            evidence(parameters.evidence());
            json.end();
        });
        json.endList();
    }

    private void sign(Sign sign) {
        json.texts("sign", List.of(sign.symbol(), sign.word(), sign.tone()));
    }

    private void text(String name, String text) {
        if (!text.isEmpty()) {
            json.text(name, shown(text));
        }
    }

    private void evidence(List<String> ids) {
        json.texts("evidence", ids);
    }

    private static String shown(String text) {
        return Escaped.forPaper(text);
    }
}
