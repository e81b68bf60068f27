package dev.extls.report;

import dev.extls.observation.Moment;
import dev.extls.observation.Phase;
import dev.extls.verdict.ExitCode;
import dev.extls.verdict.Verification;
import dev.extls.verdict.VerifiedEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of a change, as a page shows it; every text has passed {@link Escaped#forPaper}.
 *
 * @param sign what it comes to
 * @param headline how many endpoints have which answer
 * @param from when the first service was looked at; empty if none was waited for
 * @param to the end of the run
 * @param rows worst first
 * @param left how many endpoints have no row
 */
record PageVerification(Sign sign, String headline, String from, String to, List<Row> rows, int left) {
    /** Height of a picture. */
    static final int HEIGHT = 20;

    private static final int MOST_STEPS = 60;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    PageVerification {
        rows = List.copyOf(rows);
    }

    /**
     * One endpoint.
     *
     * @param sign whether the change is confirmed there
     * @param place the door in words
     * @param sentence why
     * @param steps its way back, in the order of time
     * @param words the same in words
     */
    record Row(Sign sign, String place, String sentence, List<Step> steps, String words) {}

    /**
     * A stretch of time in one phase. The picture is a stair: the higher, the further it has come.
     *
     * @param x where it begins, in percent
     * @param width in percent
     * @param height of {@link PageVerification#HEIGHT}
     * @param tone its colour
     */
    record Step(String x, String width, int height, String tone) {
        int y() {
            return HEIGHT - height;
        }
    }

    static PageVerification of(Verification verification, RunFacts run) {
        List<Instant> begun = verification.endpoints().stream()
                .flatMap(one -> one.comeback().moments().stream().limit(1))
                .map(Moment::at)
                .sorted()
                .toList();
        Instant from = begun.isEmpty() ? run.started() : begun.get(0);
        List<Row> rows = verification.endpoints().stream()
                .sorted(Comparator.comparing(VerifiedEndpoint::answer).reversed())
                .limit(Page.MOST_ROWS)
                .map(one -> row(one, from, run.ended()))
                .toList();
        return new PageVerification(
                sign(verification.exitCode()),
                headline(verification),
                begun.isEmpty() ? "" : CLOCK.format(from),
                CLOCK.format(run.ended()),
                rows,
                verification.endpoints().size() - rows.size());
    }

    private static String headline(Verification verification) {
        int all = verification.endpoints().size();
        long confirmed = verification.count(VerifiedEndpoint.Answer.CONFIRMED);
        if (confirmed == all && all > 0) {
            return all == 1 ? "The endpoint is confirmed." : "All " + Page.number(all) + " endpoints are confirmed.";
        }
        return Arrays.stream(VerifiedEndpoint.Answer.values())
                .filter(answer -> answer != VerifiedEndpoint.Answer.CONFIRMED && verification.count(answer) > 0)
                .sorted(Comparator.reverseOrder())
                .map(answer -> ", " + Page.number(verification.count(answer)) + " " + answer.words())
                .collect(Collectors.joining(
                        "", Page.number(confirmed) + " of " + Page.number(all) + " endpoints confirmed", "."));
    }

    private static Sign sign(ExitCode told) {
        return switch (told) {
            case EVERY_RULE_HOLDS -> new Sign("✔", "confirmed", "good", 'C');
            case SOMETHING_UNKNOWN -> new Sign("?", "unknown", "unknown", 'U');
            case A_RULE_FAILS -> new Sign("✘", "not confirmed", "bad", 'N');
        };
    }

    private static Row row(VerifiedEndpoint one, Instant from, Instant to) {
        List<Moment> moments = one.comeback().moments();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            Instant end = i + 1 < moments.size() ? moments.get(i + 1).at() : to;
            double x = percent(from, moment.at(), to);
            steps.add(new Step(
                    RunTimeline.percent(x),
                    RunTimeline.percent(percent(from, end, to) - x),
                    height(moment.phase()),
                    tone(moment.phase())));
        }
        return new Row(
                sign(one.answer()),
                Escaped.forPaper(one.place()),
                Escaped.forPaper(one.sentence()),
                steps,
                moments.stream()
                        .limit(MOST_STEPS)
                        .map(moment ->
                                CLOCK.format(moment.at()) + " " + moment.phase().sentence()
                                        + (moment.said().isBlank() ? "" : " (" + Escaped.forPaper(moment.said()) + ")"))
                        .collect(Collectors.joining(", ")));
    }

    static Sign sign(VerifiedEndpoint.Answer answer) {
        return switch (answer) {
            case CONFIRMED -> new Sign("✔", answer.words(), "good", 'C');
            case UNKNOWN -> new Sign("?", answer.words(), "unknown", 'U');
            case NOT_CONFIRMED -> new Sign("✘", answer.words(), "bad", 'N');
            case WORSE_THAN_BEFORE -> new Sign("↓", answer.words(), "bad", 'W');
            case NEVER_CAME_BACK -> new Sign("∅", answer.words(), "bad", 'A');
        };
    }

    private static double percent(Instant from, Instant at, Instant to) {
        long whole = Math.max(1, Duration.between(from, to).toMillis());
        long part = Duration.between(from, at).toMillis();
        return Math.max(0, Math.min(100, 100.0 * part / whole));
    }

    private static int height(Phase phase) {
        return switch (phase) {
            case DOWN, OVERDUE -> 3;
            case TCP -> 6;
            case BANNER -> 9;
            case NO_STARTTLS -> 12;
            case TLS -> 15;
            case STEADY -> 18;
            case VERIFIED -> HEIGHT;
        };
    }

    private static String tone(Phase phase) {
        return switch (phase) {
            case DOWN, OVERDUE -> "bad";
            case TCP, BANNER, NO_STARTTLS -> "fair";
            case TLS, STEADY -> "quiet";
            case VERIFIED -> "good";
        };
    }
}
