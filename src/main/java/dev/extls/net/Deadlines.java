package dev.extls.net;

import java.time.Duration;

/**
 * How long each stage of a connection may take.
 *
 * @param connect until the TCP connection stands
 * @param greeting until the first line of the server is complete; Exchange tarpits and looks up names before it greets
 * @param reply until a reply to one of our lines is complete; Exchange's TarpitInterval is 5 s
 * @param tls from our hello to the end of the answer or of the handshake
 */
public record Deadlines(Duration connect, Duration greeting, Duration reply, Duration tls) {
    /** What suits Exchange: a greeting patience of 35 s, and 10 s where nothing is tarpitted. */
    public static final Deadlines DEFAULT = new Deadlines(
            Duration.ofSeconds(10), Duration.ofSeconds(35), Duration.ofSeconds(20), Duration.ofSeconds(10));

    /** Checks. */
    public Deadlines {
        if (connect.isNegative() || greeting.isNegative() || reply.isNegative() || tls.isNegative()) {
            throw new IllegalArgumentException("a deadline lies in the future");
        }
    }
}
