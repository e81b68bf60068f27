package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.Proof;
import dev.extls.observation.MergedRun;
import dev.extls.policy.Waiver;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Advice;
import dev.extls.verdict.Evidence;
import dev.extls.verdict.Finding;
import dev.extls.verdict.Judged;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.RuleTally;
import dev.extls.verdict.Verdict;
import dev.extls.verdict.Verdict.State;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.exc.JacksonIOException;

/** A judged run as {@code report.json}: the contract that scripts build on, described by {@code report.schema.json}. */
public final class ReportJson {
    /** The version of the format. */
    public static final String SCHEMA = "extls/report/1";

    private final JsonPaper json;
    private final Map<ProtocolVersion, Map<AnswerKind, Integer>> counts = new EnumMap<>(ProtocolVersion.class);

    private ReportJson(JsonPaper json) {
        this.json = json;
    }

    /**
     * Writes the report to a new file.
     *
     * @param file must not exist
     * @param run the run
     * @param judged the answers with the opinion about them
     * @throws IOException if the file exists (FileAlreadyExistsException) or cannot be written
     */
    public static void write(Path file, RunFacts run, Judged judged) throws IOException {
        try (Writer out = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(out, run, judged);
        }
    }

    /**
     * Writes the report, in ASCII, with a line feed at its end; closes the writer.
     *
     * @param out where to
     * @param run the run
     * @param judged the answers with the opinion about them
     * @throws IOException if {@code out} throws it
     */
    public static void write(Writer out, RunFacts run, Judged judged) throws IOException {
        try (JsonPaper json = new JsonPaper(out)) {
            new ReportJson(json).report(run, judged);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private void report(RunFacts run, Judged judged) {
        json.begin();
        json.text("schema", SCHEMA);
        run(run);
        json.beginList("endpoints");
        for (JudgedEndpoint endpoint : judged.endpoints()) {
            endpoint(endpoint);
            endpoint.answers()
                    .versions()
                    .forEach((version, answer) -> counts.computeIfAbsent(
                                    version, first -> new EnumMap<>(AnswerKind.class))
                            .merge(answer.kind(), 1, Integer::sum));
        }
        json.endList();
        PoolJson.write(json, judged.pools());
        summary(judged);
        json.end();
    }

    private void run(RunFacts run) {
        json.begin("run");
        json.text("id", run.id());
        json.text("name", run.name());
        json.text("vantage", run.vantage());
        json.text("tool", run.tool());
        json.text("started", run.started().toString());
        json.text("ended", run.ended().toString());
        json.texts("sourceAddresses", run.sourceAddresses());
        if (!run.merged().isEmpty()) {
            json.texts("gaps", run.gaps());
        }
        json.end();
        if (!run.merged().isEmpty()) {
            json.beginList("runs");
            run.merged().forEach(this::merged);
            json.endList();
        }
    }

    private void merged(MergedRun run) {
        json.begin();
        json.text("id", run.id());
        json.text("name", run.name());
        json.text("vantage", run.vantage());
        json.text("shard", run.shard());
        json.text("tool", run.tool());
        json.text("started", run.started().toString());
        json.text("ended", run.ended().toString());
        json.texts("sourceAddresses", run.sourceAddresses());
        json.number("connections", run.connections());
        json.number("idOffset", run.idOffset());
        json.end();
    }

    private void endpoint(JudgedEndpoint judged) {
        EndpointAnswers answers = judged.answers();
        Endpoint endpoint = answers.endpoint();
        json.begin();
        json.text("target", endpoint.target());
        json.texts("labels", endpoint.labels());
        json.text("service", endpoint.service().name());
        json.text("serverName", endpoint.serverName());
        json.text("address", endpoint.address());
        json.number("port", endpoint.port());
        json.text("pool", endpoint.pool());
        json.text("role", endpoint.role().name());
        if (!endpoint.vantage().isEmpty()) {
            json.text("vantage", endpoint.vantage());
        }
        json.begin("versions");
        for (ProtocolVersion version : ProtocolVersion.values()) {
            version(answers, version);
        }
        json.end();
        NegotiationJson.ofEndpoint(json, answers);
        NodeJson.write(json, judged);
        WhoAnsweredJson.write(json, judged.whoAnswered());
        answers.trouble().ifPresent(trouble -> {
            json.begin("trouble");
            json.text("kind", trouble.kind().name());
            json.text("detail", trouble.detail());
            json.end();
        });
        json.number("connections", connections(answers));
        verdicts(judged.verdicts());
        findings(judged.findings());
        json.end();
    }

    private void version(EndpointAnswers answers, ProtocolVersion version) {
        Answer answer = Objects.requireNonNull(answers.versions().get(version));
        json.begin(version.label());
        json.text("answer", answer.kind().name());
        json.text("why", answer.why());
        answer.reason().ifPresent(reason -> json.text("reason", reason.name()));
        if (answer.proof() != Proof.NONE) {
            json.text("proof", answer.proof().name().toLowerCase(Locale.ROOT));
        }
        Evidence.best(answers, version).flatMap(best -> best.outcome().chosen()).ifPresent(selection -> {
            json.text("suite", selection.suite().label());
            selection.group().ifPresent(group -> json.text("group", group.label()));
        });
        Evidence.unusualShape(answers, version)
                .ifPresent(seen -> json.text("shape", seen.offer().shape().name()));
        NegotiationJson.ofVersion(json, answers, version);
        if (answer.contradicted()) {
            json.flag("contradicted", true);
        }
        json.texts("evidence", answer.evidence());
        json.end();
    }

    private void verdicts(List<Verdict> verdicts) {
        json.beginList("verdicts");
        for (Verdict verdict : verdicts) {
            json.begin();
            json.text("rule", verdict.ruleId());
            json.text("severity", verdict.severity().name());
            json.text("state", verdict.state().name());
            json.text("sentence", verdict.sentence());
            if (!verdict.why().isEmpty()) {
                json.text("why", verdict.why());
            }
            advice(verdict.advice());
            verdict.waiver().ifPresent(this::waiver);
            json.texts("evidence", verdict.evidence());
            json.end();
        }
        json.endList();
    }

    private void advice(Advice advice) {
        if (advice.given()) {
            json.begin("next");
            json.text("step", advice.text());
            json.text("source", advice.source());
            json.end();
        }
    }

    private void waiver(Waiver waiver) {
        json.begin("waiver");
        json.text("reason", waiver.reason());
        json.text("expires", waiver.expires().toString());
        json.end();
    }

    private void rules(List<RuleTally> tallies) {
        json.beginList("rules");
        for (RuleTally tally : tallies) {
            json.begin();
            json.text("id", tally.rule().id());
            json.text("severity", tally.rule().severity().name());
            json.text("sentence", tally.rule().sentence());
            json.text("source", tally.rule().source());
            json.number(State.HOLDS.name(), tally.holds());
            json.number(State.FAILS.name(), tally.fails());
            json.number(State.UNKNOWN.name(), tally.unknown());
            json.number(State.WAIVED.name(), tally.waived());
            json.number(State.NOT_APPLICABLE.name(), tally.notApplicable());
            json.end();
        }
        json.endList();
    }

    private void findings(List<Finding> findings) {
        json.beginList("findings");
        for (Finding finding : findings) {
            json.begin();
            json.text("kind", finding.kind().name());
            json.text("severity", finding.kind().severity().name());
            json.text("sentence", finding.sentence());
            advice(finding.advice());
            json.texts("evidence", finding.evidence());
            json.end();
        }
        json.endList();
    }

    private void summary(Judged judged) {
        json.begin("summary");
        json.number("endpoints", judged.standings().size());
        json.text("policy", judged.policy().name());
        json.text("judgedAt", judged.at().toString());
        json.text("verdict", judged.state().name());
        json.text("sentence", judged.sentence());
        json.number("exitCode", judged.exitCode().number());
        json.begin("versions");
        for (ProtocolVersion version : ProtocolVersion.values()) {
            json.begin(version.label());
            for (AnswerKind kind : AnswerKind.values()) {
                json.number(kind.name(), counts.getOrDefault(version, Map.of()).getOrDefault(kind, 0));
            }
            json.end();
        }
        json.end();
        rules(judged.tallies());
        findings(judged.findings());
        if (!judged.findingsLeft().isEmpty()) {
            json.begin("findingsLeft");
            new TreeMap<>(judged.findingsLeft()).forEach((kind, count) -> json.number(kind.name(), count));
            json.end();
        }
        json.end();
    }

    private static long connections(EndpointAnswers answers) {
        return answers.observations().stream()
                .filter(observation -> !observation.localAddress().isEmpty())
                .count();
    }
}
