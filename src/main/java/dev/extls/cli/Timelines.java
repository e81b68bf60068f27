package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.report.VerificationPaper.Moment;
import dev.extls.run.Phase;
import dev.extls.run.Progress;
import dev.extls.verdict.Comeback;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How services come back, kept and said as it happens. Used by the run's one thread, and by another when that has ended. */
final class Timelines extends PassedOn {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Notes notes;
    private final Map<String, List<Seen>> seen = new LinkedHashMap<>();

    private record Seen(Instant at, Phase phase) {}

    Timelines(Notes notes, Progress also) {
        super(also);
        this.notes = notes;
    }

    @Override
    public synchronized void became(Endpoint endpoint, Phase phase, Instant at) {
        seen.computeIfAbsent(endpoint.key(), first -> new ArrayList<>()).add(new Seen(at, phase));
        notes.note(CLOCK.format(at) + " UTC  " + endpoint.serverName() + " (" + endpoint.service() + " "
                + endpoint.port() + ") " + phase.sentence());
    }

    /** What was seen of each endpoint, by its key. */
    synchronized Map<String, List<Moment>> moments() {
        Map<String, List<Moment>> moments = new LinkedHashMap<>();
        seen.forEach((key, timeline) -> moments.put(
                key,
                timeline.stream()
                        .map(one -> new Moment(one.at, one.phase.name()))
                        .toList()));
        return moments;
    }

    /** How each endpoint came back that was waited for, by its key. */
    synchronized Map<String, Comeback> comebacks() {
        Map<String, Comeback> comebacks = new LinkedHashMap<>();
        seen.forEach((key, timeline) -> comebacks.put(key, comeback(timeline)));
        return comebacks;
    }

    private static Comeback comeback(List<Seen> timeline) {
        return new Comeback(
                state(timeline.get(timeline.size() - 1).phase),
                timeline.stream().anyMatch(one -> down(one.phase)));
    }

    private static Comeback.State state(Phase last) {
        return switch (last) {
            case STEADY -> Comeback.State.STEADY;
            case OVERDUE -> Comeback.State.OVERDUE;
            case DOWN, TCP, BANNER, NO_STARTTLS, TLS -> Comeback.State.WAITED_FOR;
        };
    }

    private static boolean down(Phase phase) {
        return phase == Phase.DOWN || phase == Phase.TCP || phase == Phase.BANNER;
    }
}
