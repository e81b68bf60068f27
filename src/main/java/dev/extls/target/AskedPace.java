package dev.extls.target;

import java.time.Duration;

/**
 * How gently a list asks for an address to be treated.
 *
 * @param perAddress connections at once to one address, 1 to {@value #MOST_PER_ADDRESS}; 0 where the list says nothing
 * @param gap from the start of one connection to the next of the same address, 1 ms to 1 h; zero where the list says nothing
 */
public record AskedPace(int perAddress, Duration gap) {
    /** More at once to one address is a mistake. */
    static final int MOST_PER_ADDRESS = 1000;

    /** A longer gap is a mistake. */
    static final Duration LONGEST_GAP = Duration.ofHours(1);

    /** The list says nothing. */
    public static final AskedPace NONE = new AskedPace(0, Duration.ZERO);

    /** Checks. */
    public AskedPace {
        if (perAddress < 0 || perAddress > MOST_PER_ADDRESS || gap.isNegative() || gap.compareTo(LONGEST_GAP) > 0) {
            throw new IllegalArgumentException("no pace: " + perAddress + " at once, gap " + gap);
        }
    }

    /** This, and where it says nothing what another says. */
    AskedPace or(AskedPace outer) {
        return new AskedPace(perAddress == 0 ? outer.perAddress : perAddress, gap.isZero() ? outer.gap : gap);
    }
}
