package dev.extls.observation;

import java.util.Optional;

/** How far a service has come that is waited for, in the order in which one comes back. */
public enum Phase {
    /** Nobody listens, or the host does not answer. */
    DOWN("is down"),
    /** Connections are taken, and nothing more. */
    TCP("takes connections"),
    /** Somebody speaks, but TLS does not start: services that start refuse so, with 421 4.3.2 for example. */
    BANNER("speaks without TLS"),
    /** The service is there and does not offer the upgrade: an answer, whether it is the wanted one or not. */
    NO_STARTTLS("answers without STARTTLS"),
    /** A hello was answered. */
    TLS("answers"),
    /** It answered several times in a row, long enough. */
    STEADY("is steady"),
    /** It was steady, and all that is asked of it was asked. */
    VERIFIED("was asked everything"),
    /** It was not steady when the time for waiting was over. */
    OVERDUE("is not steady in time");

    private final String sentence;

    Phase(String sentence) {
        this.sentence = sentence;
    }

    /**
     * The phase in a few words that follow the name of a service.
     *
     * @return without full stop
     */
    public String sentence() {
        return sentence;
    }

    /**
     * Whether a connection showed an answer of the service itself.
     *
     * @return true in {@link #TLS} and {@link #NO_STARTTLS}
     */
    public boolean answers() {
        return this == TLS || this == NO_STARTTLS;
    }

    /**
     * Whether a connection showed that the service is not there.
     *
     * @return true in {@link #DOWN}, {@link #TCP} and {@link #BANNER}
     */
    public boolean away() {
        return this == DOWN || this == TCP || this == BANNER;
    }

    /**
     * What a connection that was made while waiting says.
     *
     * @param seen the connection
     * @return the phase; empty if the fault is ours, which says nothing
     */
    public static Optional<Phase> of(Observation seen) {
        boolean spoke = seen.greeted();
        return seen.outcome()
                .fold(new Outcome.Cases<Optional<Phase>>(
                        missed -> of(missed.trouble()),
                        injected -> Optional.of(BANNER),
                        negotiated -> Optional.of(TLS),
                        selected -> Optional.of(TLS),
                        alerted -> Optional.of(TLS),
                        sslv2Error -> Optional.of(TLS),
                        closed -> Optional.of(spoke ? BANNER : TCP),
                        reset -> Optional.of(spoke ? BANNER : TCP),
                        silent -> Optional.of(spoke ? BANNER : TCP),
                        garbled -> Optional.of(BANNER),
                        notOffered -> Optional.empty()));
    }

    private static Optional<Phase> of(Trouble trouble) {
        return switch (trouble) {
            case NAME_NOT_RESOLVED, CONNECTION_REFUSED, CONNECT_TIMEOUT -> Optional.of(DOWN);
            case NO_GREETING, CLOSED_BEFORE_GREETING, NO_ANSWER, CLOSED, RESET -> Optional.of(TCP);
            case GREETING_TOO_LONG, REFUSED_BY_GREETING, THROTTLED, STARTTLS_REFUSED, NOT_TLS, REFUSED_EVERY_HELLO ->
                Optional.of(BANNER);
            case STARTTLS_NOT_OFFERED -> Optional.of(NO_STARTTLS);
            case OUR_FAULT -> Optional.empty();
        };
    }
}
