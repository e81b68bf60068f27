package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Observation;
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
final class Timelines implements Progress {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Notes notes;
    private final Progress also;
    private final Map<String, List<Moment>> moments = new LinkedHashMap<>();

    Timelines(Notes notes, Progress also) {
        this.notes = notes;
        this.also = also;
    }

    @Override
    public synchronized void became(Endpoint endpoint, Phase phase, Instant at) {
        moments.computeIfAbsent(endpoint.key(), first -> new ArrayList<>()).add(new Moment(at, phase.name()));
        notes.note(CLOCK.format(at) + " UTC  " + endpoint.serverName() + " (" + endpoint.service() + " "
                + endpoint.port() + ") " + phase.sentence());
    }

    /** What was seen of each endpoint, by its key. */
    synchronized Map<String, List<Moment>> moments() {
        return Map.copyOf(moments);
    }

    /** How each endpoint came back that was waited for, by its key. */
    synchronized Map<String, Comeback> comebacks() {
        Map<String, Comeback> comebacks = new LinkedHashMap<>();
        moments.forEach((key, timeline) -> comebacks.put(key, comeback(timeline)));
        return comebacks;
    }

    private static Comeback comeback(List<Moment> timeline) {
        String last = timeline.get(timeline.size() - 1).phase();
        boolean down = timeline.stream()
                .map(Moment::phase)
                .anyMatch(phase -> phase.equals(Phase.DOWN.name())
                        || phase.equals(Phase.TCP.name())
                        || phase.equals(Phase.BANNER.name()));
        Comeback.State state = last.equals(Phase.STEADY.name())
                ? Comeback.State.STEADY
                : last.equals(Phase.OVERDUE.name()) ? Comeback.State.OVERDUE : Comeback.State.WAITED_FOR;
        return new Comeback(state, down);
    }

    @Override
    public void known(int endpoints) {
        also.known(endpoints);
    }

    @Override
    public void begun(String id, Endpoint endpoint) {
        also.begun(id, endpoint);
    }

    @Override
    public void putBack(String id) {
        also.putBack(id);
    }

    @Override
    public void observed(Observation observation) {
        also.observed(observation);
    }

    @Override
    public void heard(Endpoint endpoint, EndpointAnswers answers) {
        also.heard(endpoint, answers);
    }

    @Override
    public void answered(Endpoint endpoint, EndpointAnswers answers) {
        also.answered(endpoint, answers);
    }
}
