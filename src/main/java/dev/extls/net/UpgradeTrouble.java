package dev.extls.net;

import dev.extls.dialogue.Failure;
import dev.extls.observation.Trouble;

/** What the end of a dialogue means for the report. */
final class UpgradeTrouble {
    private UpgradeTrouble() {}

    /** A reset in place of the greeting is how a server that has enough of us behaves. */
    static Trouble of(Failure failure) {
        return switch (failure) {
            case NO_GREETING -> Trouble.NO_GREETING;
            case GREETING_TOO_LONG -> Trouble.GREETING_TOO_LONG;
            case CLOSED_BEFORE_GREETING -> Trouble.CLOSED_BEFORE_GREETING;
            case RESET_BEFORE_GREETING, THROTTLED -> Trouble.THROTTLED;
            case REFUSED_BY_GREETING -> Trouble.REFUSED_BY_GREETING;
            case STARTTLS_NOT_OFFERED -> Trouble.STARTTLS_NOT_OFFERED;
            case STARTTLS_REFUSED -> Trouble.STARTTLS_REFUSED;
            case GARBLED -> Trouble.NOT_TLS;
            case NO_ANSWER -> Trouble.NO_ANSWER;
            case CLOSED -> Trouble.CLOSED;
            case RESET -> Trouble.RESET;
        };
    }
}
