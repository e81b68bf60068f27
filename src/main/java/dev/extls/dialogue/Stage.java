package dev.extls.dialogue;

/** What a dialogue is waiting for; each stage has a deadline of its own. */
public enum Stage {
    /** The first line of the server. */
    GREETING,
    /** The reply to EHLO, CAPABILITY or CAPA. */
    CAPABILITIES,
    /** The reply to STARTTLS or STLS. */
    GO_AHEAD
}
