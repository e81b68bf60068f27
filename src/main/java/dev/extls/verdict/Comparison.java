package dev.extls.verdict;

import dev.extls.inquiry.EndpointAnswers;
import dev.extls.inquiry.RunAnswers;
import dev.extls.verdict.Change.Direction;
import dev.extls.verdict.Change.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two runs side by side. Pure: the same answers give the same comparison.
 *
 * @param endpoints those of the later run in its order, then those that only the earlier has
 */
public record Comparison(List<EndpointComparison> endpoints) {
    /** Copies. */
    public Comparison {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * Compares; endpoints are the same where service, server name, address and port are.
     *
     * @param before the answers of the earlier run
     * @param after the answers of the later run
     * @param at the time that certificates are held against
     * @return what changed
     */
    public static Comparison of(List<EndpointAnswers> before, List<EndpointAnswers> after, Instant at) {
        return of(RunAnswers.of(before), RunAnswers.of(after), at);
    }

    /**
     * The same for runs of any length.
     *
     * @param before the answers of the earlier run
     * @param after the answers of the later run
     * @param at the time that certificates are held against
     * @return what changed
     */
    public static Comparison of(RunAnswers before, RunAnswers after, Instant at) {
        Map<String, Integer> earlier = new LinkedHashMap<>();
        for (int place = 0; place < before.size(); place++) {
            earlier.putIfAbsent(before.endpoints().get(place).key(), place);
        }
        List<EndpointComparison> endpoints = new ArrayList<>();
        for (EndpointAnswers now : after) {
            Integer then = earlier.remove(now.endpoint().key());
            List<Change> changes = then == null
                    ? List.of(new Change(Topic.PRESENCE, Direction.DIFFERENT, "it is in the later run only"))
                    : new Changes(before.get(then), now, at).all();
            endpoints.add(new EndpointComparison(now.endpoint(), changes));
        }
        earlier.values()
                .forEach(then -> endpoints.add(new EndpointComparison(
                        before.endpoints().get(then),
                        List.of(new Change(
                                Topic.PRESENCE,
                                Direction.UNKNOWN,
                                "it is in the earlier run only, so how it is now is not known")))));
        return new Comparison(endpoints);
    }

    /**
     * The worst change of all.
     *
     * @return empty if everything is as it was
     */
    public Optional<Direction> worst() {
        return endpoints.stream().flatMap(one -> one.worst().stream()).max(Comparator.naturalOrder());
    }

    /**
     * What it tells the shell.
     *
     * @return 1 if something is worse, 3 if something is unknown, else 0
     */
    public int exitCode() {
        return worst().map(worst -> switch (worst) {
                    case WORSE -> ExitCode.A_RULE_FAILS.number();
                    case UNKNOWN -> ExitCode.SOMETHING_UNKNOWN.number();
                    case BETTER, DIFFERENT -> ExitCode.EVERY_RULE_HOLDS.number();
                })
                .orElse(ExitCode.EVERY_RULE_HOLDS.number());
    }
}
