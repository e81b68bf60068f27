package dev.extls.verdict;

import dev.extls.verdict.Verdict.State;
import java.util.ArrayList;
import java.util.List;

/** A run in one sentence. */
final class Summary {
    private Summary() {}

    static String of(Judged.State state, List<RuleTally> tallies, int endpoints) {
        if (endpoints == 0) {
            return "Nothing was scanned, so nothing is known.";
        }
        List<RuleTally> applied =
                tallies.stream().filter(tally -> tally.endpoints() > 0).toList();
        if (applied.isEmpty()) {
            return "UNKNOWN: no rule of the policy applies to any endpoint.";
        }
        return state + ": "
                + (applied.size() == 1 && applied.get(0).decides() ? ofOne(applied.get(0)) : ofMany(applied)) + ".";
    }

    private static String ofOne(RuleTally tally) {
        String of = " of " + tally.endpoints() + (tally.endpoints() == 1 ? " endpoint" : " endpoints");
        String counts = "holds on " + tally.holds() + of + (tally.fails() > 0 ? ", fails on " + tally.fails() : "")
                + (tally.unknown() > 0 ? ", unknown on " + tally.unknown() : "")
                + (tally.waived() > 0 ? ", waived on " + tally.waived() : "");
        return "\"" + tally.rule().sentence() + "\" " + counts;
    }

    private static String ofMany(List<RuleTally> applied) {
        List<RuleTally> deciding = applied.stream().filter(RuleTally::decides).toList();
        List<String> parts = new ArrayList<>();
        int holding = ids(deciding, State.HOLDS).size();
        parts.add(
                deciding.isEmpty()
                        ? "no rule of severity error applies"
                        : holding + " of " + counted(deciding.size(), "rule", "rules")
                                + (holding == 1 ? " holds" : " hold"));
        add(parts, ids(deciding, State.FAILS), " fail: ", " fails: ");
        add(parts, ids(deciding, State.UNKNOWN), " are unknown: ", " is unknown: ");
        add(parts, ids(deciding, State.WAIVED), " are waived somewhere: ", " is waived somewhere: ");
        long shown = applied.stream()
                .filter(tally -> !tally.decides() && tally.fails() > 0)
                .count();
        if (shown > 0) {
            parts.add(counted(shown, "warning or note fails", "warnings and notes fail"));
        }
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, List<String> ids, String many, String one) {
        if (!ids.isEmpty()) {
            parts.add(ids.size() + (ids.size() == 1 ? one : many) + Words.some(ids));
        }
    }

    private static List<String> ids(List<RuleTally> tallies, State worst) {
        return tallies.stream()
                .filter(tally -> tally.worst() == worst)
                .map(tally -> tally.rule().id())
                .toList();
    }

    private static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
