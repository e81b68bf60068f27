package dev.extls.report;

import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.SuiteAnswers;
import dev.extls.inquiry.SuiteKind;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.WeakSuites;
import dev.extls.verdict.WindowsGuess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The suites of each endpoint where they were asked for, newest version first, and how it negotiates; doors of a server that say the same stand together. */
final class SuiteLines {
    /** More would bury the verdict below them. */
    private static final int MOST_SECTIONS = 12;

    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_WHY = 600;

    private final Iterable<JudgedEndpoint> endpoints;
    private final TerminalStyle style;
    private final Symbols symbols;

    SuiteLines(Iterable<JudgedEndpoint> endpoints, TerminalStyle style) {
        this.endpoints = endpoints;
        this.style = style;
        this.symbols = Symbols.of(style);
    }

    List<String> lines() {
        Map<List<Object>, List<JudgedEndpoint>> sections = new LinkedHashMap<>();
        int more = 0;
        for (JudgedEndpoint endpoint : endpoints) {
            if (endpoint.answers().suites().isEmpty()) {
                continue;
            }
            List<Object> key = key(endpoint);
            if (sections.size() < MOST_SECTIONS || sections.containsKey(key)) {
                sections.computeIfAbsent(key, unseen -> new ArrayList<>()).add(endpoint);
            } else {
                more++;
            }
        }
        List<String> lines = new ArrayList<>();
        sections.values().forEach(alike -> lines.addAll(section(alike)));
        if (more > 0) {
            lines.addAll(wrapped("the suites of " + more + " more endpoints are in report.json", "", Paint.QUIET));
        }
        if (lines.stream()
                .anyMatch(line -> line.contains(symbols.both() + "TLS_") || line.contains(symbols.both() + "SSL_"))) {
            lines.addAll(wrapped(
                    symbols.both() + " weak (RFC 9325 section 4.1, RFC 5246 appendix A.5, RFC 6176)", "", Paint.QUIET));
        }
        return lines;
    }

    /** Server, suites, groups and facts: where all are the same, the doors stand together. */
    private static List<Object> key(JudgedEndpoint endpoint) {
        List<Object> key = new ArrayList<>(List.of(endpoint.label()));
        endpoint.answers()
                .suites()
                .values()
                .forEach(it ->
                        key.addAll(List.of(it.version(), it.accepted(), it.unknown(), it.serverOrder(), it.why())));
        key.addAll(NegotiationLines.key(endpoint.answers()));
        return key;
    }

    private List<String> section(List<JudgedEndpoint> alike) {
        List<String> doors = alike.stream()
                .map(it -> it.answers().endpoint().service().name() + " "
                        + it.answers().endpoint().port() + " (" + connections(it.answers()) + ")")
                .toList();
        String name = Escaped.forTerminal(alike.get(0).label(), LONGEST_NAME, style.unicode());
        List<String> lines = new ArrayList<>(wrapped(name + "  " + String.join(", ", doors), "    ", Paint.STRONG));
        versionsAlike(alike.get(0).answers().suites()).forEach(versions -> lines.addAll(versions(versions)));
        lines.addAll(new NegotiationLines(alike.get(0).answers(), style).lines());
        guesses(alike).forEach(guess -> lines.addAll(indented(guess, 2, Paint.QUIET)));
        return lines;
    }

    /** Doors with the same suites may differ in what is guessed of them. */
    private static List<String> guesses(List<JudgedEndpoint> alike) {
        return alike.stream()
                .flatMap(endpoint -> WindowsGuess.of(endpoint.answers()).stream())
                .map(guess -> "a guess: " + guess.sentence() + ", since " + String.join("; ", guess.reasons()))
                .distinct()
                .toList();
    }

    /** Newest first; versions with the same suites in the same order are one. */
    private static List<List<SuiteAnswers>> versionsAlike(Map<ProtocolVersion, SuiteAnswers> suites) {
        Map<List<Object>, List<SuiteAnswers>> alike = new LinkedHashMap<>();
        suites.values().stream()
                .sorted(Comparator.comparing(SuiteAnswers::version).reversed())
                .forEach(it -> alike.computeIfAbsent(
                                List.of(it.accepted(), it.serverOrder(), it.why(), it.kinds()),
                                unseen -> new ArrayList<>())
                        .add(it));
        return List.copyOf(alike.values());
    }

    private static String connections(EndpointAnswers answers) {
        long connections = answers.observations().stream()
                .filter(one -> !one.localAddress().isEmpty())
                .count();
        return connections + (connections == 1 ? " connection" : " connections");
    }

    private List<String> versions(List<SuiteAnswers> alike) {
        SuiteAnswers suites = alike.get(0);
        int accepted = suites.accepted().size();
        String titles = alike.stream().map(it -> it.version().title()).collect(Collectors.joining(", "));
        String head = titles + ": " + accepted + (accepted == 1 ? " suite" : " suites")
                + switch (suites.serverOrder()) {
                    case SERVER -> ", in the server's order";
                    case CLIENT -> ", the client's order decides";
                    case UNKNOWN -> "";
                };
        List<String> lines = new ArrayList<>(indented(head, 2, Paint.PLAIN));
        if (suites.kinds().isEmpty()) {
            lines.addAll(names(suites.accepted()));
        } else {
            lines.addAll(kinds(suites.kinds()));
        }
        if (!suites.why().isEmpty()) {
            String why = Escaped.forTerminal(suites.why(), LONGEST_WHY, style.unicode());
            lines.addAll(indented(symbols.unknown() + " " + why, 4, Paint.UNSURE));
        }
        return lines;
    }

    /** Each kind of node with what it accepts, then what perhaps only one of them does. */
    private List<String> kinds(List<SuiteKind> kinds) {
        List<String> lines = new ArrayList<>();
        char letter = 'A';
        for (SuiteKind kind : kinds) {
            int accepted = kind.accepted().size();
            lines.addAll(indented(
                    letter + ", " + kind.answers() + " of " + kind.of() + " answers: " + accepted
                            + (accepted == 1 ? " suite" : " suites"),
                    4,
                    Paint.PLAIN));
            lines.addAll(names(kind.accepted()));
            letter++;
        }
        List<CipherSuite> unknown = kinds.get(0).unknown();
        if (!unknown.isEmpty()) {
            lines.addAll(indented("accepted by A, B or both:", 4, Paint.PLAIN));
            lines.addAll(names(unknown));
        }
        return lines;
    }

    /** As many in a line as fit. */
    private List<String> names(List<CipherSuite> suites) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = style.width();
        for (CipherSuite suite : suites) {
            boolean weak = WeakSuites.contain(suite);
            String name = (weak ? symbols.both() : "") + suite.label();
            Paint paint = weak ? Paint.BAD : Paint.PLAIN;
            int width = Columns.width(name);
            if (used + 2 + width > style.width()) {
                lines.add(line.toString());
                line = new StringBuilder();
                if (4 + width > style.width()) {
                    lines.addAll(indented(name, 4, paint));
                    used = style.width();
                    continue;
                }
                line.append("    ");
                used = 4;
            } else {
                line.append("  ");
                used += 2;
            }
            line.append(paint.on(name, style));
            used += width;
        }
        lines.add(line.toString());
        return lines.stream().filter(it -> !it.isEmpty()).toList();
    }

    /** Each line begins behind so many spaces. */
    private List<String> indented(String text, int spaces, Paint paint) {
        return Columns.wrapped(text, style.width() - spaces, "").stream()
                .map(line -> " ".repeat(spaces) + paint.on(line, style))
                .toList();
    }

    private List<String> wrapped(String text, String indent, Paint paint) {
        return Columns.wrapped(text, style.width(), indent).stream()
                .map(line -> paint.on(line, style))
                .toList();
    }
}
