package dev.extls.net;

import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import java.util.List;
import java.util.Optional;

/**
 * What the look-up of a host gave.
 *
 * @param found numeric addresses, IPv6 without brackets, in the order of the answer, without duplicates
 * @param failure why there is none; empty if there is one
 */
public record Addresses(List<String> found, Optional<Outcome.NotReached> failure) {
    /** Checks and copies. */
    public Addresses {
        found = List.copyOf(found);
        if (found.isEmpty() == failure.isEmpty()) {
            throw new IllegalArgumentException("either addresses or a reason why there are none");
        }
    }

    /**
     * A host that has addresses.
     *
     * @param found at least one
     * @return a success
     */
    public static Addresses of(List<String> found) {
        return new Addresses(found, Optional.empty());
    }

    /**
     * A host without.
     *
     * @param trouble {@link Trouble#NAME_NOT_RESOLVED} if it has none, {@link Trouble#OUR_FAULT} if nobody could say
     * @param detail what was answered, or that nothing was
     * @return a failure
     */
    public static Addresses none(Trouble trouble, String detail) {
        return new Addresses(List.of(), Optional.of(new Outcome.NotReached(trouble, detail)));
    }
}
