package dev.extls.report;

import dev.extls.policy.Severity;
import dev.extls.verdict.Counted;
import dev.extls.verdict.Finding;
import dev.extls.verdict.Judged;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.NextStep;
import dev.extls.verdict.Standing;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A run on a terminal: the table, the findings worst first, the verdict, and where the files lie. */
public final class TerminalReport {
    /** Nobody scrolls back further. */
    private static final int MOST_ROWS = 2000;

    private static final int MOST_FINDINGS = 2000;

    private static final int LONGEST_SENTENCE = 1200;
    private static final int LONGEST_FACT = 200;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final TerminalStyle style;
    private final Symbols symbols;

    private TerminalReport(TerminalStyle style) {
        this.style = style;
        this.symbols = Symbols.of(style);
    }

    /**
     * Prints the report. Lines end with a line feed.
     *
     * @param out where to
     * @param run the run
     * @param judged the answers with the opinion about them
     * @param style what the terminal can show
     * @throws IOException if {@code out} throws it
     */
    public static void print(Appendable out, RunFacts run, Judged judged, TerminalStyle style) throws IOException {
        for (String line : new TerminalReport(style).lines(run, judged)) {
            out.append(line).append('\n');
        }
    }

    private List<String> lines(RunFacts run, Judged judged) {
        List<String> lines = new ArrayList<>(wrapped(title(run, judged), Paint.QUIET));
        lines.add("");
        List<Integer> shown = shown(judged.standings());
        Iterable<JudgedEndpoint> endpoints =
                () -> shown.stream().map(judged.endpoints()::get).iterator();
        lines.addAll(new AnswerTable(shown.stream().map(judged.standings()::get).toList(), endpoints, style).lines());
        lines.addAll(left(judged.standings().size() - shown.size(), "endpoints, none of them worse, are"));
        if (!shown.isEmpty()) {
            lines.addAll(wrapped(legend(), Paint.QUIET));
            lines.add("");
        }
        lines.addAll(PoolLines.of(judged.pools(), style));
        List<String> suites = new SuiteLines(endpoints, style).lines();
        if (!suites.isEmpty()) {
            lines.addAll(suites);
            lines.add("");
        }
        lines.addAll(whoAnswered(judged.counted()));
        judged.findings().stream().limit(MOST_FINDINGS).forEach(finding -> lines.addAll(finding(finding)));
        lines.addAll(left(
                Math.max(0, judged.findings().size() - MOST_FINDINGS)
                        + judged.findingsLeft().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum(),
                "findings are"));
        if (!judged.findings().isEmpty()) {
            lines.add("");
        }
        lines.addAll(nextSteps(judged.nextSteps()));
        lines.addAll(wrapped(escaped(judged.sentence(), LONGEST_SENTENCE), verdictPaint(judged)));
        if (!run.folder().isEmpty()) {
            // Not wrapped: a path is there to be copied.
            lines.add("Report: " + escaped(run.folder(), LONGEST_SENTENCE));
        }
        return lines;
    }

    /** In the order of the list; where those are too many, the worst of them. */
    private static List<Integer> shown(List<Standing> endpoints) {
        return endpoints.size() <= MOST_ROWS
                ? IntStream.range(0, endpoints.size()).boxed().toList()
                : WorstFirst.of(endpoints).stream().limit(MOST_ROWS).sorted().toList();
    }

    private List<String> left(int left, String what) {
        return left == 0 ? List.of() : wrapped(left + " more " + what + " in the files of the run.", Paint.QUIET);
    }

    private String title(RunFacts run, Judged judged) {
        long seconds = Duration.between(run.started(), run.ended()).toSeconds();
        List<String> facts = new ArrayList<>();
        facts.add(run.tool());
        facts.add(run.title());
        facts.add(UTC.format(run.started().truncatedTo(ChronoUnit.SECONDS)) + ", " + seconds + " s");
        if (!run.sourceAddresses().isEmpty()) {
            facts.add("from " + String.join(", ", run.sourceAddresses()));
        }
        facts.add(judged.standings().size() + (judged.standings().size() == 1 ? " endpoint" : " endpoints"));
        facts.add(run.connections() + (run.connections() == 1 ? " connection" : " connections"));
        return String.join(
                " " + symbols.dot() + " ",
                facts.stream().map(fact -> escaped(fact, LONGEST_FACT)).toList());
    }

    private String legend() {
        return symbols.yes() + " yes: handshake finished; " + symbols.yes() + symbols.selected()
                + "yes: the server chose it, no handshake finished; " + symbols.no() + " no: refusal seen; "
                + symbols.unknown() + " unk: unknown, reason below; " + symbols.both() + " both: contradicting answers";
    }

    private List<String> whoAnswered(List<Counted> counted) {
        List<String> lines = new ArrayList<>();
        for (Counted one : counted) {
            String text = "Who answered at " + escaped(one.place(), LONGEST_SENTENCE) + ": "
                    + escaped(one.who().sentence(), LONGEST_SENTENCE);
            lines.addAll(Columns.wrapped(text, style.width(), "  "));
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    private List<String> finding(Finding finding) {
        Severity severity = finding.kind().severity();
        String mark = severity == Severity.ERROR ? symbols.no() : severity == Severity.WARNING ? "!" : symbols.dot();
        Paint paint = severity == Severity.ERROR ? Paint.BAD : severity == Severity.WARNING ? Paint.FAIR : Paint.QUIET;
        String sentence = escaped(finding.sentence(), LONGEST_SENTENCE);
        List<String> lines = new ArrayList<>(Columns.wrapped(mark + " " + sentence, style.width(), "  "));
        lines.set(0, paint.on(mark, style) + lines.get(0).substring(mark.length()));
        return lines;
    }

    private List<String> nextSteps(List<NextStep> steps) {
        List<String> lines = new ArrayList<>();
        for (NextStep step : steps) {
            String text = "Next, for " + escaped(step.somePlaces(), LONGEST_SENTENCE) + ": "
                    + step.advice().text() + " (" + step.advice().source() + ").";
            lines.addAll(Columns.wrapped(symbols.next() + " " + text, style.width(), "  "));
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    private List<String> wrapped(String text, Paint paint) {
        return Columns.wrapped(text, style.width(), "").stream()
                .map(line -> paint.on(line, style))
                .toList();
    }

    private String escaped(String text, int most) {
        return Escaped.forTerminal(text, most, style.unicode());
    }

    private static Paint verdictPaint(Judged judged) {
        return switch (judged.state()) {
            case HOLDS -> Paint.GOOD;
            case FAILS -> Paint.BAD;
            case UNKNOWN -> Paint.UNSURE;
        };
    }
}
