package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Trouble;
import dev.extls.offer.KnownSuites;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

    /**
     * The answer that the observations of one endpoint give for one version.
     *
     * @param version the version in question
     * @param seen all observations of the endpoint, any order
     * @return the answer
     */
    public static Answer answer(ProtocolVersion version, List<Observation> seen) {
        List<Observation> chosen = matching(seen, observation -> chose(observation, version));
        List<Observation> refused = matching(asked(version, seen), observation -> refusesVersion(observation));
        if (!chosen.isEmpty()) {
            return yes(version, chosen, refused);
        }
        if (!refused.isEmpty()) {
            return no(version, refusalInWords(refused.get(0)), refused);
        }
        List<Observation> noSuite = matching(asked(version, seen), VersionLaw::refusesSuites);
        List<Observation> controls = controls(seen);
        if (!controls.isEmpty() && coversEverySuite(version, noSuite)) {
            return no(
                    version,
                    refusalInWords(noSuite.get(0)) + " to every suite known for " + version.label() + ", while "
                            + ids(controls.subList(0, 1)) + " was answered",
                    append(noSuite, controls.subList(0, 1)));
        }
        Optional<List<Observation>> between = closesBetweenControls(version, seen);
        if (between.isPresent()) {
            List<Observation> row = between.get();
            return no(
                    version,
                    closeInWords(row.get(1)) + " straight after the hello, " + (row.size() - 2) + " times, between "
                            + row.get(0).id() + " and "
                            + row.get(row.size() - 1).id() + ", which were answered",
                    row);
        }
        return unknown(version, seen, !controls.isEmpty());
    }

    /** The observations whose question was this version. */
    static List<Observation> asked(ProtocolVersion version, List<Observation> seen) {
        return matching(seen, observation -> observation.offer().version() == version);
    }

    /** The observations in which the server chose something: they show that the endpoint answers. */
    static List<Observation> controls(List<Observation> seen) {
        return matching(seen, observation -> observation.outcome().chosen().isPresent());
    }

    /** A fatal alert that says "not with these suites". */
    static boolean refusesSuites(Observation observation) {
        return observation.outcome() instanceof Outcome.Alerted alerted
                && alerted.alert().fatal()
                && (alerted.alert().description() == Alert.HANDSHAKE_FAILURE
                        || alerted.alert().description() == Alert.INSUFFICIENT_SECURITY);
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
                close -> closesAtHello(close)
                        && controls.stream()
                                .anyMatch(control -> !control.ended().isAfter(close.started())));
    }

    private static boolean chose(Observation observation, ProtocolVersion version) {
        return observation
                .outcome()
                .chosen()
                .filter(selection -> selection.version() == version)
                .isPresent();
    }

    private static boolean refusesVersion(Observation observation) {
        boolean lowerChosen = observation
                .outcome()
                .chosen()
                .filter(selection ->
                        selection.version().before(observation.offer().version()))
                .isPresent();
        boolean versionRefused = observation.outcome() instanceof Outcome.Alerted alerted
                && alerted.alert().fatal()
                && alerted.alert().description() == Alert.PROTOCOL_VERSION;
        return lowerChosen || versionRefused;
    }

    private static boolean coversEverySuite(ProtocolVersion version, List<Observation> refusals) {
        Set<CipherSuite> offered = new HashSet<>();
        refusals.forEach(refusal -> offered.addAll(refusal.offer().suites()));
        return offered.containsAll(KnownSuites.of(version));
    }

    /** Control, two closes or more, control, in this order of time; or empty. */
    private static Optional<List<Observation>> closesBetweenControls(ProtocolVersion version, List<Observation> seen) {
        List<Observation> controls = controls(seen);
        List<Observation> closes = closesAfterControl(version, seen);
        for (int last = closes.size() - 1; last >= 1; last--) {
            Observation lastClose = closes.get(last);
            Optional<Observation> after = controls.stream()
                    .filter(control -> !control.started().isBefore(lastClose.ended()))
                    .findFirst();
            if (after.isPresent()) {
                Observation firstClose = closes.get(0);
                Observation before = matching(
                                controls, control -> !control.ended().isAfter(firstClose.started()))
                        .get(0);
                List<Observation> row = append(List.of(before), closes.subList(0, last + 1));
                return Optional.of(append(row, List.of(after.get())));
            }
        }
        return Optional.empty();
    }

    private static Answer yes(ProtocolVersion version, List<Observation> chosen, List<Observation> refused) {
        Observation best = chosen.stream()
                .filter(observation -> observation.outcome() instanceof Outcome.Negotiated)
                .findFirst()
                .orElse(chosen.get(0));
        boolean confirmed = best.outcome() instanceof Outcome.Negotiated;
        String seen = confirmed ? "a full handshake finished" : "the server chose it; " + stopInWords(best);
        String contradiction = refused.isEmpty()
                ? ""
                : "; but answers contradict each other: " + chosen.size() + " chose it, " + refused.size()
                        + " refused it (" + refusalInWords(refused.get(0)) + ")";
        return new Answer(
                version,
                AnswerKind.YES,
                confirmed ? Proof.CONFIRMED : Proof.SELECTED,
                seen + contradiction,
                Optional.empty(),
                !refused.isEmpty(),
                ids(Stream.of(List.of(best), chosen, refused)
                        .flatMap(List::stream)
                        .distinct()
                        .toList()));
    }

    private static Answer no(ProtocolVersion version, String why, List<Observation> evidence) {
        return new Answer(version, AnswerKind.NO, Proof.NONE, why, Optional.empty(), false, ids(evidence));
    }

    private static Answer unknown(ProtocolVersion version, List<Observation> seen, boolean controlled) {
        List<Observation> asked = asked(version, seen);
        List<Observation> telling = asked.isEmpty()
                ? matching(seen, observation -> observation.outcome() instanceof Outcome.NotReached)
                : asked;
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
                troubleInWords(last.outcome(), controlled),
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

    private static String troubleInWords(Outcome outcome, boolean controlled) {
        String alone = controlled
                ? "; it was not seen often enough between answered hellos to be a refusal"
                : "; no other hello was answered here, so it says nothing about the version";
        return outcome.fold(new Outcome.Cases<>(
                notReached -> notReached.trouble().sentence()
                        + (notReached.detail().isEmpty() ? "" : ": " + notReached.detail()),
                injected -> injected.bytes().length() + " bytes came with the go-ahead, before our hello (injected)",
                negotiated -> "another version was negotiated than the one offered",
                selected -> "another version was chosen than the one offered",
                alerted -> alerted.alert()
                        + (refusesAnything(alerted.alert()) ? alone : ", which is no refusal of a version"),
                closed -> "closed (FIN) straight after the hello" + alone,
                reset -> "reset (RST) straight after the hello" + alone,
                silent -> silent.detail(),
                garbled -> garbled.detail(),
                notOffered -> notOffered.detail()));
    }

    private static boolean refusesAnything(Alert alert) {
        return alert.description() == Alert.HANDSHAKE_FAILURE || alert.description() == Alert.INSUFFICIENT_SECURITY;
    }

    private static String refusalInWords(Observation observation) {
        return observation
                .outcome()
                .chosen()
                .map(selection -> "the server chose " + selection.version().label() + " instead")
                .orElseGet(() -> observation.outcome() instanceof Outcome.Alerted alerted
                        ? alerted.alert().toString()
                        : closeInWords(observation));
    }

    private static String closeInWords(Observation observation) {
        return observation.outcome() instanceof Outcome.Reset ? "reset (RST)" : "closed (FIN)";
    }

    private static String stopInWords(Observation observation) {
        return observation.outcome() instanceof Outcome.Selected selected
                ? switch (selected.stop()) {
                    case AS_ASKED -> "the handshake was not tried further";
                    case OUR_REFUSAL -> "our side stopped: " + selected.detail();
                    case PEER_ALERT -> "the server then stopped: " + selected.detail();
                    case PEER_CLOSED -> "the server then closed (FIN)";
                    case PEER_RESET -> "the server then reset (RST)";
                    case NO_ANSWER -> "the server then fell silent";
                }
                : "";
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
