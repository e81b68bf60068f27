package dev.extls.cli;

import dev.extls.endpoint.Endpoint;
import dev.extls.inquiry.EndpointAnswers;
import dev.extls.observation.Moment;
import dev.extls.observation.Phase;
import dev.extls.run.Progress;
import dev.extls.verdict.Comeback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How services come back, kept as it happens. May be used by several threads. */
final class Timelines extends PassedOn implements ProgressShown {
    private final Supplier<Instant> clock;
    private final Map<String, Timeline> timelines = new LinkedHashMap<>();

    Timelines(Progress also, Supplier<Instant> clock) {
        super(also);
        this.clock = clock;
    }

    /**
     * One service that is waited for.
     *
     * @param endpoint its door
     * @param comeback how it has come back so far
     */
    record Timeline(Endpoint endpoint, Comeback comeback) {
        /** The phase that it is in since when. */
        Moment now() {
            return comeback.moments().get(comeback.moments().size() - 1);
        }

        private Timeline then(Moment moment) {
            List<Moment> moments = new ArrayList<>(comeback.moments());
            moments.add(moment);
            return new Timeline(endpoint, new Comeback(moments));
        }
    }

    @Override
    public void became(Endpoint endpoint, Moment moment) {
        add(endpoint, moment);
        super.became(endpoint, moment);
    }

    /** An endpoint that is asked again at the end was asked everything before; one that never was steady is not verified by being asked. */
    @Override
    public void answered(Endpoint endpoint, EndpointAnswers answers) {
        Comeback comeback = comebacks().getOrDefault(endpoint.key(), Comeback.NOT_WAITED_FOR);
        if (comeback.came(Phase.STEADY) && !comeback.came(Phase.VERIFIED)) {
            became(endpoint, new Moment(clock.get(), Phase.VERIFIED));
        }
        super.answered(endpoint, answers);
    }

    private synchronized void add(Endpoint endpoint, Moment moment) {
        timelines.merge(
                endpoint.key(),
                new Timeline(endpoint, new Comeback(List.of(moment))),
                (before, one) -> before.then(moment));
    }

    /** Every service, in the order in which they were first looked at. */
    synchronized List<Timeline> all() {
        return List.copyOf(timelines.values());
    }

    /** How each endpoint came back that was waited for, by its key. */
    synchronized Map<String, Comeback> comebacks() {
        Map<String, Comeback> comebacks = new LinkedHashMap<>();
        timelines.forEach((key, timeline) -> comebacks.put(key, timeline.comeback));
        return comebacks;
    }
}
