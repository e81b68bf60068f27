package dev.extls.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way of negotiating that a rule can want or forbid. */
public enum Habit {
    /** RFC 5746: renegotiation is bound to the connection. TLS 1.2 and below. */
    SECURE_RENEGOTIATION,
    /** RFC 7627: the master secret is bound to the handshake. TLS 1.2 and below. */
    EXTENDED_MASTER_SECRET,
    /** RFC 3749: TLS compresses. TLS 1.2 and below. */
    COMPRESSION;

    /**
     * The name in a policy file.
     *
     * @return such as {@code secure-renegotiation}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Habit> named(String word) {
        return Arrays.stream(values())
                .filter(habit -> habit.word().equals(word))
                .findFirst();
    }
}
