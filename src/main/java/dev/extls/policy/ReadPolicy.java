package dev.extls.policy;

import dev.extls.written.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What was read.
 *
 * @param policy there if nothing is wrong: half a policy would hold where the whole fails
 * @param problems all mistakes, by file, line and column
 */
public record ReadPolicy(Optional<Policy> policy, List<Problem> problems) {
    /** Checks and copies. */
    public ReadPolicy {
        problems = List.copyOf(problems);
        if (policy.isPresent() != problems.isEmpty()) {
            throw new IllegalArgumentException("a policy has no mistakes, or there is none");
        }
    }
}
