package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.Proof;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.observation.CertificateChain;
import dev.extls.observation.CertificateFacts;
import dev.extls.observation.Selection;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Evidence;
import dev.extls.verdict.Judged;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.Pool;
import dev.extls.verdict.PoolNode;
import dev.extls.verdict.PoolService;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A judged run as {@code results.csv}: a row an endpoint and version, a column a label. The names of the columns are part of the contract. */
final class CsvReport {
    private static final List<String> COLUMNS = List.of(
            "server",
            "service",
            "port",
            "address",
            "version",
            "answer",
            "proof",
            "suite",
            "group",
            "why",
            "reason",
            "verdict",
            "accepted_suites",
            "certificate",
            "certificate_expires",
            "pool",
            "role",
            "target",
            "vantage",
            "evidence",
            "node",
            "odd",
            "pool_tls",
            "pool_same_certificate");

    private final String vantage;
    private final List<String> labels;
    private final Map<Endpoint, Row> nodes;

    /**
     * What a pool says of an endpoint.
     *
     * @param node the endpoint in the grid
     * @param service of the pool
     */
    private record Row(PoolNode node, PoolService service) {}

    private CsvReport(String vantage, List<String> labels, Map<Endpoint, Row> nodes) {
        this.vantage = vantage;
        this.labels = labels;
        this.nodes = nodes;
    }

    /** Writes everything and closes the writer. */
    static void write(Writer out, RunFacts run, Judged judged, CsvSeparator separator) throws IOException {
        List<String> labels = judged.standings().stream()
                .flatMap(one -> one.endpoint().labels().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        CsvReport report = new CsvReport(run.vantage(), labels, nodes(judged.pools()));
        try (CsvPaper csv = new CsvPaper(out, separator)) {
            csv.row(report.head());
            for (JudgedEndpoint endpoint : judged.endpoints()) {
                for (ProtocolVersion version : ProtocolVersion.values()) {
                    csv.row(report.row(endpoint, version));
                }
            }
        }
    }

    private static Map<Endpoint, Row> nodes(List<Pool> pools) {
        return pools.stream()
                .flatMap(pool -> pool.services().stream())
                .flatMap(service -> Stream.concat(service.virtuals().stream(), service.members().stream())
                        .map(node -> new Row(node, service)))
                .collect(Collectors.toMap(row -> row.node().endpoint(), row -> row, (first, again) -> first));
    }

    private List<String> head() {
        return Stream.concat(COLUMNS.stream(), labels.stream().map(name -> "label:" + name))
                .toList();
    }

    private List<String> row(JudgedEndpoint judged, ProtocolVersion version) {
        Endpoint endpoint = judged.answers().endpoint();
        Answer answer = Objects.requireNonNull(judged.answers().versions().get(version));
        Optional<Selection> chosen = Evidence.best(judged.answers(), version)
                .flatMap(best -> best.outcome().chosen());
        Optional<CertificateFacts> certificate = soonestToExpire(judged.chains());
        List<String> cells = new ArrayList<>(List.of(
                endpoint.serverName(),
                endpoint.service().name(),
                String.valueOf(endpoint.port()),
                endpoint.address(),
                version.label(),
                word(answer),
                answer.proof() == Proof.NONE ? "" : answer.proof().name().toLowerCase(Locale.ROOT),
                chosen.map(one -> one.suite().label()).orElse(""),
                chosen.flatMap(Selection::group).map(group -> group.label()).orElse(""),
                answer.why(),
                answer.reason().map(reason -> reason.name()).orElse(""),
                judged.state().name(),
                suites(judged.answers().suites().get(version)),
                certificate.map(CertificateFacts::subject).orElse(""),
                certificate.map(one -> one.notAfter().toString()).orElse(""),
                endpoint.pool(),
                endpoint.role().name(),
                endpoint.target(),
                endpoint.vantage().isEmpty() ? vantage : endpoint.vantage(),
                String.join(" ", answer.evidence())));
        Row row = nodes.get(endpoint);
        cells.addAll(
                row == null
                        ? List.of("", "", "", "")
                        : List.of(
                                row.node().name(),
                                row.node().odd().contains(version) ? "odd" : "",
                                row.service().passage().kind().name(),
                                row.service().certificates().answer().name()));
        labels.forEach(name -> cells.add(endpoint.labels().getOrDefault(name, "")));
        return cells;
    }

    /** One address that said both is neither a YES nor a NO to who counts the rows. */
    private static String word(Answer answer) {
        return answer.contradicted() && answer.kind() != AnswerKind.UNKNOWN
                ? "BOTH"
                : answer.kind().name();
    }

    private static String suites(@Nullable SuiteAnswers suites) {
        return suites == null
                ? ""
                : suites.accepted().stream().map(CipherSuite::label).collect(Collectors.joining(" "));
    }

    private static Optional<CertificateFacts> soonestToExpire(List<CertificateChain> chains) {
        return chains.stream()
                .map(CertificateChain::leaf)
                .filter(CertificateFacts::readable)
                .min(Comparator.comparing(CertificateFacts::notAfter));
    }
}
