package dev.extls.report;

import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Observation;
import dev.extls.policy.Rule;
import dev.extls.verdict.Finding;
import dev.extls.verdict.Judged;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.RuleTally;
import dev.extls.verdict.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A judged run as {@code junit.xml}, for the build: a suite a rule, a test case an endpoint. A rule of severity error that fails is a
 * failure; one that stayed UNKNOWN is an error, which no build takes for success.
 *
 * <p>The form is the one of Ant's {@code junit} task, with every attribute that some reader of it wants.
 */
final class JUnitReport {
    private static final DateTimeFormatter WITHOUT_ZONE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final XmlPaper xml;
    private final RunFacts run;
    private final Judged judged;

    private JUnitReport(XmlPaper xml, RunFacts run, Judged judged) {
        this.xml = xml;
        this.run = run;
        this.judged = judged;
    }

    /** Writes everything and closes the writer. */
    static void write(Writer out, RunFacts run, Judged judged) throws IOException {
        try (XmlPaper xml = new XmlPaper(out)) {
            new JUnitReport(xml, run, judged).suites();
        }
    }

    /** One verdict and where it was given. */
    private record Case(JudgedEndpoint endpoint, Verdict verdict) {}

    private void suites() throws IOException {
        xml.begin("testsuites");
        for (int id = 0; id < judged.tallies().size(); id++) {
            suite(id, judged.tallies().get(id));
        }
        xml.end();
    }

    private void suite(int id, RuleTally tally) throws IOException {
        Rule rule = tally.rule();
        xml.begin("testsuite");
        xml.attribute("name", rule.id());
        xml.attribute("package", "extls." + judged.policy().name());
        xml.attribute("id", String.valueOf(id));
        xml.attribute("timestamp", WITHOUT_ZONE.format(run.started()));
        xml.attribute("hostname", run.sourceAddresses().stream().findFirst().orElse("localhost"));
        xml.attribute("tests", String.valueOf(judged.standings().size()));
        xml.attribute("failures", count(tally, Result.FAILURE));
        xml.attribute("errors", count(tally, Result.ERROR));
        xml.attribute("skipped", count(tally, Result.SKIPPED));
        xml.attribute("time", seconds(Duration.between(run.started(), run.ended())));
        xml.begin("properties");
        property("expectation", rule.sentence());
        property("source", rule.source());
        property("run", run.title());
        property("run.id", run.id());
        property("tool", run.tool());
        property("judged", judged.at().toString());
        xml.end();
        for (JudgedEndpoint endpoint : judged.endpoints()) {
            testCase(rule, new Case(endpoint, endpoint.verdicts().get(id)));
        }
        xml.empty("system-out");
        xml.empty("system-err");
        xml.end();
    }

    private static String count(RuleTally tally, Result result) {
        return String.valueOf(Arrays.stream(Verdict.State.values())
                .filter(state -> Result.of(state, tally.decides()) == result)
                .mapToInt(tally::count)
                .sum());
    }

    /** What a test case can be. A build has no warnings: what decides nothing, and what does not apply, is skipped and says so. */
    private enum Result {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED;

        static Result of(Verdict.State state, boolean decides) {
            return switch (state) {
                case HOLDS -> PASSED;
                case FAILS -> decides ? FAILURE : SKIPPED;
                case UNKNOWN -> decides ? ERROR : SKIPPED;
                case WAIVED, NOT_APPLICABLE -> SKIPPED;
            };
        }
    }

    private void property(String name, String value) throws IOException {
        xml.begin("property");
        xml.attribute("name", name);
        xml.attribute("value", value);
        xml.end();
    }

    private void testCase(Rule rule, Case one) throws IOException {
        EndpointAnswers answers = one.endpoint().answers();
        xml.begin("testcase");
        xml.attribute("name", answers.endpoint().key());
        xml.attribute("classname", judged.policy().name() + "." + rule.id());
        xml.attribute("time", seconds(span(answers.observations())));
        switch (Result.of(one.verdict().state(), one.verdict().decides())) {
            case PASSED -> {}
            case FAILURE -> trouble("failure", rule, one);
            case ERROR -> trouble("error", rule, one);
            case SKIPPED -> skipped(one.verdict());
        }
        xml.end();
    }

    private void skipped(Verdict verdict) throws IOException {
        String waiver = verdict.state() == Verdict.State.WAIVED
                ? verdict.waiver()
                        .map(one -> " until " + one.expires() + " (" + one.reason() + ")")
                        .orElse("")
                : "";
        xml.begin("skipped");
        xml.attribute("message", verdict.severity() + " " + verdict.state() + waiver + ": " + verdict.sentence());
        xml.end();
    }

    private void trouble(String element, Rule rule, Case one) throws IOException {
        xml.begin(element);
        xml.attribute("message", one.verdict().sentence());
        xml.attribute("type", one.verdict().state().name());
        xml.line(one.verdict().sentence());
        xml.line("Expected: " + rule.sentence() + ".");
        if (one.verdict().advice().given()) {
            xml.line("Next: " + one.verdict().advice().text() + ".");
        }
        for (Finding finding : one.endpoint().findings()) {
            xml.line(finding.kind().severity() + ": " + finding.sentence());
        }
        xml.line("Evidence: " + String.join(" ", one.verdict().evidence()));
        xml.end();
    }

    /** From the first start to the last end. */
    private static Duration span(List<Observation> observations) {
        if (observations.isEmpty()) {
            return Duration.ZERO;
        }
        Instant first = observations.stream()
                .map(Observation::started)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = observations.stream()
                .map(Observation::ended)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Duration.between(first, last);
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis())
                .divide(BigDecimal.valueOf(1000), 3, RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
