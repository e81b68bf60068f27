package dev.extls.observation;

/** Why something stayed UNKNOWN. The names are part of the report's contract. */
public enum Trouble {
    /** The host has no address. */
    NAME_NOT_RESOLVED("the name could not be resolved"),
    /** The connection was refused, by the host (RST) or by the network on its way (ICMP unreachable). */
    CONNECTION_REFUSED("the connection was refused"),
    /** No connection in time: filtered, down or far too slow. */
    CONNECT_TIMEOUT("no connection in time"),
    /** Connected, and nothing was said in time. */
    NO_GREETING("no greeting in time"),
    /** The greeting did not end within its bound. */
    GREETING_TOO_LONG("the greeting did not end"),
    /** Closed in good order before the greeting was complete. */
    CLOSED_BEFORE_GREETING("closed before the greeting"),
    /** The greeting was a refusal or not of the protocol. */
    REFUSED_BY_GREETING("refused by the greeting"),
    /** The server has enough of us: 421, or a reset in place of the greeting. */
    THROTTLED("throttled by the server"),
    /** STARTTLS or STLS is not among the capabilities. */
    STARTTLS_NOT_OFFERED("STARTTLS is not offered"),
    /** STARTTLS or STLS was refused. */
    STARTTLS_REFUSED("STARTTLS was refused"),
    /** Silence until the deadline. */
    NO_ANSWER("no answer in time"),
    /** Closed (FIN) without what makes a close a refusal. */
    CLOSED("closed without an answer"),
    /** Reset (RST) without what makes a reset a refusal. */
    RESET("reset without an answer"),
    /** Every hello was refused, so no refusal says anything about a version. */
    REFUSED_EVERY_HELLO("every hello was refused"),
    /** What came is not TLS, or broken TLS. */
    NOT_TLS("the answer is not TLS"),
    /** We could not ask. */
    OUR_FAULT("extls could not ask");

    private final String sentence;

    Trouble(String sentence) {
        this.sentence = sentence;
    }

    /**
     * The trouble in a few words, lower case, without a full stop.
     *
     * @return never empty
     */
    public String sentence() {
        return sentence;
    }
}
