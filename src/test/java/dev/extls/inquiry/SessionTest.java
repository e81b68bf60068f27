package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.SampleFlight;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.CipherSuite;
import dev.extls.wire.Extensions;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final CipherSuite SUITE = new CipherSuite(0xc014);
    private static final Selection SELECTION = new Selection(TLS_1_2, SUITE, 29, "", false);
    private static final Bytes ID = Bytes.fromHex("0102030405060708");
    private static final Bytes TICKET = Bytes.fromHex("a0a1a2a3");

    private static Observation seen(Outcome outcome, SampleFlight flight) {
        Offer offer = Offer.handshake(TLS_1_2, List.of()).with(Extras.NONE.withTicket(Bytes.EMPTY));
        return Seen.nothing()
                .add(offer, outcome)
                .sending(flight.answering(offer))
                .list()
                .get(0);
    }

    private static SampleFlight flight() {
        return SampleFlight.of(TLS_1_2, SUITE).saying(Extensions.sessionTicket(Bytes.EMPTY));
    }

    @Test
    void aHandshakeThatFinishedHasTheSessionOfItsId() {
        assertThat(Session.of(seen(new Outcome.Negotiated(SELECTION), flight().session(ID))))
                .contains(new Session(TLS_1_2, SUITE, Extras.NONE.withSession(ID)));
    }

    /** RFC 5077 section 3.4: who names a ticket names a session of its own making. */
    @Test
    void aTicketGoesWithASessionThatIsMadeOfIt() {
        assertThat(Session.of(seen(
                        new Outcome.Negotiated(SELECTION), flight().session(ID).issuing(TICKET))))
                .contains(new Session(
                        TLS_1_2, SUITE, Extras.NONE.withTicket(TICKET).withSession(TICKET)));
        assertThat(Session.of(seen(
                        new Outcome.Negotiated(SELECTION), flight().session(ID).issuing(Bytes.EMPTY))))
                .as("an empty ticket is none")
                .contains(new Session(TLS_1_2, SUITE, Extras.NONE.withSession(ID)));
    }

    @Test
    void withoutAnIdOrAFinishedHandshakeThereIsNone() {
        assertThat(Session.of(seen(new Outcome.Negotiated(SELECTION), flight())))
                .isEmpty();
        assertThat(Session.of(seen(new Outcome.Selected(SELECTION, Stop.PEER_CLOSED, ""), flight().session(ID))))
                .isEmpty();
    }
}
