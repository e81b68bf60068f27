package dev.extls.report;

import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Pool;
import dev.extls.verdict.PoolNode;
import dev.extls.verdict.PoolService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pools on a terminal: a grid of nodes and versions for each service, and what is said of the balancer. */
final class PoolLines {
    /** More nodes, all of them in the files of the run, are too many for a screen. */
    private static final int MOST_NODES = 400;

    private static final int NARROW = 72;
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_SENTENCE = 1200;

    /** Room for the mark of the odd one out, and for a gap. */
    private static final int COLUMN = Cell.WIDTH + 2;

    private static final String ODD = "*";

    private final TerminalStyle style;
    private final Symbols symbols;
    private final List<String> lines = new ArrayList<>();
    private int nodes;
    private int left;

    private PoolLines(TerminalStyle style) {
        this.style = style;
        this.symbols = Symbols.of(style);
    }

    /** Each pool with an empty line behind it; nothing without pools. */
    static List<String> of(List<Pool> pools, TerminalStyle style) {
        PoolLines paper = new PoolLines(style);
        pools.forEach(paper::pool);
        if (paper.left > 0) {
            paper.indented(paper.left + " more nodes of pools are in the files of the run.");
            paper.lines.add("");
        }
        return paper.lines;
    }

    private void pool(Pool pool) {
        if (nodes >= MOST_NODES) {
            left += pool.services().stream()
                    .mapToInt(service -> service.members().size())
                    .sum();
            return;
        }
        String title = "Pool " + name(pool.name()) + (pool.vantage().isEmpty() ? "" : " from " + name(pool.vantage()));
        boolean beside = style.width() >= NARROW;
        int widest = pool.services().stream()
                .flatMap(PoolLines::all)
                .mapToInt(node -> Columns.width(called(node)))
                .max()
                .orElse(0);
        int room = style.width() - 2 - ProtocolVersion.values().length * COLUMN;
        int nameWidth = Math.max(Math.min(Columns.width(title), room), Math.min(widest + 2, room));
        String head = Columns.fitted(title, beside ? nameWidth : style.width(), symbols.ellipsis());
        StringBuilder line = new StringBuilder(beside ? Columns.padded(head, nameWidth + 2) : head);
        if (beside) {
            for (ProtocolVersion version : ProtocolVersion.values()) {
                line.append(Columns.padded(AnswerTable.heading(version), COLUMN));
            }
        }
        lines.add(Paint.STRONG.on(line.toString().stripTrailing(), style));
        boolean odd = false;
        for (PoolService service : pool.services()) {
            lines.add(" " + service.service().name());
            for (PoolNode node : all(service).toList()) {
                nodes++;
                odd |= !node.odd().isEmpty();
                if (beside) {
                    lines.add("  "
                            + Columns.padded(Columns.fitted(called(node), nameWidth - 2, symbols.ellipsis()), nameWidth)
                            + answers(node));
                } else {
                    lines.add("  " + Columns.fitted(called(node), style.width() - 2, symbols.ellipsis()));
                    indented(inWords(node));
                }
            }
            indented("Balancer: " + service.passage().sentence() + ".");
            indented("Extended Protection, one certificate everywhere: "
                    + PoolWords.of(service.certificates().answer()) + ", "
                    + service.certificates().statement() + ".");
        }
        if (odd) {
            lines.add(Paint.QUIET.on(ODD + " the odd one out", style));
        }
        lines.add("");
    }

    private static Stream<PoolNode> all(PoolService service) {
        return Stream.concat(service.virtuals().stream(), service.members().stream());
    }

    private String called(PoolNode node) {
        return name(node.name()) + PoolWords.role(node);
    }

    private String answers(PoolNode node) {
        StringBuilder answers = new StringBuilder();
        node.answers().forEach((version, answer) -> {
            boolean odd = node.odd().contains(version);
            Cell cell = Cell.of(answer, symbols);
            String text = cell.text() + (odd ? ODD : "");
            answers.append((odd ? Paint.BAD : cell.paint()).on(text, style))
                    .append(" ".repeat(COLUMN - Columns.width(text)));
        });
        return answers.toString().stripTrailing();
    }

    /** Answers that are the same in one phrase. */
    private String inWords(PoolNode node) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        node.answers()
                .forEach((version, answer) -> alike.computeIfAbsent(
                                Cell.of(answer, symbols).text(), same -> new ArrayList<>())
                        .add(AnswerTable.heading(version) + (node.odd().contains(version) ? ODD : "")));
        return alike.entrySet().stream()
                .map(entry -> entry.getKey() + " " + String.join(" ", entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void indented(String text) {
        String shown = Escaped.forTerminal(text, LONGEST_SENTENCE, style.unicode());
        Columns.wrapped(shown, style.width() - 2, "  ").forEach(line -> lines.add("  " + line));
    }

    private String name(String text) {
        return Escaped.forTerminal(text, LONGEST_NAME, style.unicode());
    }
}
