package dev.extls.dialogue;

/** Why TLS could not be started. */
public enum Failure {
    /** Nothing was said in time. */
    NO_GREETING,
    /** The greeting did not end within its bound. */
    GREETING_TOO_LONG,
    /** The server closed in good order before the greeting was complete. */
    CLOSED_BEFORE_GREETING,
    /** The server reset the connection before the greeting was complete. */
    RESET_BEFORE_GREETING,
    /** The greeting was a refusal, or not of this protocol. */
    REFUSED_BY_GREETING,
    /** The server has enough connections or errors of ours: 421, at any stage. */
    THROTTLED,
    /** The capabilities do not name STARTTLS or STLS. */
    STARTTLS_NOT_OFFERED,
    /** STARTTLS or STLS was answered by a refusal. */
    STARTTLS_REFUSED,
    /** A reply after the greeting is not of this protocol, or did not end within its bound. */
    GARBLED,
    /** No reply in time, after the greeting. */
    NO_ANSWER,
    /** The server closed in good order, after the greeting. */
    CLOSED,
    /** The server reset the connection, after the greeting. */
    RESET
}
