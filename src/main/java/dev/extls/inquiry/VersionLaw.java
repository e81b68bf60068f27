package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.observation.Trouble;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The law: what the outcomes on one endpoint say about one version.
 *
 * <ul>
 *   <li>YES: a ServerHello chose exactly this version.
 *   <li>NO: a fatal protocol_version alert, or a ServerHello that chose a lower version than the one offered; or a fatal
 *       handshake_failure or insufficient_security to hellos that together offered every suite known for the version, on an
 *       endpoint that answers some other hello; or the same by FIN or RST straight after the hello, three times at least, four times
 *       where anything else was {@linkplain Closes#amiss amiss}, twice as often where it was {@linkplain Closes#ofTwoKinds both}, between two hellos
 *       that were answered, as far as {@link Closes} count.
 *   <li>Where {@link Unlike} nodes answer, YES with contradiction if it was both chosen and refused, and NO only after
 *       {@value #ASKS_OF_UNLIKE_NODES} refusals.
 *   <li>Where connections fail {@linkplain Chance by chance}, YES only if it was chosen twice or a handshake finished, and NO only by two alerts, or by so
 *       many closes as chance would {@linkplain Closes#unlikely hardly} make. Two refusals are wanted also of a version that the server said itself
 *       to speak, and of one between two that it speaks. Chance that is seen only when suites are asked for counts as well.
 *   <li>UNKNOWN: everything else, with its reason.
 * </ul>
 *
 * <p>Alerts: RFC 8446 section 6.2, RFC 5246 section 7.2.2. FIN and RST as refusals of Schannel: dotnet/corefx pull request 41967, "On
 * Windows schannel does not send alert on version mismatch".
 */
public final class VersionLaw {
    private VersionLaw() {}

    /**
     * How often a version must have been refused on an endpoint with unlike nodes before its NO stands: so many asks in a row meet
     * every one of up to so many nodes that take turns.
     */
    static final int ASKS_OF_UNLIKE_NODES = 6;

    /**
     * The answer that the observations of one endpoint give for one version.
     *
     * @param version the version in question
     * @param seen all observations of the endpoint, any order
     * @return the answer
     */
    public static Answer answer(ProtocolVersion version, List<Observation> seen) {
        List<Observation> inOrder = inOrder(seen);
        return answer(version, inOrder, () -> Unlike.nodes(inOrder));
    }

    /**
     * The answers for all versions.
     *
     * @param seen the observations of the endpoint that asked for versions, any order
     * @param told those that asked for suites as well, any order: chance that was seen to play a part then did so before
     * @return one for each
     */
    static Map<ProtocolVersion, Answer> answers(List<Observation> seen, List<Observation> told) {
        List<Observation> inOrder = inOrder(seen);
        List<Observation> toldInOrder = inOrder(told);
        boolean unlike = Unlike.nodes(inOrder);
        boolean chance = Chance.at(toldInOrder);
        Map<ProtocolVersion, Answer> answers = new EnumMap<>(ProtocolVersion.class);
        for (ProtocolVersion version : ProtocolVersion.values()) {
            Answer answer = answer(version, inOrder, () -> unlike);
            boolean doubted = chance
                    && answer.kind() != AnswerKind.UNKNOWN
                    && ofOneNode(version, toldInOrder) == AnswerKind.UNKNOWN;
            answers.put(version, doubted ? doubted(answer) : answer);
        }
        return answers;
    }

    /** Chance that was seen to play a part only when suites were asked for may have made it. */
    private static Answer doubted(Answer answer) {
        return new Answer(
                answer.version(),
                AnswerKind.UNKNOWN,
                Proof.NONE,
                answer.why() + "; but connections fail by chance, as was seen later, and this is too little then",
                Optional.of(Trouble.NO_ANSWER),
                false,
                answer.evidence());
    }

    private static Answer answer(ProtocolVersion version, List<Observation> inOrder, BooleanSupplier unlike) {
        List<Observation> chosen = chosen(version, inOrder);
        if (!chosen.isEmpty() && !believed(chosen, inOrder)) {
            return chosenOnce(version, chosen);
        }
        if (!chosen.isEmpty()) {
            return yes(version, chosen, Refusals.beside(chosen, version, inOrder));
        }
        return Refusals.of(version, inOrder)
                .map(refusal -> unlike.getAsBoolean() ? ofUnlikeNodes(version, refusal, inOrder) : no(version, refusal))
                .orElseGet(() -> unknown(version, inOrder));
    }

    /** The answer as of one node: whether the endpoint answers as one does not count. */
    static AnswerKind ofOneNode(ProtocolVersion version, List<Observation> seen) {
        List<Observation> chosen = chosen(version, seen);
        if (!chosen.isEmpty()) {
            return believed(chosen, seen) ? AnswerKind.YES : AnswerKind.UNKNOWN;
        }
        return Refusals.of(version, seen).isPresent() ? AnswerKind.NO : AnswerKind.UNKNOWN;
    }

    /**
     * Whether the choice of a version was not read wrong: a handshake finished, which is proof against damage on the way (RFC 5246 section 7.4.9), or, where
     * connections fail by chance, it was chosen twice.
     */
    static boolean believed(List<Observation> chosen, List<Observation> seen) {
        return chosen.size() >= Chance.TWICE
                || chosen.stream().anyMatch(one -> one.outcome() instanceof Outcome.Negotiated)
                || !Chance.at(seen);
    }

    private static Answer chosenOnce(ProtocolVersion version, List<Observation> chosen) {
        return new Answer(
                version,
                AnswerKind.UNKNOWN,
                Proof.NONE,
                "the server chose it once, and not again, while connections fail by chance",
                Optional.of(Trouble.NO_ANSWER),
                false,
                ids(chosen));
    }

    /** The observations that chose this version. */
    static List<Observation> chosen(ProtocolVersion version, List<Observation> seen) {
        return matching(
                seen,
                observation -> choice(observation)
                        .filter(selection -> selection.version() == version)
                        .isPresent());
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
        Optional<Selection> chosen = observation.outcome().chosen();
        if (chosen.isEmpty()) {
            return chosen;
        }
        ProtocolVersion version = chosen.get().version();
        boolean may =
                !offered.before(version) && (version != ProtocolVersion.SSL_2_0 || offered == ProtocolVersion.SSL_2_0);
        return may ? chosen : Optional.empty();
    }

    /** The observations in which the server chose something: they show that the endpoint answers. */
    static List<Observation> controls(List<Observation> seen) {
        return matching(seen, observation -> choice(observation).isPresent());
    }

    /** A fatal alert, or an error of SSL 2.0, that says "not with these suites". */
    static boolean refusesSuites(Observation observation) {
        if (observation.outcome() instanceof Outcome.Sslv2Error error) {
            return error.noCipher();
        }
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

    /** A choice, an alert or an error: the server spoke TLS or SSL with us. */
    static boolean answered(Observation observation) {
        return observation.outcome() instanceof Outcome.Alerted
                || observation.outcome() instanceof Outcome.Sslv2Error
                || choice(observation).isPresent();
    }

    /** The closes at the hello of this version that came after some hello had been answered. */
    static List<Observation> closesAfterControl(ProtocolVersion version, List<Observation> seen) {
        List<Observation> controls = controls(seen);
        return matching(
                asked(version, seen),
                close -> closesAtHello(close) && !over(controls, close).isEmpty());
    }

    /** Those that were over before another began. */
    static List<Observation> over(List<Observation> observations, Observation later) {
        return matching(observations, one -> !one.ended().isAfter(later.started()));
    }

    private static Answer yes(ProtocolVersion version, List<Observation> chosen, Optional<Refusals> refusal) {
        Observation best = chosen.stream()
                .max(Comparator.comparingInt(VersionLaw::strength))
                .orElseThrow();
        boolean confirmed = best.outcome() instanceof Outcome.Negotiated;
        String seen = confirmed ? "a full handshake finished" : "the server chose it; " + Wording.stop(best);
        String contradiction = refusal.map(refused -> "; but "
                        + Wording.contradiction(
                                chosen,
                                matching(asked(version, refused.evidence()), one -> !chosen.contains(one)),
                                refused.why()))
                .orElse("");
        List<Observation> evidence = append(
                append(List.of(best), chosen), refusal.map(Refusals::evidence).orElse(List.of()));
        return new Answer(
                version,
                AnswerKind.YES,
                confirmed ? Proof.CONFIRMED : Proof.SELECTED,
                seen + Wording.shape(chosen) + contradiction,
                Optional.empty(),
                refusal.isPresent(),
                ids(evidence));
    }

    /** A handshake that finished proves most; one that did not tells what stopped it, which a hello cannot. */
    private static int strength(Observation chosen) {
        if (chosen.outcome() instanceof Outcome.Negotiated) {
            return 2;
        }
        return chosen.offer().way() == Way.HANDSHAKE ? 1 : 0;
    }

    private static Answer no(ProtocolVersion version, Refusals refusal) {
        return new Answer(
                version, AnswerKind.NO, Proof.NONE, refusal.why(), Optional.empty(), false, ids(refusal.evidence()));
    }

    /** Behind one address another node may speak what these refuse: the NO stands when it was refused often enough. */
    private static Answer ofUnlikeNodes(ProtocolVersion version, Refusals refusal, List<Observation> seen) {
        CipherSuite likely = KnownSuites.likely(version).get(0);
        List<Observation> refused = matching(
                asked(version, seen),
                one -> Unlike.refuses(one) && one.offer().suites().contains(likely));
        List<Observation> evidence = append(refusal.evidence(), refused);
        if (refused.size() >= ASKS_OF_UNLIKE_NODES) {
            return no(version, new Refusals(refusal.why() + "; " + Wording.everyNode(refused), evidence));
        }
        Observation last = evidence.get(evidence.size() - 1);
        return new Answer(
                version,
                AnswerKind.UNKNOWN,
                Proof.NONE,
                refusal.why() + "; " + Wording.tooFewAsks(refused),
                Optional.of(Refusals.refusesVersion(last) ? Trouble.REFUSED_EVERY_HELLO : trouble(last.outcome())),
                false,
                ids(evidence));
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
                sslv2Error -> Trouble.REFUSED_EVERY_HELLO,
                closed -> Trouble.CLOSED,
                reset -> Trouble.RESET,
                silent -> Trouble.NO_ANSWER,
                garbled -> Trouble.NOT_TLS,
                notOffered -> Trouble.OUR_FAULT));
    }

    /** All of them, in the order of their start. */
    static List<Observation> inOrder(List<Observation> observations) {
        return inOrder(observations, one -> true);
    }

    /** Those of some in the order of their start that are wanted. */
    static List<Observation> matching(List<Observation> inOrder, Predicate<Observation> wanted) {
        List<Observation> found = new ArrayList<>(inOrder.size());
        for (Observation observation : inOrder) {
            if (wanted.test(observation)) {
                found.add(observation);
            }
        }
        return Collections.unmodifiableList(found);
    }

    /** Those that are wanted of some in any order, in the order of their start. */
    static List<Observation> inOrder(List<Observation> observations, Predicate<Observation> wanted) {
        List<Observation> found = new ArrayList<>(observations.size());
        boolean inOrder = true;
        for (Observation observation : observations) {
            if (wanted.test(observation)) {
                inOrder &= found.isEmpty() || found.get(found.size() - 1).startedBefore(observation);
                found.add(observation);
            }
        }
        if (!inOrder) {
            found.sort(Comparator.comparingLong(Observation::number));
        }
        return Collections.unmodifiableList(found);
    }

    static List<Observation> append(List<Observation> first, List<Observation> then) {
        Map<String, Observation> both = new LinkedHashMap<>();
        first.forEach(one -> both.putIfAbsent(one.id(), one));
        then.forEach(one -> both.putIfAbsent(one.id(), one));
        return List.copyOf(both.values());
    }

    private static List<String> ids(List<Observation> observations) {
        return observations.stream().map(Observation::id).toList();
    }
}
