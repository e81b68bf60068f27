package dev.extls.inquiry;

import dev.extls.observation.Flight;
import dev.extls.observation.Flight.Echo;
import dev.extls.observation.Observation;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Does the server choose DEFLATE (RFC 3749), and does it promise a session ticket (RFC 5077 section 3.2)? One hello offers both; the ServerHello
 * answers each by itself.
 */
record CompressionAndTicketFacts() implements FactQuestion {
    private static final int DEFLATE = 1;

    private static final List<Integer> COMPRESSIONS = List.of(DEFLATE, 0);

    @Override
    public List<Offer> next(Acquaintance known) {
        Optional<ProtocolVersion> version = known.latestInClear();
        if (version.isEmpty()) {
            return List.of();
        }
        List<Observation> asked = asked(version.get(), known);
        boolean told = asked.stream()
                .anyMatch(one -> Acquaintance.flight(version.get(), one).isPresent());
        Extras extras = Extras.NONE.withCompressions(COMPRESSIONS);
        return told || asked.size() >= TRIES
                ? List.of()
                : List.of(known.hello(version.get(), List.of())
                        .with(known.extensible(version.get()) ? extras.withTicket(Bytes.EMPTY) : extras));
    }

    private static List<Observation> asked(ProtocolVersion version, Acquaintance known) {
        return known.asked(version, extras -> extras.compressions().equals(COMPRESSIONS));
    }

    @Override
    public List<Fact> facts(Acquaintance known) {
        List<Fact> facts = new ArrayList<>();
        known.latestInClear().ifPresent(version -> {
            List<Observation> asked = asked(version, known);
            Optional<Flight> flight = asked.stream()
                    .flatMap(one -> Acquaintance.flight(version, one).stream())
                    .findFirst();
            facts.add(compression(version, asked, flight));
            if (known.extensible(version)) {
                facts.add(ticket(version, asked, flight));
            }
        });
        if (known.living().contains(ProtocolVersion.TLS_1_3)) {
            facts.add(new Fact(
                    FactKind.SESSION_TICKET_RESUMPTION,
                    ProtocolVersion.TLS_1_3,
                    AnswerKind.UNKNOWN,
                    "",
                    "our side cannot ask: BouncyCastle takes up no session of TLS 1.3",
                    List.of()));
        }
        return facts;
    }

    private static Fact compression(ProtocolVersion version, List<Observation> asked, Optional<Flight> flight) {
        AnswerKind answer = flight.map(told -> told.compression() == DEFLATE
                        ? AnswerKind.YES
                        : told.compression() == 0 ? AnswerKind.NO : AnswerKind.UNKNOWN)
                .orElse(AnswerKind.UNKNOWN);
        String why = flight.map(told -> "the server chose compression method " + told.compression())
                .orElseGet(() -> FactQuestion.trouble(asked));
        return new Fact(FactKind.COMPRESSION, version, answer, "", why, FactQuestion.ids(asked));
    }

    /** A promise is seen, whether it is kept is not: BouncyCastle's JSSE does not ask for a ticket in a handshake that finishes. */
    private static Fact ticket(ProtocolVersion version, List<Observation> asked, Optional<Flight> flight) {
        boolean withheld =
                flight.filter(told -> told.ticketPromised() == Echo.WITHHELD).isPresent();
        String why = withheld
                ? "the server promises no ticket"
                : flight.map(told -> "the server promises a ticket; our side cannot ask whether it takes one up")
                        .orElseGet(() -> FactQuestion.trouble(asked));
        return new Fact(
                FactKind.SESSION_TICKET_RESUMPTION,
                version,
                withheld ? AnswerKind.NO : AnswerKind.UNKNOWN,
                "",
                why,
                FactQuestion.ids(asked));
    }
}
