package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.endpoint.Pace;
import dev.extls.inquiry.Sampling;
import dev.extls.net.Deadlines;
import dev.extls.report.TargetTable;
import dev.extls.run.Depth;
import dev.extls.run.Pacing;
import dev.extls.run.Plan;
import dev.extls.verdict.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code extls scan --plan}: what would be done, told without a connection. */
final class PlanPaper {
    private PlanPaper() {}

    /** Prints the endpoints and what they will cost; gives the exit code. */
    static int print(
            PrintWriter out,
            Expanded list,
            boolean lookedUp,
            Depth depth,
            Sampling sampling,
            Pacing pacing,
            Deadlines deadlines)
            throws IOException {
        Plan plan = Plan.of(list.endpoints(), depth, sampling, pacing);
        Plan.Range each = depth.connections();
        List<String> sentences = List.of(
                "",
                "Connections: " + plan.connections().fewest() + " to "
                        + plan.connections().most() + ", which is " + each.fewest() + " to " + each.most()
                        + " for each endpoint that answers at the depth "
                        + depth.name().toLowerCase(Locale.ROOT)
                        + counting(list, sampling)
                        + "; one where nobody answers; many more where a balancer stands before unlike nodes.",
                "Time: " + span(plan.time()) + ", if a round trip takes " + time(Plan.ROUND_TRIP) + ", with "
                        + pacing.limits().perAddress() + " connections at a time to an address and "
                        + pacing.limits().overall() + " in all. One that does not answer takes up to "
                        + time(deadlines.connect()) + ".",
                slowest(plan.slowest()),
                lookedUp
                        ? "No connection was made. Only the domains were looked up: a host with several addresses has an"
                                + " endpoint for each."
                        : "No connection was made and no name was looked up: a host with several addresses has an endpoint"
                                + " for each.");
        TargetTable.print(out, Listings.of(list), sentences, Console.style());
        out.flush();
        return list.problems().isEmpty() ? ExitCode.EVERY_RULE_HOLDS.number() : ExitCode.SOMETHING_UNKNOWN.number();
    }

    private static String counting(Expanded list, Sampling sampling) {
        int most = list.endpoints().stream().mapToInt(sampling::most).max().orElse(0);
        return most == 0 ? "" : ", and up to " + most + " more where is counted which nodes answer";
    }

    private static String slowest(Plan.Slowest slowest) {
        Pace pace = slowest.pace();
        return "Slowest by itself: " + slowest.host() + " with " + slowest.endpoints()
                + (slowest.endpoints() == 1 ? " endpoint, " : " endpoints, ") + pace.atOnce() + " at a time"
                + (pace.gap().isZero() ? "" : ", starts " + time(pace.gap()) + " apart") + ": " + span(slowest.time())
                + ".";
    }

    private static String span(Plan.Span span) {
        String shortest = time(span.shortest());
        String longest = time(span.longest());
        return shortest.equals(longest) ? "about " + shortest : shortest + " to " + longest;
    }

    /** As exact as an estimate deserves. */
    private static String time(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return time.toMillis() + " ms";
        }
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return time.toSeconds() + " s";
        }
        return time.compareTo(Duration.ofHours(2)) < 0 ? time.toMinutes() + " min" : time.toHours() + " h";
    }
}
