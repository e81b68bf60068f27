package dev.extls.inquiry;

import dev.extls.observation.Flight;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.offer.Extras;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.Optional;

/**
 * A session up to TLS 1.2 that a handshake made, so that a hello can name it.
 *
 * @param version its version
 * @param suite its suite
 * @param named what the hello says of it
 */
public record Session(ProtocolVersion version, CipherSuite suite, Extras named) {
    /** Of a handshake that finished and was given a ticket, or else a session id; empty for any other observation. */
    static Optional<Session> of(Observation handshake) {
        if (!(handshake.outcome() instanceof Outcome.Negotiated negotiated)) {
            return Optional.empty();
        }
        return Flight.of(handshake)
                .filter(flight -> flight.session().length() > 0)
                .map(flight -> new Session(
                        negotiated.selection().version(),
                        negotiated.selection().suite(),
                        flight.ticket()
                                .filter(ticket -> ticket.length() > 0)
                                .map(ticket -> Extras.NONE.withTicket(ticket).withSession(flight.session()))
                                .orElseGet(() -> Extras.NONE.withSession(flight.session()))));
    }
}
