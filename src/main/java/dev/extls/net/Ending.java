package dev.extls.net;

import dev.extls.observation.Stop;
import java.time.Duration;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/**
 * How a connection came to its end once our hello was out.
 *
 * @param stop who ended it
 * @param detail in words; may quote the server, so hostile
 * @param bytes how many TLS bytes had come
 */
record Ending(Stop stop, String detail, int bytes) {
    /** We did, because the answer to a hello was whole or more than is kept. */
    static Ending asAsked(Tap tap) {
        return new Ending(
                Stop.AS_ASKED, tap.cut() ? "more than " + Tap.KEPT_BYTES + " bytes" : "", tap.receivedLength());
    }

    /** The deadline did. */
    static Ending bySilence(Tap tap, Duration deadline) {
        int bytes = tap.receivedLength();
        String waited = "no answer within " + deadline.toMillis() / 1000.0 + " s";
        return new Ending(Stop.NO_ANSWER, bytes == 0 ? waited : waited + ", only " + bytes + " bytes of one", bytes);
    }

    /** The peer did, or the network. */
    static Ending byPeer(Tap tap) {
        int bytes = tap.receivedLength();
        return switch (tap.ended()) {
            case RESET -> new Ending(Stop.PEER_RESET, "reset (RST)", bytes);
            case CLOSED -> new Ending(Stop.PEER_CLOSED, "closed (FIN)", bytes);
            case LOST, NOT_YET -> new Ending(Stop.NO_ANSWER, "the connection was lost", bytes);
        };
    }

    /**
     * A handshake failed. What BouncyCastle throws tells whose doing it was: an alert received is the peer's, an alert raised is ours.
     * If the peer has ended the connection, what our side then says of it is no refusal of ours.
     */
    static Ending byFailure(Tap tap, Throwable failure) {
        int bytes = tap.receivedLength();
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof TlsFatalAlertReceived received) {
                return new Ending(Stop.PEER_ALERT, AlertDescription.getText(received.getAlertDescription()), bytes);
            }
            if (one instanceof TlsFatalAlert ours && tap.ended() == Tap.Ended.NOT_YET) {
                return new Ending(Stop.OUR_REFUSAL, AlertDescription.getText(ours.getAlertDescription()), bytes);
            }
        }
        return tap.ended() == Tap.Ended.NOT_YET ? new Ending(Stop.OUR_REFUSAL, words(failure), bytes) : byPeer(tap);
    }

    /** The message of an exception, or its kind if it has none. */
    static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
