package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Trouble;
import dev.extls.offer.KnownSuites;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The law: what the outcomes on one endpoint say about one version.
 *
 * <ul>
 *   <li>YES: a ServerHello chose exactly this version.
 *   <li>NO: a fatal protocol_version alert, or a ServerHello that chose a lower version than the one offered; or a fatal
 *       handshake_failure or insufficient_security to hellos that together offered every suite known for the version, on an
 *       endpoint that answers some other hello; or FIN or RST straight after the hello, twice, between two hellos that were answered.
 *   <li>UNKNOWN: everything else, with its reason.
 * </ul>
 *
 * <p>Alerts: RFC 8446 section 6.2, RFC 5246 section 7.2.2. FIN and RST as refusals of Schannel: dotnet/corefx pull request 41967, "On
 * Windows schannel does not send alert on version mismatch".
 */
public final class VersionLaw {
    private VersionLaw() {}

    /** Why a version counts as refused, and the observations that show it. */
    private record Refusal(String why, List<Observation> evidence) {}

    /**
     * The answer that the observations of one endpoint give for one version.
     *
     * @param version the version in question
     * @param seen all observations of the endpoint, any order
     * @return the answer
     */
    public static Answer answer(ProtocolVersion version, List<Observation> seen) {
        List<Observation> chosen = matching(
                seen,
                observation -> choice(observation)
                        .filter(selection -> selection.version() == version)
                        .isPresent());
        Optional<Refusal> refusal =
                ofVersion(version, seen).or(() -> ofEverySuite(version, seen)).or(() -> byCloses(version, seen));
        if (!chosen.isEmpty()) {
            return yes(version, chosen, refusal);
        }
        return refusal.map(refused -> no(version, refused)).orElseGet(() -> unknown(version, seen));
    }

    /** The observations whose question was this version. */
    static List<Observation> asked(ProtocolVersion version, List<Observation> seen) {
        return matching(seen, observation -> observation.offer().version() == version);
    }

    /**
     * What the server chose, if it may be chosen: a server answers with the version offered or a lower one (RFC 5246 section
     * 7.4.1.3), and SSL 2.0 is spoken in its own framing only.
     */
    static Optional<Selection> choice(Observation observation) {
        ProtocolVersion offered = observation.offer().version();
        return observation
                .outcome()
                .chosen()
                .filter(selection -> !offered.before(selection.version()))
                .filter(selection ->
                        selection.version() != ProtocolVersion.SSL_2_0 || offered == ProtocolVersion.SSL_2_0);
    }

    /** The observations in which the server chose something: they show that the endpoint answers. */
    static List<Observation> controls(List<Observation> seen) {
        return matching(seen, observation -> choice(observation).isPresent());
    }

    /** A fatal alert that says "not with these suites". */
    static boolean refusesSuites(Observation observation) {
        return observation.outcome() instanceof Outcome.Alerted alerted
                && alerted.alert().fatal()
                && (alerted.alert().description() == Alert.HANDSHAKE_FAILURE
                        || alerted.alert().description() == Alert.INSUFFICIENT_SECURITY);
    }

    /** Ended before our hello was sent. */
    static boolean withoutHello(Observation observation) {
        return observation.outcome() instanceof Outcome.NotReached || observation.outcome() instanceof Outcome.Injected;
    }

    /** FIN or RST straight after the hello. */
    static boolean closesAtHello(Observation observation) {
        return observation.outcome() instanceof Outcome.Closed || observation.outcome() instanceof Outcome.Reset;
    }

    /** The closes at the hello of this version that came after some hello had been answered. */
    static List<Observation> closesAfterControl(ProtocolVersion version, List<Observation> seen) {
        List<Observation> controls = controls(seen);
        return matching(
                asked(version, seen),
                close -> closesAtHello(close) && !over(controls, close).isEmpty());
    }

    private static Optional<Refusal> ofVersion(ProtocolVersion version, List<Observation> seen) {
        List<Observation> refused = matching(asked(version, seen), VersionLaw::refusesVersion);
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(Wording.refusal(refused.get(0)), refused));
    }

    private static boolean refusesVersion(Observation observation) {
        boolean lowerChosen = choice(observation)
                .filter(selection ->
                        selection.version().before(observation.offer().version()))
                .isPresent();
        boolean versionRefused = observation.outcome() instanceof Outcome.Alerted alerted
                && alerted.alert().fatal()
                && alerted.alert().description() == Alert.PROTOCOL_VERSION;
        return lowerChosen || versionRefused;
    }

    private static Optional<Refusal> ofEverySuite(ProtocolVersion version, List<Observation> seen) {
        List<Observation> refused = matching(asked(version, seen), VersionLaw::refusesSuites);
        List<Observation> controls = controls(seen);
        Set<CipherSuite> offered = new HashSet<>();
        refused.forEach(observation -> offered.addAll(observation.offer().suites()));
        if (refused.isEmpty() || controls.isEmpty() || !offered.containsAll(KnownSuites.of(version))) {
            return Optional.empty();
        }
        Observation control = controls.get(0);
        String why = Wording.refusal(refused.get(0)) + " to every suite known for " + version.label() + ", while "
                + control.id() + " was answered";
        return Optional.of(new Refusal(why, append(refused, List.of(control))));
    }

    /** Control, two closes or more, control, each over before the next begins; the control with the most closes before it. */
    private static Optional<Refusal> byCloses(ProtocolVersion version, List<Observation> seen) {
        List<Observation> controls = controls(seen);
        List<Observation> closes = closesAfterControl(version, seen);
        return controls.stream()
                .max(Comparator.<Observation>comparingInt(
                                control -> over(closes, control).size())
                        .thenComparing(Observation::number, Comparator.reverseOrder()))
                .filter(after -> over(closes, after).size() >= 2)
                .map(after -> byCloses(controls, over(closes, after), after));
    }

    private static Refusal byCloses(List<Observation> controls, List<Observation> closes, Observation after) {
        Observation before =
                over(controls, Collections.min(closes, Comparator.comparing(Observation::started))).stream()
                        .max(Comparator.comparing(Observation::ended))
                        .orElseThrow();
        String why = Wording.closes(closes) + " straight after the hello, " + closes.size() + " times, between "
                + before.id() + " and " + after.id() + ", which were answered";
        return new Refusal(why, append(append(List.of(before), closes), List.of(after)));
    }

    /** Those that were over before another began. */
    private static List<Observation> over(List<Observation> observations, Observation later) {
        return matching(observations, one -> !one.ended().isAfter(later.started()));
    }

    private static Answer yes(ProtocolVersion version, List<Observation> chosen, Optional<Refusal> refusal) {
        Observation best = chosen.stream()
                .filter(observation -> observation.outcome() instanceof Outcome.Negotiated)
                .findFirst()
                .orElse(chosen.get(0));
        boolean confirmed = best.outcome() instanceof Outcome.Negotiated;
        String seen = confirmed ? "a full handshake finished" : "the server chose it; " + Wording.stop(best);
        String contradiction = refusal.map(
                        refused -> "; but answers contradict each other: " + chosen.size() + " chose it, "
                                + asked(version, refused.evidence()).size() + " did not (" + refused.why() + ")")
                .orElse("");
        List<Observation> evidence = append(
                append(List.of(best), chosen), refusal.map(Refusal::evidence).orElse(List.of()));
        return new Answer(
                version,
                AnswerKind.YES,
                confirmed ? Proof.CONFIRMED : Proof.SELECTED,
                seen + contradiction,
                Optional.empty(),
                refusal.isPresent(),
                ids(evidence));
    }

    private static Answer no(ProtocolVersion version, Refusal refusal) {
        return new Answer(
                version, AnswerKind.NO, Proof.NONE, refusal.why(), Optional.empty(), false, ids(refusal.evidence()));
    }

    private static Answer unknown(ProtocolVersion version, List<Observation> seen) {
        List<Observation> asked = asked(version, seen);
        List<Observation> telling = asked.isEmpty() ? matching(seen, VersionLaw::withoutHello) : asked;
        if (telling.isEmpty()) {
            return new Answer(
                    version,
                    AnswerKind.UNKNOWN,
                    Proof.NONE,
                    "it was not asked",
                    Optional.of(Trouble.OUR_FAULT),
                    false,
                    List.of());
        }
        Observation last = telling.get(telling.size() - 1);
        return new Answer(
                version,
                AnswerKind.UNKNOWN,
                Proof.NONE,
                Wording.trouble(last.outcome(), !controls(seen).isEmpty()),
                Optional.of(trouble(last.outcome())),
                false,
                ids(telling));
    }

    private static Trouble trouble(Outcome outcome) {
        return outcome.fold(new Outcome.Cases<>(
                notReached -> notReached.trouble(),
                injected -> Trouble.NOT_TLS,
                negotiated -> Trouble.NOT_TLS,
                selected -> Trouble.NOT_TLS,
                alerted -> Trouble.REFUSED_EVERY_HELLO,
                closed -> Trouble.CLOSED,
                reset -> Trouble.RESET,
                silent -> Trouble.NO_ANSWER,
                garbled -> Trouble.NOT_TLS,
                notOffered -> Trouble.OUR_FAULT));
    }

    private static List<Observation> matching(List<Observation> observations, Predicate<Observation> wanted) {
        return observations.stream()
                .filter(wanted)
                .sorted(Comparator.comparingLong(Observation::number))
                .toList();
    }

    private static List<Observation> append(List<Observation> first, List<Observation> then) {
        Set<Observation> both = new LinkedHashSet<>(first);
        both.addAll(then);
        return List.copyOf(both);
    }

    private static List<String> ids(List<Observation> observations) {
        return observations.stream().map(Observation::id).toList();
    }
}
