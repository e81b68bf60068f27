package dev.extls.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;

/** An agenda without a thread or a clock: the test lets time pass, and steps are taken in the order of their times. */
final class VirtualAgenda implements Agenda {
    static final Instant BEGIN = Instant.parse("2026-06-01T08:00:00Z");

    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparing(Step::when).thenComparing(Step::number));
    private Instant now = BEGIN;
    private long number;
    private boolean closed;

    private record Step(Instant when, long number, Runnable step) {}

    @Override
    public Instant now() {
        return now;
    }

    /** How much time has passed. */
    Duration passed() {
        return Duration.between(BEGIN, now);
    }

    @Override
    public void take(Runnable step) {
        takeAt(now, step);
    }

    @Override
    public void takeAt(Instant when, Runnable step) {
        if (closed) {
            throw new RejectedExecutionException("closed");
        }
        steps.add(new Step(when.isBefore(now) ? now : when, number++, step));
    }

    /** Lets time pass until nothing is left to do. */
    void untilNothingIsLeft() {
        while (!steps.isEmpty()) {
            takeOne();
        }
    }

    /** Lets time pass. */
    void pass(Duration time) {
        Instant until = now.plus(time);
        while (Optional.ofNullable(steps.peek())
                .filter(next -> !next.when().isAfter(until))
                .isPresent()) {
            takeOne();
        }
        now = until;
    }

    private void takeOne() {
        Step step = steps.remove();
        now = step.when();
        step.step().run();
    }

    @Override
    public void close() {
        closed = true;
        steps.clear();
    }
}
