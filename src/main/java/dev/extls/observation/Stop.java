package dev.extls.observation;

/** What stopped a connection after the server had chosen. */
public enum Stop {
    /** We did, as the offer asked: a hello goes no further. */
    AS_ASKED,
    /** We did: our side would not go on with what the server sent. */
    OUR_REFUSAL,
    /** The server did, by an alert. */
    PEER_ALERT,
    /** The server did, by closing (FIN). */
    PEER_CLOSED,
    /** The server did, by resetting (RST). */
    PEER_RESET,
    /** The deadline did. */
    NO_ANSWER
}
