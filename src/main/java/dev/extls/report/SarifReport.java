package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.policy.Rule;
import dev.extls.policy.Severity;
import dev.extls.policy.Waiver;
import dev.extls.verdict.Judged;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.exc.JacksonIOException;

/**
 * A judged run as {@code results.sarif}, for code scanning: SARIF 2.1.0 (OASIS, 2020-03-27), a result for each rule that does not hold at an
 * endpoint. What stayed UNKNOWN is of kind {@code open} (section 3.27.9: "insufficient information to decide"), never a pass; what is waived
 * is suppressed. Evidence lies in the journal beside it, so that is the place of a result; the endpoint is its logical location.
 */
final class SarifReport {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final JsonPaper json;

    private SarifReport(JsonPaper json) {
        this.json = json;
    }

    /** Writes everything and closes the writer. */
    static void write(Writer out, RunFacts run, Judged judged) throws IOException {
        try (JsonPaper json = new JsonPaper(out)) {
            new SarifReport(json).log(run, judged);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private void log(RunFacts run, Judged judged) {
        json.begin();
        json.text("$schema", SCHEMA);
        json.text("version", "2.1.0");
        json.beginList("runs");
        json.begin();
        driver(run, judged.policy().rules());
        json.begin("automationDetails");
        json.text("id", "extls/" + run.name() + "/" + run.id());
        json.end();
        json.beginList("invocations");
        json.begin();
        json.flag("executionSuccessful", true);
        json.text("startTimeUtc", run.started().toString());
        json.text("endTimeUtc", run.ended().toString());
        json.end();
        json.endList();
        json.beginList("results");
        for (JudgedEndpoint endpoint : judged.endpoints()) {
            for (Verdict verdict : endpoint.verdicts()) {
                if (verdict.open() || verdict.state() == Verdict.State.WAIVED) {
                    result(
                            endpoint.answers().endpoint(),
                            verdict,
                            judged.policy().rules());
                }
            }
        }
        json.endList();
        json.text("columnKind", "utf16CodeUnits");
        json.begin("properties");
        json.text("policy", judged.policy().name());
        json.text("judgedAt", judged.at().toString());
        json.text("verdict", judged.state().name());
        json.end();
        json.end();
        json.endList();
        json.end();
    }

    private void driver(RunFacts run, List<Rule> rules) {
        json.begin("tool");
        json.begin("driver");
        json.text("name", "extls");
        json.text("fullName", run.tool());
        json.beginList("rules");
        for (Rule rule : rules) {
            json.begin();
            json.text("id", rule.id());
            message("shortDescription", rule.sentence() + ".");
            if (!rule.why().isEmpty()) {
                message("fullDescription", rule.why() + ".");
            }
            message("help", "Source: " + rule.source());
            String link = PageRule.Source.of(rule.source()).link();
            if (!link.isEmpty()) {
                json.text("helpUri", link);
            }
            json.begin("defaultConfiguration");
            json.text("level", level(rule.severity()));
            json.end();
            json.end();
        }
        json.endList();
        json.end();
        json.end();
    }

    private void result(Endpoint endpoint, Verdict verdict, List<Rule> rules) {
        json.begin();
        json.text("ruleId", verdict.ruleId());
        json.number("ruleIndex", rules.stream().map(Rule::id).toList().indexOf(verdict.ruleId()));
        json.text("kind", kind(verdict.state()));
        // section 3.27.10: only a failure has a level
        json.text("level", verdict.state() == Verdict.State.FAILS ? level(verdict.severity()) : "none");
        String next = verdict.advice().given() ? " Next: " + verdict.advice().text() + "." : "";
        message("message", endpoint.key() + ": " + verdict.sentence() + next);
        json.beginList("locations");
        json.begin();
        json.begin("physicalLocation");
        json.begin("artifactLocation");
        json.text("uri", "observations.jsonl");
        json.end();
        json.end();
        json.beginList("logicalLocations");
        json.begin();
        json.text("name", endpoint.serverName());
        json.text("fullyQualifiedName", endpoint.key());
        json.text("kind", "resource");
        json.end();
        json.endList();
        json.end();
        json.endList();
        json.begin("partialFingerprints");
        json.text("ruleAtEndpoint/v1", fingerprint(verdict.ruleId() + "\n" + endpoint.key()));
        json.end();
        if (verdict.state() == Verdict.State.WAIVED) {
            suppressions(verdict);
        }
        json.begin("properties");
        json.text("severity", verdict.severity().name().toLowerCase(Locale.ROOT));
        json.text("service", endpoint.service().name());
        json.text("address", endpoint.address());
        json.number("port", endpoint.port());
        json.texts("labels", endpoint.labels());
        json.texts("evidence", verdict.evidence());
        json.end();
        json.end();
    }

    private void suppressions(Verdict verdict) {
        json.beginList("suppressions");
        json.begin();
        json.text("kind", "external");
        json.text("status", "accepted");
        json.text(
                "justification",
                verdict.waiver().map(SarifReport::justification).orElse(""));
        json.end();
        json.endList();
    }

    private static String justification(Waiver waiver) {
        return "until " + waiver.expires() + ": " + waiver.reason();
    }

    private void message(String name, String text) {
        json.begin(name);
        json.text("text", Escaped.forPaper(text));
        json.end();
    }

    /** Section 3.27.9. A waiver may be for what is unknown, so what is waived is called no failure. */
    private static String kind(Verdict.State state) {
        return switch (state) {
            case FAILS -> "fail";
            case UNKNOWN -> "open";
            case WAIVED -> "review";
            case HOLDS -> "pass";
            case NOT_APPLICABLE -> "notApplicable";
        };
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }

    /** The same in every run, so that a result is known again. */
    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
