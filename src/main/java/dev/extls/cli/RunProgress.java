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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** How far a run is. Of endpoints it keeps those with something unknown, of connections those that are open. May be used by several threads. */
final class RunProgress implements Progress {
    private final Supplier<Instant> clock;
    private final Instant begun;
    private final Map<String, Map<AnswerKind, Integer>> unclear = new HashMap<>();
    private final Map<AnswerKind, Integer> kinds = new EnumMap<>(AnswerKind.class);
    private final Map<Long, Open> open = new LinkedHashMap<>();
    private int known;
    private int answered;
    private int connections;

    RunProgress(Supplier<Instant> clock) {
        this.clock = clock;
        begun = clock.get();
    }

    /** A connection that is open, and since when. */
    private record Open(String address, Instant since) {}

    @Override
    public synchronized void known(int endpoints) {
        known = endpoints;
    }

    @Override
    public synchronized void begun(long number, Endpoint endpoint) {
        open.put(number, new Open(endpoint.address(), clock.get()));
    }

    @Override
    public synchronized void putBack(long number) {
        open.remove(number);
    }

    @Override
    public synchronized void observed(Observation observation) {
        connections++;
        open.remove(observation.number());
    }

    /** An endpoint that is asked again at the end is answered again: what it said before is replaced. */
    @Override
    public synchronized void answered(Endpoint endpoint, EndpointAnswers answers) {
        Map<AnswerKind, Integer> now = new EnumMap<>(AnswerKind.class);
        answers.versions().values().forEach(answer -> now.merge(answer.kind(), 1, Integer::sum));
        Map<AnswerKind, Integer> before = unclear.remove(endpoint.key());
        if (before == null) {
            answered++;
        } else {
            before.forEach((kind, count) -> kinds.merge(kind, -count, Integer::sum));
        }
        now.forEach((kind, count) -> kinds.merge(kind, count, Integer::sum));
        if (now.containsKey(AnswerKind.UNKNOWN)) {
            unclear.put(endpoint.key(), now);
        }
    }

    /** A sentence for a log. */
    synchronized String sentence() {
        Duration passed = passed();
        String of = known == 0 ? "" : " of " + known;
        return answered + of + " endpoints answered; versions: " + count(AnswerKind.YES) + " yes, "
                + count(AnswerKind.NO) + " no, " + count(AnswerKind.UNKNOWN) + " unknown; " + connections
                + " connections, " + rate(passed) + " a second"
                + left(passed).map(left -> "; about " + left + " left").orElse("");
    }

    /** The same for a line of a terminal, the most wanted first, for its end may be cut off. */
    synchronized String line() {
        Duration passed = passed();
        return clock(passed) + "  " + answered + (known == 0 ? "" : "/" + known) + " done, " + open.size() + " open  "
                + count(AnswerKind.YES) + " yes " + count(AnswerKind.NO) + " no " + count(AnswerKind.UNKNOWN)
                + " unknown  " + rate(passed) + "/s"
                + left(passed).map(left -> "  " + left + " left").orElse("")
                + slowest().map(address -> "  slowest " + address).orElse("");
    }

    /** The address with the connection that has been open longest, if that is long. */
    private Optional<String> slowest() {
        Iterator<Open> oldest = open.values().iterator();
        if (!oldest.hasNext()) {
            return Optional.empty();
        }
        Open one = oldest.next();
        long seconds = Duration.between(one.since(), clock.get()).toSeconds();
        return seconds < 1 ? Optional.empty() : Optional.of(one.address() + " (" + seconds + " s)");
    }

    private Duration passed() {
        return Duration.between(begun, clock.get());
    }

    /** {@code 4:07}, or {@code 1:04:07}. */
    static String clock(Duration passed) {
        String seconds = String.format("%02d", passed.toSecondsPart());
        return passed.toHours() == 0
                ? passed.toMinutes() + ":" + seconds
                : passed.toHours() + ":" + String.format("%02d", passed.toMinutesPart()) + ":" + seconds;
    }

    private int count(AnswerKind kind) {
        return kinds.getOrDefault(kind, 0);
    }

    private long rate(Duration passed) {
        return connections * 1000L / Math.max(1, passed.toMillis());
    }

    private Optional<String> left(Duration passed) {
        if (answered == 0 || known <= answered) {
            return Optional.empty();
        }
        long seconds = passed.toSeconds() * (known - answered) / answered;
        return seconds == 0 ? Optional.empty() : Optional.of(seconds < 120 ? seconds + " s" : seconds / 60 + " min");
    }
}
