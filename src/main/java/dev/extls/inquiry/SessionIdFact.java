package dev.extls.inquiry;

import dev.extls.observation.Flight;
import dev.extls.observation.Flight.Course;
import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Does the server take up the session of an earlier connection by its id (RFC 5246 section 7.3)? A hello names the session of a handshake that
 * finished; the ServerHello that gives its id back, with ChangeCipherSpec behind it, takes it up, and a full handshake does not.
 *
 * @param alpn protocol names to offer, or empty
 */
record SessionIdFact(List<String> alpn) implements FactQuestion {
    /** A session that is older may be forgotten already; OpenSSL keeps one for 300 s by default. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    @Override
    public List<Offer> next(Acquaintance known) {
        Optional<Session> latest = latest(known);
        if (latest.isEmpty() || latest.get().id().length() == 0) {
            return List.of();
        }
        List<Observation> asked = asked(known);
        boolean over = asked.stream().anyMatch(one -> resumed(one))
                || asked.stream().filter(one -> told(one)).count() >= TRIES
                || asked.size() >= 2 * TRIES;
        if (over) {
            return List.of();
        }
        Session session = latest.get();
        boolean fresh = known.last()
                .filter(last -> Duration.between(session.handshake().ended(), last.ended())
                                .compareTo(FRESH)
                        < 0)
                .isPresent();
        boolean made = session.handshake().question() == Question.FACTS;
        if (!fresh && !made) {
            return List.of(session.handshake().offer());
        }
        return List.of(known.hello(session.version(), alpn)
                .withSuites(List.of(session.suite().suite()))
                .with(Extras.NONE.withSession(session.id())));
    }

    /** The latest handshake up to TLS 1.2 that finished, in the latest version that has one. */
    private static Optional<Session> latest(Acquaintance known) {
        return known.inClear().stream()
                .flatMap(version -> known.finished(version).stream()
                        .filter(one -> one.offer().extras().equals(Extras.NONE))
                        .reduce((earlier, later) -> later)
                        .flatMap(one -> session(version, one))
                        .stream())
                .findFirst();
    }

    private static Optional<Session> session(ProtocolVersion version, Observation handshake) {
        return Acquaintance.flight(version, handshake)
                .flatMap(flight -> VersionLaw.choice(handshake)
                        .map(selection -> new Session(version, handshake, selection, flight.sessionId())));
    }

    private record Session(ProtocolVersion version, Observation handshake, Selection suite, Bytes id) {}

    private static List<Observation> asked(Acquaintance known) {
        return known.asked().stream()
                .filter(one -> one.offer().extras().sessionId().length() > 0
                        && one.offer().extras().ticket().isEmpty())
                .toList();
    }

    private static boolean resumed(Observation one) {
        return Acquaintance.flight(one.asked(), one).filter(Flight::resumed).isPresent();
    }

    private static boolean told(Observation one) {
        return Acquaintance.flight(one.asked(), one)
                .filter(flight -> flight.resumed() || flight.course() == Course.FULL)
                .isPresent();
    }

    @Override
    public List<Fact> facts(Acquaintance known) {
        return known.latestInClear().map(version -> fact(version, known)).stream()
                .toList();
    }

    private static Fact fact(ProtocolVersion latestInClear, Acquaintance known) {
        Optional<Session> session = latest(known);
        if (session.isEmpty()) {
            return answer(
                    latestInClear, AnswerKind.UNKNOWN, "no handshake finished, so there is no session", List.of());
        }
        ProtocolVersion version = session.get().version();
        List<Observation> asked = asked(known);
        List<Observation> evidence = new ArrayList<>(List.of(session.get().handshake()));
        evidence.addAll(asked);
        if (session.get().id().length() == 0) {
            return answer(version, AnswerKind.NO, "the server gives its sessions no id", evidence);
        }
        if (asked.stream().anyMatch(one -> resumed(one))) {
            return answer(version, AnswerKind.YES, "a session was taken up", evidence);
        }
        if (asked.stream().filter(one -> told(one)).count() < TRIES) {
            return answer(version, AnswerKind.UNKNOWN, FactQuestion.trouble(asked), evidence);
        }
        boolean unlike = Unlike.nodes(known.before().stream()
                .filter(one -> one.question() == Question.VERSIONS)
                .toList());
        return unlike
                ? answer(
                        version,
                        AnswerKind.UNKNOWN,
                        "unlike nodes answer here, and another may know the session",
                        evidence)
                : answer(version, AnswerKind.NO, "a full handshake was begun in place of the session, twice", evidence);
    }

    private static Fact answer(ProtocolVersion version, AnswerKind answer, String why, List<Observation> evidence) {
        return new Fact(FactKind.SESSION_ID_RESUMPTION, version, answer, "", why, FactQuestion.ids(evidence));
    }
}
