package dev.extls.observation;

import dev.extls.tls.Alert;
import dev.extls.tls.Bytes;
import dev.extls.tls.ProtocolVersion;
import dev.extls.wire.ClientHelloReader;
import dev.extls.wire.Extension;
import dev.extls.wire.Extensions;
import dev.extls.wire.ServerAnswer;
import dev.extls.wire.ServerHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * In what manner a server answered one hello, without what is random: what it chose and how it says so, or by which alert it refused. One program
 * with one configuration answers equal hellos in one manner. Closes and silence are no manner: they may come from the way between.
 *
 * @param id of the observation
 * @param chosen what was chosen; empty for a refusal
 * @param finished whether the handshake finished, so that what is encrypted in TLS 1.3 was seen too
 * @param refused the alert; empty for a choice
 * @param habit what the ServerHello does with the session id
 * @param extensions types in the order of the ServerHello
 * @param flight what was said around the choice up to TLS 1.2; empty otherwise
 */
public record Manner(
        String id,
        Optional<Selection> chosen,
        boolean finished,
        Optional<Alert> refused,
        SessionHabit habit,
        List<Integer> extensions,
        Optional<Flight> flight) {

    /** What a server does with the session id of a hello. */
    public enum SessionHabit {
        /** It gives none. */
        NONE("no session id"),
        /** It gives back ours. */
        OURS("our session id"),
        /** It gives one of its own. */
        ITS_OWN("a session id of its own");

        private final String words;

        SessionHabit(String words) {
            this.words = words;
        }
    }

    /** Checks and copies. */
    public Manner {
        extensions = List.copyOf(extensions);
        if (chosen.isPresent() == refused.isPresent()) {
            throw new IllegalArgumentException("a hello is answered by a choice or by an alert");
        }
    }

    /**
     * Reads the manner off a connection.
     *
     * @param observation any
     * @return empty unless a ServerHello or a fatal alert answered a hello that can be read back
     */
    public static Optional<Manner> of(Observation observation) {
        if (observation.outcome() instanceof Outcome.Alerted alerted
                && alerted.alert().fatal()) {
            return Optional.of(new Manner(
                    observation.id(),
                    Optional.empty(),
                    false,
                    Optional.of(alerted.alert()),
                    SessionHabit.NONE,
                    List.of(),
                    Optional.empty()));
        }
        Optional<Selection> chosen = observation.outcome().chosen();
        if (chosen.isEmpty()
                || !(ClientHelloReader.read(observation.transcript().sent())
                        instanceof ClientHelloReader.Reading.Whole sent)) {
            return Optional.empty();
        }
        return ServerAnswer.read(observation.transcript().received())
                .hello()
                .map(hello -> new Manner(
                        observation.id(),
                        chosen,
                        observation.outcome() instanceof Outcome.Negotiated,
                        Optional.empty(),
                        habit(sent.hello().sessionId(), hello),
                        hello.extensions().stream().map(Extension::type).toList(),
                        Flight.of(observation)));
    }

    private static SessionHabit habit(Bytes asked, ServerHello hello) {
        if (hello.sessionId().length() == 0) {
            return SessionHabit.NONE;
        }
        return hello.sessionId().equals(asked) ? SessionHabit.OURS : SessionHabit.ITS_OWN;
    }

    /**
     * In what another answer to an equal hello differs.
     *
     * @param other the other answer
     * @return in words, {@code this against that} each; empty where they are alike
     */
    public List<String> differences(Manner other) {
        if (chosen.isEmpty() || other.chosen.isEmpty()) {
            return answer().equals(other.answer()) ? List.of() : List.of(against(answer(), other.answer()));
        }
        List<String> differences = new ArrayList<>();
        Selection here = chosen.get();
        Selection there = other.chosen.get();
        differ(here.version().title(), there.version().title(), differences);
        differ(here.suite().label(), there.suite().label(), differences);
        if (here.group().isPresent() && there.group().isPresent()) {
            differ(here.group().get().label(), there.group().get().label(), differences);
        }
        // RFC 8446 section 4.3.1: in TLS 1.3 the protocol is chosen under encryption.
        boolean clear = here.version().before(ProtocolVersion.TLS_1_3);
        if (here.version() == there.version() && (clear || (finished && other.finished))) {
            differ(protocol(here), protocol(there), differences);
        }
        differ(habit.words, other.habit.words, differences);
        if (flight.isPresent() && other.flight.isPresent()) {
            differ(
                    "compression " + flight.get().compression(),
                    "compression " + other.flight.get().compression(),
                    differences);
        }
        differ(extensions(extensions), extensions(other.extensions), differences);
        return differences;
    }

    private static void differ(String here, String there, List<String> differences) {
        if (!here.equals(there)) {
            differences.add(against(here, there));
        }
    }

    private static String against(String here, String there) {
        return here + " against " + there;
    }

    private String answer() {
        return refused.map(Alert::toString)
                .or(() -> chosen.map(selection -> selection.version().title() + " chosen"))
                .orElse("");
    }

    private static String protocol(Selection selection) {
        return selection.alpn().isEmpty() ? "no protocol" : "protocol " + selection.alpn();
    }

    private static String extensions(List<Integer> types) {
        return types.isEmpty()
                ? "no extensions"
                : "the extensions " + types.stream().map(Extensions::label).collect(Collectors.joining(", "));
    }
}
