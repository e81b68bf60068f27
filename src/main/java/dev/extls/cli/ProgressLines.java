package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.AnswerKind;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Observation;
import dev.extls.run.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Says every few seconds how far a run is: a line each, so that it can be read in a log too. Used by the run's one thread. */
final class ProgressLines implements Progress {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Notes notes;
    private final Supplier<Instant> clock;
    private final Progress also;
    private final Instant begun;
    private final Map<String, Map<AnswerKind, Integer>> open = new HashMap<>();
    private final Map<AnswerKind, Integer> kinds = new EnumMap<>(AnswerKind.class);
    private Instant said;
    private int known;
    private int answered;
    private int connections;

    ProgressLines(Notes notes, Supplier<Instant> clock, Progress also) {
        this.notes = notes;
        this.clock = clock;
        this.also = also;
        begun = clock.get();
        said = begun;
    }

    @Override
    public void known(int endpoints) {
        known = endpoints;
        also.known(endpoints);
    }

    @Override
    public void observed(Observation observation) {
        connections++;
        also.observed(observation);
        Instant now = clock.get();
        if (!now.isBefore(said.plus(EVERY))) {
            said = now;
            notes.note(line(now));
        }
    }

    @Override
    public void heard(Endpoint endpoint, EndpointAnswers answers) {
        also.heard(endpoint, answers);
    }

    /** An endpoint that is asked again at the end is answered again: what it said before is replaced. */
    @Override
    public void answered(Endpoint endpoint, EndpointAnswers answers) {
        Map<AnswerKind, Integer> now = new EnumMap<>(AnswerKind.class);
        answers.versions().values().forEach(answer -> now.merge(answer.kind(), 1, Integer::sum));
        Map<AnswerKind, Integer> before = open.remove(endpoint.key());
        if (before == null) {
            answered++;
        } else {
            before.forEach((kind, count) -> kinds.merge(kind, -count, Integer::sum));
        }
        now.forEach((kind, count) -> kinds.merge(kind, count, Integer::sum));
        if (now.containsKey(AnswerKind.UNKNOWN)) {
            open.put(endpoint.key(), now);
        }
        also.answered(endpoint, answers);
    }

    private String line(Instant now) {
        Duration passed = Duration.between(begun, now);
        String of = known == 0 ? "" : " of " + known;
        return answered + of + " endpoints answered; versions: " + count(AnswerKind.YES) + " yes, "
                + count(AnswerKind.NO) + " no, " + count(AnswerKind.UNKNOWN) + " unknown; " + connections
                + " connections, " + connections * 1000L / Math.max(1, passed.toMillis()) + " a second" + left(passed);
    }

    private int count(AnswerKind kind) {
        return kinds.getOrDefault(kind, 0);
    }

    private String left(Duration passed) {
        if (answered == 0 || known <= answered) {
            return "";
        }
        long seconds = passed.toSeconds() * (known - answered) / answered;
        return "; about " + (seconds < 120 ? seconds + " s" : seconds / 60 + " min") + " left";
    }
}
