package dev.extls.lab;

import java.time.Duration;

/**
 * What a server plays from a moment of its restart on.
 *
 * @param after how long after the restart began, in the time of real servers; not negative
 * @param profile the name of the profile that it plays then, or {@link Lab#DOWN}
 */
public record Turn(Duration after, String profile) {
    /** Checks. */
    public Turn {
        if (after.isNegative() || profile.isEmpty()) {
            throw new IllegalArgumentException("no turn to " + profile + " after " + after);
        }
    }
}
