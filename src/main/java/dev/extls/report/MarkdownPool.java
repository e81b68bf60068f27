package dev.extls.report;

import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Pool;
import dev.extls.verdict.PoolNode;
import dev.extls.verdict.PoolService;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pool in {@code report.md}: a table of nodes and versions, and what is said of the balancer. */
final class MarkdownPool {
    private MarkdownPool() {}

    static String of(Pool pool) {
        StringBuilder part = new StringBuilder();
        part.append("\n### Pool ")
                .append(MarkdownText.code(pool.name()))
                .append(pool.vantage().isEmpty() ? "" : " from " + MarkdownText.code(pool.vantage()))
                .append("\n\n| service | node | role | ")
                .append(Arrays.stream(ProtocolVersion.values())
                        .map(ProtocolVersion::title)
                        .collect(Collectors.joining(" | ")))
                .append(" |\n| --- | --- | --- |")
                .append(" --- |".repeat(ProtocolVersion.values().length))
                .append('\n');
        for (PoolService service : pool.services()) {
            Stream.concat(service.virtuals().stream(), service.members().stream())
                    .forEach(node -> part.append(row(service, node)).append('\n'));
        }
        part.append('\n');
        for (PoolService service : pool.services()) {
            part.append("- ")
                    .append(service.service().name())
                    .append(": ")
                    .append(MarkdownText.prose(service.passage().sentence() + "."))
                    .append(" Extended Protection, one certificate everywhere: ")
                    .append(PoolWords.of(service.certificates().answer()))
                    .append(", ")
                    .append(MarkdownText.prose(service.certificates().statement() + "."))
                    .append('\n');
        }
        return part.toString();
    }

    private static String row(PoolService service, PoolNode node) {
        return "| " + service.service().name() + " | " + MarkdownText.inTable(MarkdownText.code(node.name()))
                + " | " + node.endpoint().role().name().toLowerCase(Locale.ROOT) + " | "
                + Arrays.stream(ProtocolVersion.values())
                        .map(version -> MarkdownReport.word(
                                        Objects.requireNonNull(node.answers().get(version)))
                                + (node.odd().contains(version) ? " **odd**" : ""))
                        .collect(Collectors.joining(" | "))
                + " |";
    }
}
