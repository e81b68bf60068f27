package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.AnswerKind;
import dev.extls.observation.CertificateChain;
import dev.extls.observation.CertificateFacts;
import dev.extls.policy.Rule;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Judged;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.Standing;
import dev.extls.verdict.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A judged run as {@code metrics.prom}, for the textfile collector of Prometheus' node exporter (text format 0.0.4, "Exposition formats").
 *
 * <p>What stayed UNKNOWN is neither 0 nor 1: it has no sample there, and 1 in the metric that ends in {@code _unknown}.
 */
final class PrometheusReport {
    /** Labels come from lists of any kind; what is longer is cut, and Prometheus never sees a control character. */
    private static final int LONGEST_VALUE = 300;

    private final Writer out;

    private PrometheusReport(Writer out) {
        this.out = out;
    }

    /** Writes everything and closes the writer. */
    static void write(Writer out, RunFacts run, Judged judged) throws IOException {
        try (out) {
            new PrometheusReport(out).metrics(run, judged);
        }
    }

    private void metrics(RunFacts run, Judged judged) throws IOException {
        List<Measured> endpoints = judged.endpoints().stream().map(Measured::of).toList();
        head("extls_run_info", "The run that these metrics are of.");
        sample(
                "extls_run_info",
                labels(
                        "id", run.id(),
                        "name", run.name(),
                        "tool", run.tool(),
                        "policy", judged.policy().name()),
                1);
        head("extls_run_started_timestamp_seconds", "When the run began.");
        sample("extls_run_started_timestamp_seconds", List.of(), seconds(run.started()));
        head("extls_run_ended_timestamp_seconds", "When its last connection ended.");
        sample("extls_run_ended_timestamp_seconds", List.of(), seconds(run.ended()));
        head(
                "extls_run_exit_code",
                "0 every rule holds, 1 a rule fails, 3 nothing fails but something stayed unknown.");
        sample("extls_run_exit_code", List.of(), judged.exitCode().number());
        endpoints(judged, endpoints);
        rules(judged.policy().rules(), endpoints);
        versions(endpoints);
        certificates(endpoints);
    }

    private void endpoints(Judged judged, List<Measured> endpoints) throws IOException {
        head("extls_endpoints", "Endpoints of the run by their worst verdict.");
        Map<Verdict.State, Long> counts =
                judged.standings().stream().collect(Collectors.groupingBy(Standing::state, Collectors.counting()));
        for (Verdict.State state : Verdict.State.values()) {
            sample("extls_endpoints", labels("verdict", lower(state.name())), counts.getOrDefault(state, 0L));
        }
        head("extls_endpoint_connections", "Connections made to an endpoint.");
        for (Measured endpoint : endpoints) {
            sample("extls_endpoint_connections", endpoint.labels(), endpoint.connections());
        }
    }

    private void rules(List<Rule> rules, List<Measured> endpoints) throws IOException {
        states(
                "extls_rule_holds",
                "1 if a rule holds at an endpoint, 0 if it fails; no sample where that is unknown or waived, or it does not apply.",
                EnumSet.of(Verdict.State.HOLDS, Verdict.State.FAILS),
                Verdict.State.HOLDS,
                rules,
                endpoints);
        Set<Verdict.State> applies = EnumSet.complementOf(EnumSet.of(Verdict.State.NOT_APPLICABLE));
        states(
                "extls_rule_unknown",
                "1 if it is unknown whether a rule holds at an endpoint.",
                applies,
                Verdict.State.UNKNOWN,
                rules,
                endpoints);
        states(
                "extls_rule_waived",
                "1 if a waiver accepts for a time what a rule says of an endpoint.",
                applies,
                Verdict.State.WAIVED,
                rules,
                endpoints);
    }

    private void states(
            String name,
            String help,
            Set<Verdict.State> told,
            Verdict.State one,
            List<Rule> rules,
            List<Measured> endpoints)
            throws IOException {
        head(name, help);
        for (Measured endpoint : endpoints) {
            for (int i = 0; i < rules.size(); i++) {
                Verdict.State state = endpoint.states().get(i);
                if (told.contains(state)) {
                    Rule rule = rules.get(i);
                    sample(
                            name,
                            endpoint.labels(
                                    "rule",
                                    rule.id(),
                                    "severity",
                                    lower(rule.severity().name())),
                            state == one ? 1 : 0);
                }
            }
        }
    }

    private void versions(List<Measured> endpoints) throws IOException {
        head(
                "extls_version_negotiated",
                "1 if an endpoint negotiates a version, 0 if it was seen to refuse it; no sample where that is unknown.");
        for (Measured endpoint : endpoints) {
            for (Map.Entry<ProtocolVersion, AnswerKind> answer :
                    endpoint.versions().entrySet()) {
                if (answer.getValue() != AnswerKind.UNKNOWN) {
                    sample(
                            "extls_version_negotiated",
                            endpoint.labels("version", answer.getKey().label()),
                            answer.getValue() == AnswerKind.YES ? 1 : 0);
                }
            }
        }
        head("extls_version_unknown", "1 if it is unknown whether an endpoint negotiates a version.");
        for (Measured endpoint : endpoints) {
            for (Map.Entry<ProtocolVersion, AnswerKind> answer :
                    endpoint.versions().entrySet()) {
                sample(
                        "extls_version_unknown",
                        endpoint.labels("version", answer.getKey().label()),
                        answer.getValue() == AnswerKind.UNKNOWN ? 1 : 0);
            }
        }
    }

    private void certificates(List<Measured> endpoints) throws IOException {
        head("extls_certificate_not_after_timestamp_seconds", "When a certificate that an endpoint showed expires.");
        for (Measured endpoint : endpoints) {
            for (Leaf leaf : endpoint.leaves()) {
                sample(
                        "extls_certificate_not_after_timestamp_seconds",
                        endpoint.labels("subject", leaf.subject(), "sha256", leaf.sha256()),
                        leaf.notAfter());
            }
        }
    }

    /**
     * What is told of one endpoint, held small: the format wants all samples of a metric together, and the endpoints of a long run are made
     * when they are asked for.
     *
     * @param states of the rules, in the order of the policy
     */
    private record Measured(
            Endpoint endpoint,
            long connections,
            List<Verdict.State> states,
            Map<ProtocolVersion, AnswerKind> versions,
            List<Leaf> leaves) {
        static Measured of(JudgedEndpoint judged) {
            Map<ProtocolVersion, AnswerKind> versions = new EnumMap<>(ProtocolVersion.class);
            judged.answers().versions().forEach((version, answer) -> versions.put(version, answer.kind()));
            return new Measured(
                    judged.answers().endpoint(),
                    ConnectionDetails.made(judged.answers().observations()),
                    judged.verdicts().stream().map(Verdict::state).toList(),
                    versions,
                    judged.chains().stream()
                            .map(CertificateChain::leaf)
                            .filter(CertificateFacts::readable)
                            .map(leaf -> new Leaf(leaf.subject(), leaf.sha256(), seconds(leaf.notAfter())))
                            .distinct() // two chains may have the same leaf, and a series has one sample
                            .toList());
        }

        /** What makes an endpoint: the key of it in parts, so that no two have the same. */
        List<Map.Entry<String, String>> labels(String... more) {
            List<Map.Entry<String, String>> labels = PrometheusReport.labels(
                    "server", endpoint.serverName(),
                    "service", endpoint.service().name(),
                    "port", String.valueOf(endpoint.port()),
                    "address", endpoint.resolved() ? endpoint.address() : endpoint.host(),
                    "pool", endpoint.pool());
            labels.addAll(PrometheusReport.labels(more));
            return labels;
        }
    }

    /** A certificate and when it expires, in seconds. */
    private record Leaf(String subject, String sha256, BigDecimal notAfter) {}

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static List<Map.Entry<String, String>> labels(String... namesAndValues) {
        List<Map.Entry<String, String>> labels = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            labels.add(Map.entry(namesAndValues[i], namesAndValues[i + 1]));
        }
        return labels;
    }

    private void head(String name, String help) throws IOException {
        out.write("# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n");
    }

    private void sample(String name, List<Map.Entry<String, String>> labels, Number value) throws IOException {
        StringBuilder line = new StringBuilder(name);
        for (int i = 0; i < labels.size(); i++) {
            line.append(i == 0 ? '{' : ',')
                    .append(labels.get(i).getKey())
                    .append("=\"")
                    .append(escaped(labels.get(i).getValue()))
                    .append('"');
        }
        line.append(labels.isEmpty() ? " " : "} ").append(plain(value)).append('\n');
        out.write(line.toString());
    }

    /** "Exposition formats": backslash, double quote and line feed are escaped; there is no line feed left here. */
    private static String escaped(String value) {
        return Escaped.forTerminal(value, LONGEST_VALUE, true)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"");
    }

    private static String plain(Number value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    private static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3).stripTrailingZeros();
    }
}
