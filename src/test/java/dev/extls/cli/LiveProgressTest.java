package dev.extls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Service;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Outcome;
import dev.extls.observation.Samples;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The line that changes, and what a terminal shows of it in the end. */
class LiveProgressTest {
    private static final Endpoint DOOR = Samples.endpoint(Service.SMTP, "ex01.contoso.test", "10.0.0.1");
    private static final Endpoint SLOW = Samples.endpoint(Service.SMTP, "ex02.contoso.test", "10.0.0.2");

    private final StringWriter err = new StringWriter();
    private Instant now = Samples.START;

    @Test
    void theLineSaysHowFarTheRunIsAndWhoKeepsItWaiting() {
        RunProgress run = new RunProgress(() -> now);
        run.known(3);
        run.begun(1, SLOW);
        run.begun(2, DOOR);
        run.begun(3, DOOR);
        run.putBack(3);
        run.observed(Samples.full(2, new Outcome.Closed(), "x"));
        run.answered(DOOR, EndpointAnswers.of(DOOR, List.of()));
        now = now.plusSeconds(65);

        assertThat(run.line())
                .isEqualTo("1:05  1/3 done, 1 open  0 yes 0 no 6 unknown  0/s  2 min left  slowest 10.0.0.2 (65 s)");
        now = now.plusSeconds(3600);
        assertThat(run.line()).startsWith("1:01:05  ");
    }

    @Test
    void nothingOfTheLineStaysAndNotesStandAboveIt() {
        StatusLine line = StatusLine.of(new PrintWriter(err, true), 20, 4);
        Notes notes = new Notes(new PrintWriter(err, true), false, line);
        line.show(List.of("a first text that is too long for twenty columns"));
        line.show(List.of("short"));
        notes.note("said");
        line.show(List.of("later"));
        notes.mistake("wrong");
        line.clear();
        notes.note("end");

        assertThat(screen()).containsExactly("extls: said", "extls: wrong", "extls: end", "");
    }

    @Test
    void aLineNeverReachesTheLastColumn() {
        StatusLine line = StatusLine.of(new PrintWriter(err, true), 20, 4);
        line.show(List.of("x".repeat(50)));

        assertThat(screen()).containsExactly("x".repeat(19));
    }

    @Test
    void severalLinesAreWrittenOverTogetherAndNotesStandAboveThem() {
        StatusLine lines = StatusLine.of(new PrintWriter(err, true), 20, 4);
        lines.show(List.of("one", "two", "three", "no room for a fourth"));
        lines.above("said");
        lines.show(List.of("four", "five"));
        lines.above("said again");

        assertThat(screen()).containsExactly("said", "said again", "four", "five");
        lines.clear();
        assertThat(screen()).containsExactly("said", "said again", "");
    }

    @Test
    void whatHasNoTerminalShowsNoLine() {
        StatusLine line = StatusLine.of(new PrintWriter(err, true), 0, 4);
        line.show(List.of("text"));
        line.above("note");
        line.clear();

        assertThat(err.toString()).isEqualTo("note" + System.lineSeparator());
    }

    @Test
    void theSameTextIsNotWrittenAgain() {
        StatusLine line = StatusLine.of(new PrintWriter(err, true), 40, 4);
        line.show(List.of("text"));
        int once = err.toString().length();
        line.show(List.of("text"));

        assertThat(err.toString()).hasSize(once);
    }

    /** The rows of a terminal that knows carriage return, line feed, "cursor up" and "erase to the end of the display". */
    private List<String> screen() {
        List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        int column = 0;
        String text = err.toString().replace(System.lineSeparator(), "\n");
        for (int at = 0; at < text.length(); at++) {
            if (text.startsWith("\u001b[J", at)) {
                rows.get(row).setLength(column);
                rows.subList(row + 1, rows.size()).clear();
                at += 2;
            } else if (text.startsWith("\u001b[", at)) {
                int end = text.indexOf('A', at);
                row -= Integer.parseInt(text.substring(at + 2, end));
                at = end;
            } else if (text.charAt(at) == '\r') {
                column = 0;
            } else if (text.charAt(at) == '\n') {
                row++;
                column = 0;
                if (row == rows.size()) {
                    rows.add(new StringBuilder());
                }
            } else {
                rows.get(row).replace(column, Math.min(column + 1, rows.get(row).length()), text.substring(at, at + 1));
                column++;
            }
        }
        return rows.stream().map(StringBuilder::toString).toList();
    }
}
