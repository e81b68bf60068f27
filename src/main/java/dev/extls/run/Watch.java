package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.endpoint.Role;
import dev.extls.observation.Moment;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * Looks at services until they answer steadily: one connection at a time to an address, seldomer the longer one stays away. What stands before the
 * nodes of a pool is done when they are: behind it are those that are up, not those that are meant. Used by the run's one thread only.
 */
final class Watch {
    private final Agenda agenda;
    private final Patience patience;
    private final BiFunction<Endpoint, Look, CompletableFuture<Observation>> connection;
    private final Progress progress;
    private final Set<Waiting> open = new LinkedHashSet<>();

    /** Of which a service was down and answered again: one that is never started says nothing about its server. */
    private final Set<String> restarted = new HashSet<>();

    private final Map<String, Deque<Waiting>> byAddress = new HashMap<>();

    /**
     * A watch.
     *
     * @param connection makes one, and completes on the run's thread
     */
    Watch(
            Agenda agenda,
            Patience patience,
            BiFunction<Endpoint, Look, CompletableFuture<Observation>> connection,
            Progress progress) {
        this.agenda = agenda;
        this.patience = patience;
        this.connection = connection;
        this.progress = progress;
    }

    /** Waits for a service; afterwards, once, on the run's thread, something is done. */
    void over(Endpoint endpoint, Runnable afterwards) {
        Waiting waiting = new Waiting(endpoint, afterwards);
        open.add(waiting);
        agenda.takeAt(agenda.now().plus(patience.atMost()), waiting::overdue);
        waiting.due();
    }

    /** One service that is waited for. */
    private final class Waiting {
        private final Endpoint endpoint;
        private final Runnable afterwards;
        private final Steadiness steadiness = new Steadiness(patience);
        private Optional<Phase> phase = Optional.empty();
        private Look look = Look.NEWER;
        private int looksInVain;
        private boolean wasDown;
        private boolean steady;
        private boolean done;

        Waiting(Endpoint endpoint, Runnable afterwards) {
            this.endpoint = endpoint;
            this.afterwards = afterwards;
        }

        /** It is its turn as soon as no other service of the address is being looked at. */
        void due() {
            Deque<Waiting> line = byAddress.computeIfAbsent(endpoint.address(), first -> new ArrayDeque<>());
            line.add(this);
            if (line.size() == 1) {
                begin();
            }
        }

        private void begin() {
            if (done) {
                next();
                return;
            }
            connection.apply(endpoint, look).thenAccept(seen -> {
                if (unanswered(seen)) {
                    otherLook(seen);
                } else {
                    looked(seen);
                }
            });
        }

        /** The way that was answered is the way of the next look. */
        private void otherLook(Observation first) {
            Look other = look.other();
            connection.apply(endpoint, other).thenAccept(second -> {
                boolean better = Phase.of(second).filter(Phase::answers).isPresent();
                look = better ? other : look;
                looked(better ? second : first);
            });
        }

        private void looked(Observation seen) {
            next();
            if (!done) {
                seen(seen);
            }
        }

        private void next() {
            Deque<Waiting> line = byAddress.getOrDefault(endpoint.address(), new ArrayDeque<>());
            line.remove();
            if (line.isEmpty()) {
                byAddress.remove(endpoint.address());
            } else {
                line.element().begin();
            }
        }

        private void seen(Observation observation) {
            Instant now = agenda.now();
            Optional<Phase> found = Phase.of(observation);
            found.ifPresent(one -> become(Moment.of(now, one, observation)));
            steady = found.filter(one -> steadiness.after(one, now)).isPresent();
            boolean answers = found.filter(Phase::answers).isPresent();
            wasDown |= found.filter(Phase.DOWN::equals).isPresent();
            if (answers && wasDown) {
                restarted.add(endpoint.address());
            }
            if (steady && serverIsBack() && nodesAreDone()) {
                become(new Moment(now, Phase.STEADY));
                finish();
                return;
            }
            // one that flaps is not looked at more often for it
            looksInVain += answers ? 0 : 1;
            Duration pause =
                    steady ? patience.longest() : answers ? patience.between() : patience.afterSilence(looksInVain);
            agenda.takeAt(now.plus(pause), () -> {
                if (!done) {
                    due();
                }
            });
        }

        private void become(Moment moment) {
            if (phase.filter(moment.phase()::equals).isEmpty()) {
                phase = Optional.of(moment.phase());
                progress.became(endpoint, moment);
            }
        }

        private void overdue() {
            if (!done) {
                become(new Moment(agenda.now(), steady ? Phase.STEADY : Phase.OVERDUE));
                finish();
            }
        }

        /** True at once where nobody said that it is still to go down; a balancer does not. */
        private boolean serverIsBack() {
            return !patience.downFirst() || endpoint.role() == Role.VIRTUAL || restarted.contains(endpoint.address());
        }

        /** Of a pool, none of the same service is waited for any more; true outside of a pool. */
        private boolean nodesAreDone() {
            return endpoint.role() != Role.VIRTUAL
                    || open.stream()
                            .map(other -> other.endpoint)
                            .noneMatch(other -> other.role() == Role.MEMBER
                                    && other.pool().equals(endpoint.pool())
                                    && other.service() == endpoint.service());
        }

        private void finish() {
            done = true;
            open.remove(this);
            afterwards.run();
        }
    }

    /** Connected, and a hello closed without a word: whether anybody is there is not known yet. */
    private static boolean unanswered(Observation seen) {
        Outcome outcome = seen.outcome();
        return outcome instanceof Outcome.Closed
                || outcome instanceof Outcome.Reset
                || outcome instanceof Outcome.Silent;
    }
}
