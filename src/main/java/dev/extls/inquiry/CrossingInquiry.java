package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Does a member of a pool know a session that was made at the virtual address? Only who made a session can take it up (RFC 5246 section 7.3; RFC 5077
 * section 3.1: a ticket is sealed with a key of the server's own), so a member that does is the one that answered there. Whether it takes up
 * sessions at all its own shows.
 *
 * @param alpn protocol names to offer, or empty
 * @param after the number of the last observation before the crossing began
 * @param making how many sessions are made here
 * @param foreign sessions made elsewhere, which are named here
 */
public record CrossingInquiry(List<String> alpn, long after, int making, List<Session> foreign) implements Inquiry {
    /** Made at a virtual address: nodes that take turns make one each, and one that is missing on the list hardly makes all of them. */
    public static final int AT_A_VIRTUAL_ADDRESS = 4;

    /** At a member: one session of its own is made and named, and those of a virtual address are. */
    public static final int AT_A_MEMBER = 2 + AT_A_VIRTUAL_ADDRESS;

    /** Copies. */
    public CrossingInquiry {
        alpn = List.copyOf(alpn);
        foreign = List.copyOf(foreign);
    }

    /**
     * For a virtual address: sessions are made.
     *
     * @param alpn protocol names to offer, or empty
     * @param after the number of the last observation so far
     * @return the inquiry
     */
    public static CrossingInquiry ofVirtual(List<String> alpn, long after) {
        return new CrossingInquiry(alpn, after, AT_A_VIRTUAL_ADDRESS, List.of());
    }

    /**
     * For a member: sessions that were made elsewhere are named, behind one of its own.
     *
     * @param alpn protocol names to offer, or empty
     * @param after the number of the last observation so far
     * @param foreign the sessions
     * @return the inquiry
     */
    public static CrossingInquiry ofMember(List<String> alpn, long after, List<Session> foreign) {
        return new CrossingInquiry(alpn, after, foreign.isEmpty() ? 0 : 1, foreign);
    }

    @Override
    public Question question() {
        return Question.PASSAGE;
    }

    @Override
    public List<Offer> next(List<Observation> seen) {
        Acquaintance known = Acquaintance.of(seen);
        if (known.last().filter(VersionLaw::withoutHello).isPresent()) {
            return List.of();
        }
        List<Observation> made = made(seen).toList();
        if (made.size() < making) {
            return handshake(known).stream()
                    .flatMap(offer -> Stream.generate(() -> offer).limit(making - made.size()))
                    .toList();
        }
        List<Offer> hellos = new ArrayList<>();
        Stream.concat(made.stream().flatMap(one -> Session.of(one).stream()), foreign.stream())
                .forEach(session -> hello(session, known).ifPresent(hellos::add));
        seen.stream()
                .filter(one -> one.question() == Question.PASSAGE && one.number() > after)
                .forEach(one -> hellos.remove(one.offer()));
        return foreign.isEmpty() ? List.of() : hellos;
    }

    /**
     * The sessions that were made here.
     *
     * @param seen all observations of the endpoint, with their transcripts
     * @return in the order of their start
     */
    public List<Session> sessions(List<Observation> seen) {
        return made(seen).flatMap(one -> Session.of(one).stream()).toList();
    }

    private Stream<Observation> made(List<Observation> seen) {
        return seen.stream()
                .filter(one -> one.question() == Question.PASSAGE
                        && one.number() > after
                        && one.offer().way() == Way.HANDSHAKE);
    }

    /** The latest handshake that finished up to TLS 1.2, once more, with what it chose and nothing else, asking for a ticket where it can. */
    private static Optional<Offer> handshake(Acquaintance known) {
        return known.inClear().stream()
                .flatMap(version -> known.finished(version).stream()
                        .filter(one -> one.offer().extras().equals(Extras.NONE))
                        .reduce((earlier, later) -> later)
                        .stream())
                .findFirst()
                .filter(one -> one.outcome() instanceof Outcome.Negotiated)
                .flatMap(one -> VersionLaw.choice(one)
                        .map(selection -> asking(known, selection.version(), one.offer())
                                .withSuites(List.of(selection.suite()))));
    }

    private static Offer asking(Acquaintance known, ProtocolVersion version, Offer offer) {
        return known.extensible(version) ? offer.with(Extras.NONE.withTicket(Bytes.EMPTY)) : offer;
    }

    /** In a form that the endpoint answers; empty where it does not speak the version, or has no room for a ticket. */
    private Optional<Offer> hello(Session session, Acquaintance known) {
        boolean possible = known.inClear().contains(session.version())
                && (session.named().ticket().isEmpty() || known.extensible(session.version()));
        return possible
                ? Optional.of(known.hello(session.version(), alpn)
                        .withSuites(List.of(session.suite()))
                        .with(session.named()))
                : Optional.empty();
    }
}
