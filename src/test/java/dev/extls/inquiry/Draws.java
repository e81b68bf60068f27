package dev.extls.inquiry;

import java.util.Random;

/**
 * How much is drawn at random: {@code -Dextls.test.seed=N} draws the same again, {@code -Dextls.test.draws=5} a twentieth, for runs that repeat the
 * tests for each change of the code.
 */
final class Draws {
    private static final int USUAL_PERCENT = 100;

    private Draws() {}

    /** The printed seed of a test. */
    static long seed() {
        long seed = Long.getLong("extls.test.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        return seed;
    }

    /** How many are drawn where so many are usual; at least one. */
    static int of(int usual) {
        return Math.max(1, usual * Integer.getInteger("extls.test.draws", USUAL_PERCENT) / USUAL_PERCENT);
    }
}
