package dev.extls.report;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.Answer;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.Proof;
import dev.extls.policy.Severity;
import dev.extls.tls.ProtocolVersion;
import dev.extls.verdict.Counted;
import dev.extls.verdict.Finding;
import dev.extls.verdict.Judged;
import dev.extls.verdict.JudgedEndpoint;
import dev.extls.verdict.NextStep;
import dev.extls.verdict.Pool;
import dev.extls.verdict.Verdict;
import dev.extls.verdict.Verification;
import dev.extls.verdict.VerifiedEndpoint;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A judged run as {@code report.md}, to be pasted into a ticket or pull request: the verdict, a table worst first, the findings. */
final class MarkdownReport {
    /** GitHub takes 65,536 characters in one comment, Jira 32,767. */
    private static final int MOST_CHARACTERS = 30_000;

    /** For the table; the rest is for the findings. */
    private static final int MOST_OF_THE_TABLE = 18_000;

    private static final int MOST_OF_TABLE_AND_POOLS = 23_000;

    /** With what stands before. */
    private static final int MOST_WITH_NODES = 25_000;

    private final RunFacts run;
    private final Judged judged;
    private final Optional<Verification> verification;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(RunFacts run, Judged judged, Optional<Verification> verification) {
        this.verification = verification;
        this.run = run;
        this.judged = judged;
    }

    /** Writes everything and closes the writer. */
    static void write(Writer out, RunFacts run, Judged judged, Optional<Verification> verification) throws IOException {
        try (out) {
            out.write(new MarkdownReport(run, judged, verification).text());
        }
    }

    private String text() {
        line("## " + symbol(judged.state()) + " TLS of " + judged.standings().size()
                + (judged.standings().size() == 1 ? " endpoint: " : " endpoints: ")
                + judged.state().name());
        line("");
        line(MarkdownText.prose(judged.sentence()));
        if (!judged.standings().isEmpty()) {
            line("");
            table();
        }
        verification.ifPresent(this::change);
        pools();
        if (!judged.counted().isEmpty()) {
            line("");
            whoAnswered();
        }
        if (!judged.findings().isEmpty()) {
            line("");
            findings();
        }
        if (!judged.nextSteps().isEmpty()) {
            nextSteps();
        }
        line("");
        line("Run " + MarkdownText.code(run.title()) + " by " + MarkdownText.prose(run.tool()) + ", "
                + MarkdownText.code(run.started().toString()) + " to "
                + MarkdownText.code(run.ended().toString())
                + run.sourceAddresses().stream()
                        .limit(8)
                        .map(MarkdownText::code)
                        .collect(Collectors.joining(", ", run.sourceAddresses().isEmpty() ? "" : ", from ", ""))
                + ", policy " + MarkdownText.code(judged.policy().name()) + ".");
        return text.toString();
    }

    private void table() {
        line("| | server | service | " + versions().map(ProtocolVersion::title).collect(Collectors.joining(" | "))
                + " |");
        line("| --- | --- | --- |" + " --- |".repeat(ProtocolVersion.values().length));
        List<Integer> worstFirst = IntStream.range(0, judged.standings().size())
                .boxed()
                .sorted(Comparator.comparing(
                                (Integer place) -> judged.standings().get(place).state())
                        .reversed())
                .toList();
        List<String> rows = new ArrayList<>();
        int characters = 0;
        for (int place : worstFirst) {
            String row = row(judged.endpoints().get(place));
            characters += row.length() + 1;
            if (characters > MOST_OF_THE_TABLE) {
                break;
            }
            rows.add(row);
        }
        rows.forEach(this::line);
        left(worstFirst.size() - rows.size(), "endpoint", "endpoints");
    }

    private static Stream<ProtocolVersion> versions() {
        return Arrays.stream(ProtocolVersion.values());
    }

    private String row(JudgedEndpoint judgedEndpoint) {
        Endpoint endpoint = judgedEndpoint.answers().endpoint();
        String answers = judgedEndpoint
                .answers()
                .trouble()
                .map(trouble -> "? " + trouble.kind().sentence() + " |".repeat(ProtocolVersion.values().length - 1))
                .orElseGet(() -> versions()
                        .map(version -> word(Objects.requireNonNull(
                                judgedEndpoint.answers().versions().get(version))))
                        .collect(Collectors.joining(" | ")));
        return "| " + symbol(judgedEndpoint.state()) + " "
                + judgedEndpoint.state().name() + " | "
                + MarkdownText.inTable(MarkdownText.code(judgedEndpoint.label())) + " | "
                + endpoint.service().name() + " " + endpoint.port() + " | " + answers + " |";
    }

    /** What became of a change, worst first. */
    private void change(Verification known) {
        line("");
        line("### Against the run before");
        line("");
        List<VerifiedEndpoint> worstFirst = known.endpoints().stream()
                .sorted(Comparator.comparing(VerifiedEndpoint::answer).reversed())
                .toList();
        int shown = 0;
        for (VerifiedEndpoint one : worstFirst) {
            Sign sign = PageVerification.sign(one.answer());
            String line = "- " + sign.symbol() + " **" + sign.word() + "** " + MarkdownText.prose(one.place()) + ": "
                    + MarkdownText.prose(one.sentence());
            if (text.length() + line.length() > MOST_CHARACTERS) {
                break;
            }
            line(line);
            shown++;
        }
        left(worstFirst.size() - shown, "endpoint", "endpoints");
    }

    private void pools() {
        int left = 0;
        for (Pool pool : judged.pools()) {
            String part = MarkdownPool.of(pool);
            if (text.length() + part.length() > MOST_OF_TABLE_AND_POOLS) {
                left++;
            } else {
                text.append(part);
            }
        }
        left(left, "pool", "pools");
    }

    private void whoAnswered() {
        line("### Who answered");
        line("");
        int shown = 0;
        for (Counted one : judged.counted()) {
            String line =
                    "- " + MarkdownText.prose(one.place() + ": " + one.who().sentence());
            if (text.length() + line.length() > MOST_WITH_NODES) {
                break;
            }
            line(line);
            shown++;
        }
        left(judged.counted().size() - shown, "endpoint", "endpoints");
    }

    private void findings() {
        line("### Findings");
        line("");
        List<Finding> findings = judged.findings();
        int shown = 0;
        for (Finding finding : findings) {
            String line = "- " + word(finding.kind().severity()) + " " + MarkdownText.prose(finding.sentence());
            if (text.length() + line.length() > MOST_CHARACTERS) {
                break;
            }
            line(line);
            shown++;
        }
        int left = judged.findingsLeft().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        left(findings.size() - shown + left, "finding", "findings");
    }

    private void nextSteps() {
        line("");
        line("### Next steps");
        line("");
        List<NextStep> steps = judged.nextSteps();
        int shown = 0;
        for (NextStep step : steps) {
            String line = "- For " + MarkdownText.prose(step.somePlaces()) + ": "
                    + MarkdownText.prose(
                            step.advice().text() + " (" + step.advice().source() + ").");
            if (text.length() + line.length() > MOST_CHARACTERS) {
                break;
            }
            line(line);
            shown++;
        }
        left(steps.size() - shown, "step", "steps");
    }

    private void left(int left, String one, String more) {
        if (left > 0) {
            line("");
            line("And " + left + " " + (left == 1 ? one : more) + " more, in the other files of the run.");
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String symbol(Judged.State state) {
        return switch (state) {
            case HOLDS -> "✔";
            case FAILS -> "✘";
            case UNKNOWN -> "?";
        };
    }

    private static String symbol(Verdict.State state) {
        return switch (state) {
            case HOLDS -> "✔";
            case FAILS -> "✘";
            case UNKNOWN -> "?";
            case WAIVED -> "~";
            case NOT_APPLICABLE -> "–";
        };
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case ERROR -> "**Error:**";
            case WARNING -> "Warning:";
            case NOTE -> "Note:";
        };
    }

    static String word(Answer answer) {
        if (answer.contradicted() && answer.kind() != AnswerKind.UNKNOWN) {
            return "! both";
        }
        return switch (answer.kind()) {
            case YES -> answer.proof() == Proof.CONFIRMED ? "✔ yes" : "✔ chosen";
            case NO -> "✘ no";
            case UNKNOWN -> "? unknown";
        };
    }
}
