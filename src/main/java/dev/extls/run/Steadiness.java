package dev.extls.run;

import dev.extls.observation.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a service has answered in one way often enough, and for long enough, to be taken for steady. */
final class Steadiness {
    private final Patience patience;
    private Optional<Phase> kind = Optional.empty();
    private Instant since = Instant.MIN;
    private int inARow;

    Steadiness(Patience patience) {
        this.patience = patience;
    }

    /** One more look; whether it is steady now. */
    boolean after(Phase phase, Instant at) {
        if (!phase.answers()) {
            kind = Optional.empty();
            inARow = 0;
            return false;
        }
        if (kind.filter(phase::equals).isEmpty()) {
            kind = Optional.of(phase);
            since = at;
            inARow = 0;
        }
        inARow++;
        return inARow >= patience.answers() && Duration.between(since, at).compareTo(patience.over()) >= 0;
    }
}
