package dev.extls.observation;

import dev.extls.dialogue.Line;
import dev.extls.tls.Bytes;
import java.util.List;

/**
 * The evidence of one connection, as it crossed the wire.
 *
 * @param lines the clear-text dialogue
 * @param sent the raw TLS bytes that we sent, up to the tap's bound
 * @param received the raw TLS bytes that came, up to the tap's bound
 * @param cut whether a bound was reached, so that there was more than is kept
 */
public record Transcript(List<Line> lines, Bytes sent, Bytes received, boolean cut) {
    /** Nothing crossed the wire. */
    public static final Transcript EMPTY = new Transcript(List.of(), Bytes.EMPTY, Bytes.EMPTY, false);

    /** Copies. */
    public Transcript {
        lines = List.copyOf(lines);
    }
}
