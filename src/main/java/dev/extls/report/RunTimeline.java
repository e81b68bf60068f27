package dev.extls.report;

import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When the connections of a run were started, and what came of them, as a row of columns.
 *
 * @param columns from the start of the run to its end, all of the same length of time
 * @param most connections in one column
 * @param perColumn the length of time
 */
record RunTimeline(List<Column> columns, int most, Duration perColumn) {
    /** Height of the picture. */
    static final int HEIGHT = 64;

    private static final int COLUMNS = 48;

    RunTimeline {
        columns = List.copyOf(columns);
    }

    /**
     * Connections that were started in one stretch of time. Heights and places are those of the picture, counted from its top.
     *
     * @param x where the column begins, in percent
     * @param width in percent
     * @param chose connections in which the server chose a version
     * @param refused connections that it refused after the hello
     * @param nothing connections that told nothing
     * @param most connections in any column, 1 or more
     */
    record Column(String x, String width, int chose, int refused, int nothing, int most) {
        int height(int count) {
            return count == 0 ? 0 : Math.max(1, Math.round((float) HEIGHT * count / most));
        }

        int yOfChose() {
            return HEIGHT - height(chose);
        }

        int yOfRefused() {
            return yOfChose() - height(refused);
        }

        int yOfNothing() {
            return Math.max(0, yOfRefused() - height(nothing));
        }
    }

    /** Counts connections, endpoint by endpoint. */
    static final class Counting {
        private final int[][] counts = new int[COLUMNS][3];
        private final Instant begin;
        private final Duration perColumn;
        private int most = 1;

        Counting(RunFacts run) {
            begin = run.started();
            perColumn = Duration.between(run.started(), run.ended())
                    .dividedBy(COLUMNS)
                    .plusNanos(1);
        }

        void add(EndpointAnswers answers) {
            for (Observation observation : answers.observations()) {
                int[] column = counts[column(begin, observation.started(), perColumn)];
                column[kind(observation.outcome())]++;
                most = Math.max(most, column[0] + column[1] + column[2]);
            }
        }

        RunTimeline whole() {
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < COLUMNS; i++) {
                columns.add(new Column(
                        percent(100.0 * i / COLUMNS),
                        percent(100.0 / COLUMNS - 0.3),
                        counts[i][0],
                        counts[i][1],
                        counts[i][2],
                        most));
            }
            return new RunTimeline(columns, most, perColumn);
        }
    }

    int chose() {
        return columns.stream().mapToInt(Column::chose).sum();
    }

    int refused() {
        return columns.stream().mapToInt(Column::refused).sum();
    }

    int nothing() {
        return columns.stream().mapToInt(Column::nothing).sum();
    }

    private static int column(Instant begin, Instant started, Duration perColumn) {
        long column = Duration.between(begin, started).dividedBy(perColumn);
        return (int) Math.max(0, Math.min(COLUMNS - 1, column));
    }

    private static int kind(Outcome outcome) {
        return outcome.fold(new Outcome.Cases<>(
                notReached -> 2,
                injected -> 2,
                negotiated -> 0,
                selected -> 0,
                alerted -> 1,
                sslv2Error -> 1,
                closed -> 1,
                reset -> 1,
                silent -> 2,
                garbled -> 2,
                notOffered -> 2));
    }

    /** As it stands in an attribute of a picture. */
    static String percent(double number) {
        return String.format(Locale.ROOT, "%.2f%%", number);
    }
}
