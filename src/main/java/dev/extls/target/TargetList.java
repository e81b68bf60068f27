package dev.extls.target;

import dev.extls.written.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A list as far as it could be read.
 *
 * @param targets the good ones, in the order of the list
 * @param problems the mistakes, by line and column
 */
public record TargetList(List<Target> targets, List<Problem> problems) {
    /** Copies. */
    public TargetList {
        targets = List.copyOf(targets);
        problems = List.copyOf(problems);
    }

    /**
     * This list and another behind it.
     *
     * @param behind what follows
     * @return both in one
     */
    public TargetList and(TargetList behind) {
        List<Target> allTargets = new ArrayList<>(targets);
        allTargets.addAll(behind.targets);
        List<Problem> allProblems = new ArrayList<>(problems);
        allProblems.addAll(behind.problems);
        return new TargetList(allTargets, allProblems);
    }
}
