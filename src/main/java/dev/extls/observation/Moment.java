package dev.extls.observation;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * When a service that is waited for came into a phase.
 *
 * @param at when that was seen
 * @param phase the new one
 * @param said the reply by which the server refused then, cut where it is long; empty where it said nothing of the kind; hostile text
 */
public record Moment(Instant at, Phase phase, String said) {
    private static final int LONGEST = 240;

    /** The detail of these is a reply. */
    private static final Set<Trouble> REPLIED =
            EnumSet.of(Trouble.REFUSED_BY_GREETING, Trouble.THROTTLED, Trouble.STARTTLS_REFUSED);

    /** Cuts. */
    public Moment {
        said = said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
    }

    /**
     * Without a word of the server.
     *
     * @param at when that was seen
     * @param phase the new one
     */
    public Moment(Instant at, Phase phase) {
        this(at, phase, "");
    }

    /**
     * As a connection showed it.
     *
     * @param at when that was seen
     * @param phase the new one
     * @param seen the connection
     * @return with what the server said
     */
    public static Moment of(Instant at, Phase phase, Observation seen) {
        return new Moment(
                at,
                phase,
                seen.outcome() instanceof Outcome.NotReached missed && REPLIED.contains(missed.trouble())
                        ? missed.detail()
                        : "");
    }
}
