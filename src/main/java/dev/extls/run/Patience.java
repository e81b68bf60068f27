package dev.extls.run;

import java.time.Duration;

/**
 * How a service is waited for that goes down and comes back.
 *
 * @param atMost how long
 * @param first until it is looked at for the second time; each time that it does not answer it is left alone half as long again
 * @param longest how long it is left alone at most
 * @param between while it answers
 * @param answers how many answers of one kind in a row make it steady, at least 1
 * @param over how long from the first of them to the last, at least: services flap while Exchange starts
 * @param downFirst whether one that answers is waited for until its server was down and came back
 */
public record Patience(
        Duration atMost,
        Duration first,
        Duration longest,
        Duration between,
        int answers,
        Duration over,
        boolean downFirst) {
    /** As a server of Exchange is waited for: it starts for some minutes. */
    public static final Patience DEFAULT = new Patience(
            Duration.ofMinutes(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            3,
            Duration.ofSeconds(10),
            false);

    /** Checks. */
    public Patience {
        if (first.isNegative() || first.isZero() || between.isNegative() || between.isZero() || answers < 1) {
            throw new IllegalArgumentException("a service is left alone between two looks, and answers at least once");
        }
    }

    /**
     * The same for another time.
     *
     * @param other how long at most
     * @return a copy
     */
    public Patience waiting(Duration other) {
        return new Patience(other, first, longest, between, answers, over, downFirst);
    }

    /**
     * The same for servers that are quicker than real ones.
     *
     * @param times how much quicker, at least 1
     * @return with all times divided
     */
    public Patience quicker(int times) {
        return new Patience(
                atMost.dividedBy(times),
                first.dividedBy(times),
                longest.dividedBy(times),
                between.dividedBy(times),
                answers,
                over.dividedBy(times),
                downFirst);
    }

    /**
     * The same for servers that have not been restarted yet.
     *
     * @return a copy
     */
    public Patience untilDown() {
        return new Patience(atMost, first, longest, between, answers, over, true);
    }

    /** How long a service is left alone that did not answer. */
    Duration afterSilence(int looks) {
        Duration pause = first;
        for (int look = 1; look < looks && pause.compareTo(longest) < 0; look++) {
            pause = pause.multipliedBy(3).dividedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
