package dev.extls.inquiry;

import dev.extls.observation.Flight;
import dev.extls.observation.Flight.Course;
import dev.extls.observation.Flight.Echo;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.offer.Extras;
import dev.extls.offer.KeyShares;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.NamedGroup;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Does the server take up a session by the ticket that holds it (RFC 5077; RFC 8446 section 2.2 in TLS 1.3)? A handshake that finishes is given
 * a ticket, and a hello names it: the ServerHello says whether the session is taken up. Asked in the latest version up to TLS 1.2 and in TLS 1.3.
 *
 * <p>NO is a promise of a ticket that was withheld, one that was broken in a handshake that finished, twice, or a full handshake that was begun in
 * place of the session, twice. That no ticket came in TLS 1.3, where none is promised, is UNKNOWN.
 *
 * @param alpn protocol names to offer, or empty
 */
record TicketFact(List<String> alpn) implements FactQuestion {
    private static final Extras ANY = Extras.NONE.withTicket(Bytes.EMPTY);

    /** RFC 5077 section 3.4: a client that names a ticket names a session of its own making, which comes back if it is taken up. */
    private static final int SESSION_ID = 32;

    /** Those of which a hello of ours can have a share: a HelloRetryRequest would not say what becomes of the session. */
    private static final List<NamedGroup> SHARED = List.of(
            NamedGroup.X25519, NamedGroup.X448, NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1);

    @Override
    public List<Offer> next(Acquaintance known) {
        return versions(known).flatMap(version -> next(version, known).stream()).toList();
    }

    private static Stream<ProtocolVersion> versions(Acquaintance known) {
        return Stream.concat(
                known.living().stream().filter(ProtocolVersion.TLS_1_3::equals),
                known.latestInClear().filter(known::extensible).stream());
    }

    private Optional<Offer> next(ProtocolVersion version, Acquaintance known) {
        Asked asked = Asked.of(version, known);
        if (!asked.promised() || asked.over()) {
            return Optional.empty();
        }
        Optional<Offer> hello = asked.unused().flatMap(handshake -> hello(version, handshake, known));
        return hello.or(() -> asked.handshakes().size() < 2 * TRIES ? handshake(version, known) : Optional.empty());
    }

    /** The latest handshake that finished, once more, with what it chose and nothing else. */
    private static Optional<Offer> handshake(ProtocolVersion version, Acquaintance known) {
        return known.finished(version).stream()
                .filter(one -> one.offer().extras().equals(Extras.NONE))
                .reduce((earlier, later) -> later)
                .flatMap(one -> VersionLaw.choice(one)
                        .filter(selection -> version != ProtocolVersion.TLS_1_3
                                || selection.group().filter(SHARED::contains).isPresent())
                        .map(selection ->
                                narrowed(one.offer(), version, selection).with(ANY)));
    }

    private static Offer narrowed(Offer offer, ProtocolVersion version, Selection selection) {
        Offer narrow = offer.withSuites(List.of(selection.suite()));
        return version == ProtocolVersion.TLS_1_3
                ? narrow.withGroups(selection.group().stream().toList())
                : narrow;
    }

    /** The hello that names the ticket of a handshake; in TLS 1.3 whoever makes it knows the ticket. */
    private Optional<Offer> hello(ProtocolVersion version, Observation handshake, Acquaintance known) {
        Optional<Selection> selection = VersionLaw.choice(handshake);
        if (selection.isEmpty()) {
            return Optional.empty();
        }
        Offer hello =
                known.hello(version, alpn).withSuites(List.of(selection.get().suite()));
        if (version == ProtocolVersion.TLS_1_3) {
            return Optional.of(hello.withGroups(selection.get().group().stream().toList())
                    .with(ANY.withKeyShares(KeyShares.EVERY_CURVE)));
        }
        return ticket(version, handshake)
                .map(ticket -> hello.with(Extras.NONE
                        .withTicket(ticket)
                        .withSession(ticket.slice(0, Math.min(SESSION_ID, ticket.length())))));
    }

    private static Optional<Bytes> ticket(ProtocolVersion version, Observation handshake) {
        return Acquaintance.flight(version, handshake).flatMap(Flight::ticket).filter(ticket -> ticket.length() > 0);
    }

    /**
     * What was asked in a version.
     *
     * @param version the version
     * @param promise hellos that asked whether there would be a ticket; none in TLS 1.3
     * @param handshakes that were to be given a ticket
     * @param hellos that named one
     */
    private record Asked(
            ProtocolVersion version,
            List<Observation> promise,
            List<Observation> handshakes,
            List<Observation> hellos) {
        static Asked of(ProtocolVersion version, Acquaintance known) {
            List<Observation> own = known.asked(
                    version,
                    extras ->
                            extras.ticket().isPresent() && extras.compressions().equals(Extras.NONE.compressions()));
            return new Asked(
                    version,
                    CompressionAndTicketFacts.askedForTicket(version, known),
                    own.stream()
                            .filter(one -> one.offer().way() == Way.HANDSHAKE)
                            .toList(),
                    own.stream().filter(one -> one.offer().way() == Way.HELLO).toList());
        }

        boolean promised() {
            return version == ProtocolVersion.TLS_1_3
                    || promise.stream()
                            .anyMatch(one -> Acquaintance.flight(version, one)
                                    .filter(told -> told.ticketPromised() == Echo.GIVEN)
                                    .isPresent());
        }

        boolean withheld() {
            return !promise.isEmpty() && !promised();
        }

        /** The handshake whose ticket no hello has named yet. */
        Optional<Observation> unused() {
            return finished()
                    .reduce((earlier, later) -> later)
                    .filter(latest -> hellos.stream().noneMatch(hello -> hello.number() > latest.number()));
        }

        Stream<Observation> finished() {
            return handshakes.stream().filter(one -> one.outcome() instanceof Outcome.Negotiated);
        }

        /** The handshakes that finished and were given no ticket: in TLS 1.3 the hello that was to name it could not go out. */
        List<Observation> withoutTicket() {
            return version == ProtocolVersion.TLS_1_3
                    ? hellos.stream()
                            .filter(one -> one.outcome() instanceof Outcome.NotOffered)
                            .toList()
                    : finished().filter(one -> ticket(version, one).isEmpty()).toList();
        }

        Optional<Boolean> resumed(Observation one) {
            return version == ProtocolVersion.TLS_1_3
                    ? Flight.resumedByKey(one)
                    : Acquaintance.flight(version, one)
                            .filter(flight -> flight.resumed() || flight.course() == Course.FULL)
                            .map(Flight::resumed);
        }

        boolean takenUp() {
            return hellos.stream().anyMatch(one -> resumed(one).equals(Optional.of(true)));
        }

        long passedOver() {
            return hellos.stream()
                    .filter(one -> resumed(one).equals(Optional.of(false)))
                    .count();
        }

        boolean over() {
            return takenUp() || passedOver() >= TRIES || withoutTicket().size() >= TRIES || hellos.size() >= 2 * TRIES;
        }

        List<Observation> all() {
            return Stream.of(promise, handshakes, hellos).flatMap(List::stream).toList();
        }
    }

    @Override
    public List<Fact> facts(Acquaintance known) {
        List<Fact> facts = new ArrayList<>();
        known.latestInClear().filter(known::extensible).ifPresent(version -> facts.add(fact(version, known)));
        if (known.living().contains(ProtocolVersion.TLS_1_3)) {
            facts.add(fact(ProtocolVersion.TLS_1_3, known));
        }
        return facts;
    }

    private static Fact fact(ProtocolVersion version, Acquaintance known) {
        Asked asked = Asked.of(version, known);
        if (asked.withheld()) {
            return answer(version, AnswerKind.NO, "the server promises no ticket", asked.promise());
        }
        if (asked.takenUp()) {
            return answer(version, AnswerKind.YES, "a session was taken up from its ticket", asked.all());
        }
        boolean unlike = Unlike.nodes(known.before().stream()
                .filter(one -> one.question() == Question.VERSIONS)
                .toList());
        if (asked.passedOver() >= TRIES) {
            return unlike
                    ? answer(
                            version,
                            AnswerKind.UNKNOWN,
                            "a ticket was given, but unlike nodes answer here, and another may be able to read it",
                            asked.all())
                    : answer(
                            version,
                            AnswerKind.NO,
                            "a ticket was given, and a full handshake was begun in place of its session, twice",
                            asked.all());
        }
        if (version != ProtocolVersion.TLS_1_3 && asked.withoutTicket().size() >= TRIES) {
            return answer(
                    version,
                    AnswerKind.NO,
                    "a ticket was promised, and handshakes finished without one, twice",
                    asked.all());
        }
        return answer(version, AnswerKind.UNKNOWN, why(version, asked, known), asked.all());
    }

    private static String why(ProtocolVersion version, Asked asked, Acquaintance known) {
        if (version != ProtocolVersion.TLS_1_3 && asked.promise().isEmpty()) {
            return FactQuestion.trouble(asked.promise());
        }
        String promise = version == ProtocolVersion.TLS_1_3 ? "" : "the server promises a ticket; ";
        if (asked.handshakes().isEmpty()) {
            return promise
                    + (known.finished(version).isEmpty()
                            ? "no handshake finished, so there is no session"
                            : "our side cannot ask with the group that the server chooses");
        }
        return promise + FactQuestion.trouble(asked.hellos().isEmpty() ? asked.handshakes() : asked.hellos());
    }

    private static Fact answer(ProtocolVersion version, AnswerKind answer, String why, List<Observation> evidence) {
        return new Fact(FactKind.SESSION_TICKET_RESUMPTION, version, answer, "", why, FactQuestion.ids(evidence));
    }
}
