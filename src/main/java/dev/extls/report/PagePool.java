package dev.extls.report;

import dev.extls.inquiry.AnswerKind;
import dev.extls.report.PageRow.VersionSign;
import dev.extls.verdict.Pool;
import dev.extls.verdict.PoolNode;
import dev.extls.verdict.PoolService;
import dev.extls.verdict.SameCertificate;
import dev.extls.verdict.TlsPassage;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A pool on the page; every text has passed {@link Escaped}, within bounds of its own.
 *
 * @param name of the pool, and from where it was seen
 * @param services in their order
 */
record PagePool(String name, List<PagePool.Service> services) {
    /** More nodes make a page slow; all are in report.json. */
    static final int MOST_NODES = 2000;

    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_SENTENCE = 1200;

    PagePool {
        services = List.copyOf(services);
    }

    /**
     * One service.
     *
     * @param name of the service
     * @param nodes virtual addresses first
     * @param differences a sentence each
     * @param passage whether TLS is passed through
     * @param reasons of that
     * @param same whether all show one certificate
     * @param certificates what was seen of them
     * @param source where Extended Protection is described
     */
    record Service(
            String name,
            List<Node> nodes,
            List<String> differences,
            Sign passage,
            List<String> reasons,
            Sign same,
            String certificates,
            PageRule.Source source) {
        Service {
            nodes = List.copyOf(nodes);
            differences = List.copyOf(differences);
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * A row of the grid.
     *
     * @param name what the node is called
     * @param role whether it is a virtual address, or empty
     * @param answers one a version, oldest first
     */
    record Node(String name, String role, List<NodeAnswer> answers) {
        Node {
            answers = List.copyOf(answers);
        }
    }

    /**
     * A cell of the grid.
     *
     * @param answer with its version
     * @param odd whether the node is among the fewer
     */
    record NodeAnswer(VersionSign answer, boolean odd) {}

    static PagePool of(Pool pool) {
        return new PagePool(
                shown(pool.name() + (pool.vantage().isEmpty() ? "" : " from " + pool.vantage())),
                pool.services().stream().map(PagePool::service).toList());
    }

    private static Service service(PoolService service) {
        return new Service(
                service.service().name(),
                Stream.concat(service.virtuals().stream(), service.members().stream())
                        .map(PagePool::node)
                        .toList(),
                service.differences().stream()
                        .map(difference -> sentence(difference.statement(service.service())))
                        .toList(),
                sign(service.passage().kind()),
                service.passage().reasons().stream()
                        .map(PagePool::sentence)
                        .map(PageFindings::capital)
                        .toList(),
                sign(service.certificates().answer()),
                PageFindings.capital(sentence(service.certificates().statement())),
                PageRule.Source.of(SameCertificate.SOURCE));
    }

    private static Node node(PoolNode node) {
        return new Node(
                shown(node.name()),
                PoolWords.role(node).strip(),
                node.answers().keySet().stream()
                        .map(version -> new NodeAnswer(
                                new VersionSign(
                                        version.title(),
                                        Sign.of(Objects.requireNonNull(
                                                node.answers().get(version)))),
                                node.odd().contains(version)))
                        .toList());
    }

    private static Sign sign(TlsPassage.Kind kind) {
        return switch (kind) {
            case PASSES_THROUGH -> new Sign("→", "passes TLS through", "quiet", 'P');
            case ENDS_TLS -> new Sign("⊣", "ends TLS (bridging or offloading)", "fair", 'E');
            case CANNOT_TELL -> new Sign("?", "cannot tell", "unknown", 'U');
        };
    }

    private static Sign sign(AnswerKind same) {
        return switch (same) {
            case YES -> new Sign("✔", "yes", "good", 'Y');
            case NO -> new Sign("✘", "no", "bad", 'N');
            case UNKNOWN -> new Sign("?", "unknown", "unknown", 'U');
        };
    }

    private static String shown(String text) {
        return Escaped.forTerminal(text, LONGEST_NAME, true);
    }

    private static String sentence(String text) {
        return Escaped.forTerminal(text, LONGEST_SENTENCE, true);
    }
}
