package dev.extls.inquiry;

import dev.extls.observation.Flight;
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
 * answers each by itself. What a promise is worth {@link TicketFact} says.
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
        });
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

    /** The hellos that asked for a ticket and were answered, in the order of their start. */
    static List<Observation> askedForTicket(ProtocolVersion version, Acquaintance known) {
        return known
                .asked(
                        version,
                        extras -> extras.compressions().equals(COMPRESSIONS)
                                && extras.ticket().isPresent())
                .stream()
                .filter(one -> Acquaintance.flight(version, one).isPresent())
                .toList();
    }
}
