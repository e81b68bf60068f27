package dev.extls.net;

import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import java.util.List;
import java.util.Optional;

/**
 * What a look-up gave.
 *
 * @param found what was found, in the order of the answer, without duplicates; names in it are hostile text
 * @param failure why nothing was found; empty if something was
 * @param <T> addresses or records
 */
public record LookedUp<T>(List<T> found, Optional<Outcome.NotReached> failure) {
    /** Checks and copies. */
    public LookedUp {
        found = List.copyOf(found);
        if (found.isEmpty() == failure.isEmpty()) {
            throw new IllegalArgumentException("either something was found or there is a reason why nothing was");
        }
    }

    /**
     * Something was found.
     *
     * @param found at least one
     * @param <T> addresses or records
     * @return a success
     */
    public static <T> LookedUp<T> of(List<T> found) {
        return new LookedUp<>(found, Optional.empty());
    }

    /**
     * There is nothing: that was answered.
     *
     * @param detail the answer
     * @param <T> addresses or records
     * @return a failure with {@link Trouble#NAME_NOT_RESOLVED}
     */
    public static <T> LookedUp<T> nothing(String detail) {
        return new LookedUp<>(List.of(), Optional.of(new Outcome.NotReached(Trouble.NAME_NOT_RESOLVED, detail)));
    }

    /**
     * Whether there is anything nobody could say, so that it stays unknown.
     *
     * @param detail what was seen in place of an answer
     * @param <T> addresses or records
     * @return a failure with {@link Trouble#OUR_FAULT}: what asks is this side
     */
    public static <T> LookedUp<T> unanswered(String detail) {
        return new LookedUp<>(List.of(), Optional.of(new Outcome.NotReached(Trouble.OUR_FAULT, detail)));
    }

    /**
     * Whether it is certain that there is nothing.
     *
     * @return false if something was found, and if nobody could say
     */
    public boolean certainlyNothing() {
        return failure.filter(why -> why.trouble() == Trouble.NAME_NOT_RESOLVED).isPresent();
    }
}
