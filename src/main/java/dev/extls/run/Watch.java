package dev.extls.run;

import dev.extls.endpoint.Endpoint;
import dev.extls.observation.Observation;
import dev.extls.observation.Phase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Looks at services until they answer steadily: one connection at a time to an address, seldomer the longer one stays away. Used by the run's
 * one thread only.
 */
final class Watch {
    private final Agenda agenda;
    private final Patience patience;
    private final Function<Endpoint, CompletableFuture<Observation>> look;
    private final Progress progress;
    private final Map<String, Deque<Waiting>> byAddress = new HashMap<>();

    /**
     * A watch.
     *
     * @param look makes one connection, and completes on the run's thread
     */
    Watch(
            Agenda agenda,
            Patience patience,
            Function<Endpoint, CompletableFuture<Observation>> look,
            Progress progress) {
        this.agenda = agenda;
        this.patience = patience;
        this.look = look;
        this.progress = progress;
    }

    /** Waits for a service; afterwards, once, on the run's thread, something is done. */
    void over(Endpoint endpoint, Runnable afterwards) {
        Waiting waiting = new Waiting(endpoint, afterwards);
        agenda.takeAt(agenda.now().plus(patience.atMost()), waiting::overdue);
        waiting.due();
    }

    /** One service that is waited for. */
    private final class Waiting {
        private final Endpoint endpoint;
        private final Runnable afterwards;
        private final Steadiness steadiness = new Steadiness(patience);
        private Optional<Phase> phase = Optional.empty();
        private int looksInVain;
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
            look.apply(endpoint).thenAccept(seen -> {
                next();
                if (!done) {
                    seen(seen);
                }
            });
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
            found.ifPresent(one -> become(one, now));
            if (found.filter(one -> steadiness.after(one, now)).isPresent()) {
                become(Phase.STEADY, now);
                finish();
                return;
            }
            boolean answers = found.filter(Phase::answers).isPresent();
            looksInVain = answers ? 0 : looksInVain + 1;
            agenda.takeAt(now.plus(answers ? patience.between() : patience.afterSilence(looksInVain)), () -> {
                if (!done) {
                    due();
                }
            });
        }

        private void become(Phase other, Instant now) {
            if (phase.filter(other::equals).isEmpty()) {
                phase = Optional.of(other);
                progress.became(endpoint, other, now);
            }
        }

        private void overdue() {
            if (!done) {
                become(Phase.OVERDUE, agenda.now());
                finish();
            }
        }

        private void finish() {
            done = true;
            afterwards.run();
        }
    }
}
