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
        run.begun("o1", SLOW);
        run.begun("o2", DOOR);
        run.begun("o3", DOOR);
        run.putBack("o3");
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
        StatusLine line = StatusLine.of(new PrintWriter(err, true), 20);
        Notes notes = new Notes(new PrintWriter(err, true), false, line);
        line.show("a first text that is too long for twenty columns");
        line.show("short");
        notes.note("said");
        line.show("later");
        notes.mistake("wrong");
        line.clear();
        notes.note("end");

        assertThat(screen()).containsExactly("extls: said", "extls: wrong", "extls: end", "");
    }

    @Test
    void aLineNeverReachesTheLastColumn() {
        StatusLine line = StatusLine.of(new PrintWriter(err, true), 20);
        line.show("x".repeat(50));

        assertThat(screen()).containsExactly("x".repeat(19));
    }

    @Test
    void whatHasNoTerminalShowsNoLine() {
        StatusLine line = StatusLine.of(new PrintWriter(err, true), 0);
        line.show("text");
        line.above("note");
        line.clear();

        assertThat(err.toString()).isEqualTo("note" + System.lineSeparator());
    }

    @Test
    void theSameTextIsNotWrittenAgain() {
        StatusLine line = StatusLine.of(new PrintWriter(err, true), 40);
        line.show("text");
        int once = err.toString().length();
        line.show("text");

        assertThat(err.toString()).hasSize(once);
    }

    /** The rows of a terminal that knows carriage return, line feed and "erase to the end of the line". */
    private List<String> screen() {
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        int column = 0;
        String text = err.toString().replace(System.lineSeparator(), "\n");
        for (int at = 0; at < text.length(); at++) {
            if (text.startsWith("\u001b[K", at)) {
                row.setLength(column);
                at += 2;
            } else if (text.charAt(at) == '\r') {
                column = 0;
            } else if (text.charAt(at) == '\n') {
                rows.add(row.toString());
                row.setLength(0);
                column = 0;
            } else {
                row.replace(column, Math.min(column + 1, row.length()), text.substring(at, at + 1));
                column++;
            }
        }
        rows.add(row.toString());
        return rows;
    }
}
