package dev.extls.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run of a tool took and found.
 *
 * @param wallSeconds from start to end, its own start included
 * @param cpuSeconds of the tool and its children, user and system
 * @param connections accepted on its behalf
 * @param suites found, summed over the versions
 */
record Measured(double wallSeconds, double cpuSeconds, int connections, int suites) {
    /** The median of one figure over the rounds; the lower one of two in the middle. */
    static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
    }
}
