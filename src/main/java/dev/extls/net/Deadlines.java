package dev.extls.net;

import java.time.Duration;
import java.util.List;

/**
 * How long each stage of a connection may take, 1 ms or more each.
 *
 * @param connect until the TCP connection stands
 * @param greeting until the first line of the server is complete; Exchange tarpits and looks up names before it greets
 * @param reply until a reply to one of our lines is complete; Exchange's TarpitInterval is 5 s
 * @param tls from our hello to the end of the answer or of the handshake
 */
public record Deadlines(Duration connect, Duration greeting, Duration reply, Duration tls) {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    /** What suits Exchange: a greeting patience of 35 s, and 10 s where nothing is tarpitted. */
    public static final Deadlines DEFAULT = new Deadlines(
            Duration.ofSeconds(10), Duration.ofSeconds(35), Duration.ofSeconds(20), Duration.ofSeconds(10));

    /** Checks. */
    public Deadlines {
        for (Duration wait : List.of(connect, greeting, reply, tls)) {
            // to Netty no time at all to connect means no limit
            if (wait.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("a deadline is 1 ms away or more: " + wait);
            }
        }
    }
}
