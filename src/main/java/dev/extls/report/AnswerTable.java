package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.EndpointAnswers.Setback;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The table: a row an endpoint, a column a version. Where nothing could be established the reason takes the place of the six
 * answers. Below {@value #NARROW} columns the answers stand under the endpoint instead of beside it.
 */
final class AnswerTable {
    private static final int NARROW = 72;
    private static final int LONGEST_NAME = 300;
    private static final int COLUMN = Cell.WIDTH + 1;
    private static final int ANSWERS = ProtocolVersion.values().length * COLUMN - 1;
    private static final int WIDEST_DOOR = 19;

    private final Iterable<JudgedEndpoint> endpoints;
    private final boolean empty;
    private final TerminalStyle style;
    private final Symbols symbols;
    private final int doorWidth;
    private final int nameWidth;

    /** Rows for endpoints of whom the names and doors are known beforehand: the widths hang on them. */
    AnswerTable(List<Standing> standings, Iterable<JudgedEndpoint> endpoints, TerminalStyle style) {
        this.endpoints = endpoints;
        this.empty = standings.isEmpty();
        this.style = style;
        this.symbols = Symbols.of(style);
        doorWidth = Math.min(
                WIDEST_DOOR,
                standings.stream()
                        .mapToInt(it -> Columns.width(door(it.endpoint())))
                        .max()
                        .orElse(0));
        int widestName = standings.stream()
                .mapToInt(it -> Columns.width(name(it.label())))
                .max()
                .orElse(0);
        int room = style.width() - doorWidth - ANSWERS - 4;
        nameWidth = Math.max(8, Math.min(widestName, room));
    }

    List<String> lines() {
        if (empty) {
            return List.of();
        }
        return style.width() < NARROW ? stacked() : sideBySide();
    }

    private List<String> sideBySide() {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(Columns.padded("", nameWidth + 2 + doorWidth + 2));
        for (ProtocolVersion version : ProtocolVersion.values()) {
            head.append(Columns.padded(heading(version), COLUMN));
        }
        lines.add(Paint.STRONG.on(head.toString().stripTrailing(), style));
        for (JudgedEndpoint endpoint : endpoints) {
            String name = Columns.fitted(name(endpoint.label()), nameWidth, symbols.ellipsis());
            String door = Columns.fitted(door(endpoint.answers().endpoint()), doorWidth, symbols.ellipsis());
            lines.add(Columns.padded(name, nameWidth) + "  " + Columns.padded(door, doorWidth) + "  "
                    + answers(endpoint, ANSWERS));
        }
        return lines;
    }

    private List<String> stacked() {
        List<String> lines = new ArrayList<>();
        for (JudgedEndpoint endpoint : endpoints) {
            String door = door(endpoint.answers().endpoint());
            int room = Math.max(8, style.width() - Columns.width(door) - 1);
            String head = Columns.fitted(name(endpoint.label()), room, symbols.ellipsis()) + " " + door;
            lines.add(Columns.fitted(head, style.width(), symbols.ellipsis()));
            if (endpoint.answers().trouble().isPresent()) {
                lines.add("  " + answers(endpoint, style.width() - 2));
                continue;
            }
            lines.addAll(stackedAnswers(endpoint));
        }
        return lines;
    }

    private List<String> stackedAnswers(JudgedEndpoint endpoint) {
        int inALine = Math.max(1, (style.width() - 1) / (COLUMN + COLUMN));
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(" ");
        int inThisLine = 0;
        for (ProtocolVersion version : ProtocolVersion.values()) {
            if (inThisLine == inALine) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(" ");
                inThisLine = 0;
            }
            line.append(' ').append(Columns.padded(heading(version), COLUMN)).append(cell(endpoint, version, true));
            inThisLine++;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private String answers(JudgedEndpoint endpoint, int room) {
        if (endpoint.answers().trouble().isPresent()) {
            Setback trouble = endpoint.answers().trouble().get();
            String text = symbols.unknown() + " " + trouble.kind().sentence();
            return Paint.UNSURE.on(Columns.fitted(text, room, symbols.ellipsis()), style);
        }
        StringBuilder answers = new StringBuilder();
        ProtocolVersion[] versions = ProtocolVersion.values();
        for (ProtocolVersion version : versions) {
            boolean last = version == versions[versions.length - 1];
            answers.append(cell(endpoint, version, !last)).append(last ? "" : " ");
        }
        return answers.toString();
    }

    private String cell(JudgedEndpoint endpoint, ProtocolVersion version, boolean padded) {
        Answer answer = Objects.requireNonNull(endpoint.answers().versions().get(version));
        Cell cell = Cell.of(answer, symbols);
        String filling = padded ? " ".repeat(Cell.WIDTH - Columns.width(cell.text())) : "";
        return cell.paint().on(cell.text(), style) + filling;
    }

    private String name(String label) {
        return Escaped.forTerminal(label, LONGEST_NAME, style.unicode());
    }

    private static String door(Endpoint endpoint) {
        return endpoint.service().name() + " " + endpoint.port();
    }

    static String heading(ProtocolVersion version) {
        return switch (version) {
            case SSL_2_0 -> "SSLv2";
            case SSL_3_0 -> "SSLv3";
            case TLS_1_0 -> "TLS1.0";
            case TLS_1_1 -> "TLS1.1";
            case TLS_1_2 -> "TLS1.2";
            case TLS_1_3 -> "TLS1.3";
        };
    }
}
