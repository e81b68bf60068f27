package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.CertificateChain;
import dev.extls.observation.CertificateFacts;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.JudgedEndpoint;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of the grid; every text has passed {@link Escaped#forPaper}.
 *
 * @param number the place of the endpoint in the run, from 1
 * @param server its name
 * @param again whether the row above is of the same server
 * @param address where the name led to, and from where it was seen; empty where that says nothing new
 * @param service name of the service
 * @param port its port
 * @param labels such as {@code site: Zürich}
 * @param pool name and role, or empty
 * @param state the worst verdict
 * @param answers one a version, oldest first
 * @param trouble why nothing could be established, or empty
 * @param expiry of the certificate that expires first
 * @param findings names of the kinds of findings made there
 * @param find lower-case text to be searched
 * @param details {@link PageDetails}
 */
record PageRow(
        int number,
        String server,
        boolean again,
        String address,
        String service,
        int port,
        List<String> labels,
        String pool,
        Sign state,
        List<VersionSign> answers,
        String trouble,
        Expiry expiry,
        String findings,
        String find,
        String details) {
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_FIND = 1000;

    PageRow {
        labels = List.copyOf(labels);
        answers = List.copyOf(answers);
    }

    /**
     * The answer for one version.
     *
     * @param version its title
     * @param sign of the answer
     */
    record VersionSign(String version, Sign sign) {}

    static PageRow of(int number, JudgedEndpoint judged, boolean again, Instant at, String details) {
        Endpoint endpoint = judged.answers().endpoint();
        String where = endpoint.resolved() ? endpoint.address() : endpoint.host();
        String pool = endpoint.pool().isEmpty()
                ? ""
                : shown(endpoint.pool()) + ", " + endpoint.role().name().toLowerCase(Locale.ROOT);
        List<String> labels =
                endpoint.labels().entrySet().stream().map(PageRow::label).toList();
        return new PageRow(
                number,
                shown(endpoint.serverName()),
                again,
                Stream.of(
                                where.equals(endpoint.serverName()) ? "" : shown(where),
                                endpoint.vantage().isEmpty() ? "" : "from " + endpoint.vantage())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" ")),
                endpoint.service().name(),
                endpoint.port(),
                labels,
                pool,
                Sign.of(judged.state()),
                Arrays.stream(ProtocolVersion.values())
                        .map(version -> new VersionSign(
                                version.title(),
                                Sign.of(Objects.requireNonNull(
                                        judged.answers().versions().get(version)))))
                        .toList(),
                judged.answers()
                        .trouble()
                        .map(trouble -> trouble.kind().sentence())
                        .orElse(""),
                Expiry.of(soonest(judged.chains()), at),
                judged.findings().stream()
                        .map(finding -> finding.kind().name())
                        .distinct()
                        .collect(Collectors.joining(" ")),
                find(judged, pool, labels),
                details);
    }

    /** One label as the page filters by it. */
    static String label(Map.Entry<String, String> label) {
        return shown(label.getKey() + ": " + label.getValue());
    }

    /** Six letters, one a version. */
    String letters() {
        return answers.stream()
                .map(answer -> String.valueOf(answer.sign().letter()))
                .collect(Collectors.joining());
    }

    private static Optional<CertificateFacts> soonest(List<CertificateChain> chains) {
        return chains.stream()
                .map(CertificateChain::leaf)
                .filter(CertificateFacts::readable)
                .min(Comparator.comparing(CertificateFacts::notAfter));
    }

    private static String find(JudgedEndpoint judged, String pool, List<String> labels) {
        Endpoint endpoint = judged.answers().endpoint();
        Stream<String> certificates =
                judged.chains().stream().map(chain -> shown(chain.leaf().commonName()));
        Stream<String> names = judged.identities().stream().map(identity -> shown(identity.name()));
        String text = Stream.of(
                        Stream.of(
                                shown(endpoint.serverName()),
                                shown(endpoint.address()),
                                endpoint.service().name() + " " + endpoint.port(),
                                shown(endpoint.target()),
                                pool,
                                endpoint.vantage(),
                                judged.answers()
                                        .trouble()
                                        .map(trouble -> trouble.kind().sentence())
                                        .orElse("")),
                        labels.stream(),
                        certificates,
                        names)
                .flatMap(texts -> texts)
                .filter(one -> !one.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
        return Escaped.forTerminal(text, LONGEST_FIND, true);
    }

    private static String shown(String text) {
        return Escaped.forTerminal(text, LONGEST_NAME, true);
    }
}
