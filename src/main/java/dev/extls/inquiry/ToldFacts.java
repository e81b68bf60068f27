package dev.extls.inquiry;

import dev.extls.observation.Flight;
import dev.extls.observation.Flight.Echo;
import dev.extls.observation.Observation;
import dev.extls.offer.Offer;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What every ServerHello up to TLS 1.2 tells without being asked for it alone: secure renegotiation and extended master secret. */
record ToldFacts() implements FactQuestion {
    @Override
    public List<Offer> next(Acquaintance known) {
        return List.of();
    }

    @Override
    public List<Fact> facts(Acquaintance known) {
        List<Fact> facts = new ArrayList<>();
        for (ProtocolVersion version : known.inClear()) {
            Map<Observation, Flight> flights = new LinkedHashMap<>();
            known.before()
                    .forEach(one -> Acquaintance.flight(version, one).ifPresent(flight -> flights.put(one, flight)));
            fact(FactKind.SECURE_RENEGOTIATION, "renegotiation_info", Flight::secureRenegotiation, version, flights)
                    .ifPresent(facts::add);
            fact(
                            FactKind.EXTENDED_MASTER_SECRET,
                            "extended_master_secret",
                            Flight::extendedMasterSecret,
                            version,
                            flights)
                    .ifPresent(facts::add);
        }
        return facts;
    }

    private static Optional<Fact> fact(
            FactKind kind,
            String extension,
            Function<Flight, Echo> echo,
            ProtocolVersion version,
            Map<Observation, Flight> flights) {
        List<Observation> given = with(Echo.GIVEN, echo, flights);
        List<Observation> withheld = with(Echo.WITHHELD, echo, flights);
        if (given.isEmpty() && withheld.isEmpty()) {
            return Optional.empty();
        }
        String why = given.isEmpty()
                ? "no ServerHello has " + extension
                : withheld.isEmpty()
                        ? "the ServerHello has " + extension
                        : "answers contradict each other: " + given.size() + " of " + (given.size() + withheld.size())
                                + " ServerHellos have " + extension;
        List<Observation> evidence = Stream.concat(
                        given.stream().limit(1), withheld.stream().limit(1))
                .toList();
        return Optional.of(new Fact(
                kind, version, given.isEmpty() ? AnswerKind.NO : AnswerKind.YES, "", why, FactQuestion.ids(evidence)));
    }

    private static List<Observation> with(Echo wanted, Function<Flight, Echo> echo, Map<Observation, Flight> flights) {
        return flights.entrySet().stream()
                .filter(one -> echo.apply(one.getValue()) == wanted)
                .map(Map.Entry::getKey)
                .toList();
    }
}
