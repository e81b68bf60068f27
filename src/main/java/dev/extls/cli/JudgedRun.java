package dev.extls.cli;

import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Observation;
import dev.extls.report.RunFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What a report says of its run, from what a journal keeps: a run that is judged again later gets the same. */
final class JudgedRun {
    private JudgedRun() {}

    static RunFacts facts(
            String runId, String name, String tool, Instant started, List<EndpointAnswers> answers, Path folder) {
        return new RunFacts(
                runId, name, tool, started, ended(answers, started), sourceAddresses(answers), folder.toString());
    }

    /** When the last observation ended; without one, when the run began. */
    static Instant ended(List<EndpointAnswers> answers, Instant started) {
        return answers.stream()
                .flatMap(one -> one.observations().stream())
                .map(Observation::ended)
                .max(Comparator.naturalOrder())
                .orElse(started);
    }

    private static List<String> sourceAddresses(List<EndpointAnswers> answers) {
        return answers.stream()
                .flatMap(one -> one.observations().stream())
                .map(Observation::localAddress)
                .filter(address -> !address.isEmpty())
                .map(address -> address.substring(0, address.lastIndexOf(':')))
                .distinct()
                .sorted()
                .toList();
    }
}
