package dev.extls.lab;

import dev.extls.tls.Alert;

/**
 * How a server turns a hello away.
 *
 * @param style what happens to the connection
 * @param alert the description of the fatal alert, 0 to 255; only {@link Style#ALERT} sends it
 */
record Refusal(Style style, int alert) {
    /** What happens to the connection. */
    enum Style {
        /** It is reset. */
        RST,
        /** It is closed in order, without a byte. */
        FIN,
        /** A fatal alert is sent, then it is closed. */
        ALERT,
        /** Nothing is sent, and it stays open. */
        SILENCE
    }

    Refusal {
        if (alert < 0 || alert > 0xff) {
            throw new IllegalArgumentException("no alert " + alert);
        }
    }

    /**
     * Reads {@code RST}, {@code FIN}, {@code SILENCE} or {@code ALERT} with a number, such as {@code ALERT70}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    static Refusal named(String name) {
        if (name.startsWith("ALERT") && name.length() > 5) {
            return new Refusal(Style.ALERT, Integer.parseInt(name.substring(5)));
        }
        Style style = Style.valueOf(name);
        return new Refusal(style, style == Style.ALERT ? Alert.HANDSHAKE_FAILURE : 0);
    }
}
