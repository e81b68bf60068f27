package dev.extls.observation;

import dev.extls.tls.Bytes;
import dev.extls.tls.DhPrime;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHello;
import dev.extls.wire.ClientHelloReader;
import dev.extls.wire.Extensions;
import dev.extls.wire.ServerAnswer;
import dev.extls.wire.ServerHello;
import java.util.Optional;

/**
 * What a server said in clear around its choice, SSL 3.0 to TLS 1.2: read off the transcript, held against the hello that was really sent.
 *
 * @param secureRenegotiation renegotiation_info (RFC 5746)
 * @param extendedMasterSecret extended_master_secret (RFC 7627)
 * @param ticketPromised session_ticket (RFC 5077 section 3.2)
 * @param sessionId of the ServerHello, 0 to 32 bytes
 * @param sessionAsked of the ClientHello, 0 to 32 bytes
 * @param compression the method chosen, 0 to 0xff
 * @param ticket content of a NewSessionTicket; empty without one
 * @param prime of a finite-field key exchange; no bits without one
 * @param course how the handshake went on
 */
public record Flight(
        Echo secureRenegotiation,
        Echo extendedMasterSecret,
        Echo ticketPromised,
        Bytes sessionId,
        Bytes sessionAsked,
        int compression,
        Optional<Bytes> ticket,
        DhPrime prime,
        Course course) {
    /** RFC 5246 section 7.4.1.2: opaque SessionID&lt;0..32&gt;. */
    private static final int LONGEST_SESSION_ID = 32;

    /** What became of an extension. */
    public enum Echo {
        /** Our hello had it, and the ServerHello has it too. */
        GIVEN,
        /** Our hello had it, the ServerHello has not. */
        WITHHELD,
        /** Our hello did not have it. */
        NOT_ASKED
    }

    /** How a handshake goes on behind the ServerHello, RFC 5246 section 7.3. */
    public enum Course {
        /** With a certificate or a key exchange: a new session. */
        FULL,
        /** With ChangeCipherSpec at once: a session is taken up. */
        ABBREVIATED,
        /** Nothing that tells was seen. */
        UNSEEN
    }

    /**
     * Reads the flight of a connection.
     *
     * @param observation any
     * @return empty unless a version of SSL 3.0 to TLS 1.2 was chosen, by a hello that can be read back
     */
    public static Optional<Flight> of(Observation observation) {
        if (observation.outcome().chosen().isEmpty()
                || !(ClientHelloReader.read(observation.transcript().sent())
                        instanceof ClientHelloReader.Reading.Whole sent)) {
            return Optional.empty();
        }
        ServerAnswer answer = ServerAnswer.read(observation.transcript().received());
        return answer.hello()
                .filter(hello -> hello.extension(Extensions.SUPPORTED_VERSIONS).isEmpty())
                .map(hello -> of(sent.hello(), hello, answer));
    }

    /**
     * Whether a server that chose an earlier version said by the end of its random that it speaks a later one (RFC 8446 section 4.1.3).
     *
     * @param version the later one
     * @param observation any
     * @return false also where no ServerHello was seen
     */
    public static boolean downgradedFrom(ProtocolVersion version, Observation observation) {
        return !version.before(ProtocolVersion.TLS_1_2)
                && observation.outcome().chosen().isPresent()
                && ServerAnswer.read(observation.transcript().received())
                        .hello()
                        .filter(hello -> hello.downgradedFrom(version))
                        .isPresent();
    }

    /**
     * Whether a session of TLS 1.3 that our hello named was taken up: the ServerHello has pre_shared_key (RFC 8446 section 4.2.11).
     *
     * @param observation any
     * @return empty unless our hello named a session and a ServerHello of TLS 1.3 answered it; a HelloRetryRequest does not tell
     */
    public static Optional<Boolean> resumedByKey(Observation observation) {
        if (observation.outcome().chosen().isEmpty()
                || !(ClientHelloReader.read(observation.transcript().sent())
                        instanceof ClientHelloReader.Reading.Whole sent)
                || sent.hello().extension(Extensions.PRE_SHARED_KEY).isEmpty()) {
            return Optional.empty();
        }
        return ServerAnswer.read(observation.transcript().received())
                .hello()
                .filter(hello -> !hello.helloRetryRequest())
                .filter(hello -> hello.version().equals(Optional.of(ProtocolVersion.TLS_1_3)))
                .map(hello -> hello.extension(Extensions.PRE_SHARED_KEY).isPresent());
    }

    private static Flight of(ClientHello asked, ServerHello hello, ServerAnswer answer) {
        return new Flight(
                echo(asked.secureRenegotiation(), hello, Extensions.RENEGOTIATION_INFO),
                echo(asked, hello, Extensions.EXTENDED_MASTER_SECRET),
                echo(asked, hello, Extensions.SESSION_TICKET),
                hello.sessionId(),
                asked.sessionId(),
                hello.compression(),
                answer.ticket(),
                answer.prime(),
                answer.full() ? Course.FULL : answer.encryptionBegun() ? Course.ABBREVIATED : Course.UNSEEN);
    }

    private static Echo echo(ClientHello asked, ServerHello hello, int type) {
        return echo(asked.extension(type).isPresent(), hello, type);
    }

    private static Echo echo(boolean asked, ServerHello hello, int type) {
        if (!asked) {
            return Echo.NOT_ASKED;
        }
        return hello.extension(type).isPresent() ? Echo.GIVEN : Echo.WITHHELD;
    }

    /**
     * The session id that names the session of this handshake later: that of the ServerHello, or, where there is a ticket, one made of the ticket
     * (RFC 5077 section 3.4: the client makes it up).
     *
     * @return 0 to 32 bytes; none where the session cannot be named
     */
    public Bytes session() {
        return ticket.filter(content -> content.length() > 0)
                .map(content -> content.slice(0, Math.min(LONGEST_SESSION_ID, content.length())))
                .orElse(sessionId);
    }

    /**
     * Whether the session that our hello named was taken up: the ServerHello gives its id back, and no full handshake follows (RFC 5246 section
     * 7.4.1.3; RFC 5077 section 3.4 for tickets).
     *
     * @return true only if both were seen
     */
    public boolean resumed() {
        return sessionAsked.length() > 0 && sessionId.equals(sessionAsked) && course == Course.ABBREVIATED;
    }
}
