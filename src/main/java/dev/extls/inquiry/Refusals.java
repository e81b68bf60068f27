package dev.extls.inquiry;

import dev.extls.observation.Flight;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Selection;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes a version refused.
 *
 * @param why what was seen, in words
 * @param evidence the observations that show it
 */
record Refusals(String why, List<Observation> evidence) {
    /** What says NO beside a choice, a close or the refusal of one list of suites, counts when it was seen twice: one can be chance. */
    private static final int TWICE = 2;

    /**
     * So many closes refuse a version where nothing speaks against them. Two are not enough: of half a million connections of which a fifth met a fault, chance
     * closed the only two of one version once, with no other sign of it.
     */
    static final int THRICE = 3;

    /** Copies. */
    Refusals {
        evidence = List.copyOf(evidence);
    }

    /** The refusal of a version that no observation chose. */
    static Optional<Refusals> of(ProtocolVersion version, List<Observation> seen) {
        return ofVersion(version, seen)
                .or(() -> ofEverySuite(version, seen))
                .or(() -> byClosingEverySuite(version, seen));
    }

    /**
     * The refusal of a version that was chosen as well. A close or handshake_failure counts beside a choice only where the very offer
     * that was refused was answered elsewhere: otherwise it may be the shape of the hello that was refused.
     */
    static Optional<Refusals> beside(List<Observation> chosen, ProtocolVersion version, List<Observation> seen) {
        List<Refusals> found = Stream.of(
                        ofVersion(version, seen), ofEverySuite(version, seen), ofAnsweredOffers(chosen, version, seen))
                .flatMap(Optional::stream)
                .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<Observation> evidence = found.stream().map(Refusals::evidence).reduce(List.of(), VersionLaw::append);
        String why = found.stream().map(Refusals::why).distinct().collect(Collectors.joining("; "));
        return Optional.of(new Refusals(why, evidence));
    }

    /** Whether a version was chosen and refused, twice at least, but by closes that no answer came after. */
    static boolean wantControl(ProtocolVersion version, List<Observation> seen) {
        List<Observation> chosen = VersionLaw.chosen(version, seen);
        List<Observation> closes = Closes.ofVersion(version, seen);
        List<Observation> refused = VersionLaw.append(closes, alerts(chosen, version, seen));
        return !closes.isEmpty()
                && refused.size() >= TWICE
                && anyAnswered(refused, chosen)
                && beside(chosen, version, seen).isEmpty();
    }

    /** A fatal protocol_version, or a lower version chosen. */
    static boolean refusesVersion(Observation observation) {
        boolean lowerChosen = VersionLaw.choice(observation)
                .filter(selection -> selection.version().before(observation.asked()))
                .isPresent();
        boolean versionRefused = observation.outcome() instanceof Outcome.Alerted alerted
                && alerted.alert().fatal()
                && alerted.alert().description() == Alert.PROTOCOL_VERSION;
        return lowerChosen || versionRefused;
    }

    private static Optional<Refusals> ofVersion(ProtocolVersion version, List<Observation> seen) {
        List<Observation> refused = VersionLaw.matching(VersionLaw.asked(version, seen), Refusals::refusesVersion);
        return refused.size() < refusalsNeeded(version, refused, seen) || answersHeader(refused, seen)
                ? Optional.empty()
                : Optional.of(new Refusals(Wording.refusal(refused.get(0)), refused));
    }

    /** Once; twice where the hello may have been damaged on its way: where connections fail by chance, or another answer speaks against it. */
    private static int refusalsNeeded(ProtocolVersion version, List<Observation> refused, List<Observation> seen) {
        boolean doubtful = refused.size() == 1
                && (Chance.at(seen) || downgradedFrom(version, seen) || amissBetweenSpoken(version, seen));
        return doubtful ? Chance.TWICE : 1;
    }

    /** Whether versions of TLS on both sides are spoken, which makes a server that is rare, and something failed there. */
    private static boolean amissBetweenSpoken(ProtocolVersion version, List<Observation> seen) {
        Set<ProtocolVersion> spoken = VersionLaw.controls(seen).stream()
                .flatMap(one -> VersionLaw.choice(one).map(Selection::version).stream())
                .filter(one -> !one.before(ProtocolVersion.TLS_1_0))
                .collect(Collectors.toSet());
        return spoken.stream().anyMatch(one -> one.before(version))
                && spoken.stream().anyMatch(version::before)
                && seen.stream().anyMatch(Chance::failed);
    }

    /** Whether the server said itself, where it chose another version, that it speaks this one (RFC 8446 section 4.1.3). */
    private static boolean downgradedFrom(ProtocolVersion version, List<Observation> seen) {
        return VersionLaw.controls(seen).stream().anyMatch(one -> Flight.downgradedFrom(version, one));
    }

    /** A refusal that has to be seen once more before it counts. */
    static Optional<Observation> tooSeldom(ProtocolVersion version, List<Observation> seen) {
        List<Observation> refused = VersionLaw.matching(VersionLaw.asked(version, seen), Refusals::refusesVersion);
        if (!refused.isEmpty()) {
            return refused.size() < refusalsNeeded(version, refused, seen)
                    ? Optional.of(refused.get(0))
                    : Optional.empty();
        }
        List<Observation> alerts = VersionLaw.matching(VersionLaw.asked(version, seen), VersionLaw::refusesSuites);
        return refusedSuites(version, seen).containsAll(KnownSuites.of(version))
                        && !likelyRefused(version, alerts, seen)
                ? ofLikely(version, alerts).stream().findFirst()
                : Optional.empty();
    }

    /**
     * Whether the likely suites were refused by alert: twice where another hello of the version failed, since this may then be chance as well.
     */
    private static boolean likelyRefused(ProtocolVersion version, List<Observation> alerts, List<Observation> seen) {
        boolean amiss = VersionLaw.asked(version, seen).stream().anyMatch(Chance::failed);
        return ofLikely(version, alerts).size() >= (amiss || Chance.at(seen) ? Chance.TWICE : 1);
    }

    /**
     * How many closes refuse a version: three, four where something was {@linkplain Closes#amiss amiss}, or so many as chance would
     * {@linkplain Closes#unlikely hardly} make where it plays a part.
     */
    static int closesNeeded(List<Observation> seen) {
        if (Chance.at(seen)) {
            return Closes.unlikely(seen);
        }
        return Closes.amiss(seen) ? THRICE + 1 : THRICE;
    }

    /**
     * Whether alerts may be the answer to a header of the PROXY protocol, which a server that does not expect it takes for a broken hello: no hello
     * behind one was answered.
     */
    private static boolean answersHeader(List<Observation> refused, List<Observation> seen) {
        return refused.stream().allMatch(one -> one.approach().announced())
                && VersionLaw.controls(seen).isEmpty();
    }

    private static Optional<Refusals> ofEverySuite(ProtocolVersion version, List<Observation> seen) {
        List<Observation> refused = VersionLaw.matching(VersionLaw.asked(version, seen), VersionLaw::refusesSuites);
        List<Observation> controls = VersionLaw.controls(seen);
        if (refused.isEmpty()
                || controls.isEmpty()
                || !offered(refused).containsAll(KnownSuites.of(version))
                || !likelyRefused(version, refused, seen)) {
            return Optional.empty();
        }
        Observation control = controls.get(0);
        String why = Wording.refusal(refused.get(0)) + " to every suite known for " + version.label() + ", while "
                + control.id() + " was answered";
        return Optional.of(new Refusals(why, VersionLaw.append(refused, List.of(control))));
    }

    /**
     * Closes of hellos of our own, and alerts, that together refuse every suite known for the version: a server that closes where no suite is
     * common may speak it with a rare one. The handshakes do not count here, because their form is not ours to choose.
     */
    private static Optional<Refusals> byClosingEverySuite(ProtocolVersion version, List<Observation> seen) {
        List<Observation> alerts = VersionLaw.matching(VersionLaw.asked(version, seen), VersionLaw::refusesSuites);
        return byCloses(version, seen).filter(refusals -> {
            List<Observation> closedHellos = VersionLaw.matching(
                    refusals.evidence,
                    one -> VersionLaw.closesAtHello(one) && one.offer().way() == Way.HELLO);
            return offered(VersionLaw.append(closedHellos, alerts)).containsAll(KnownSuites.of(version))
                    && likelyRefused(version, refusals.evidence, alerts, seen);
        });
    }

    private static List<Observation> ofLikely(ProtocolVersion version, List<Observation> refused) {
        Set<CipherSuite> likely = likely(version);
        return VersionLaw.matching(refused, one -> one.offer().suites().containsAll(likely));
    }

    /** The likely suites that a handshake offers as well. */
    private static Set<CipherSuite> likely(ProtocolVersion version) {
        Set<CipherSuite> likely = new HashSet<>(KnownSuites.first(version));
        List<CipherSuite> finishable = KnownSuites.ofHandshake(version);
        if (!finishable.isEmpty()) {
            likely.retainAll(finishable);
        }
        return likely;
    }

    /**
     * Whether the suites that whoever speaks a version has stood in an offer that was refused by alert, or in three or {@linkplain #closesNeeded more} that
     * were closed, handshakes among them. A server that closes on rare suites is not thereby one that closes on these: one close of them may be chance. And
     * where it refuses rare ones of this version alone by alert, closing is not its way: twice as many are wanted. So they are where it closes by FIN here
     * and by RST there, as long as chance is not counted and not {@link Unlike} nodes answer, each of which has a way of its own.
     */
    static boolean likelyRefused(
            ProtocolVersion version, List<Observation> closes, List<Observation> alerts, List<Observation> seen) {
        int closed = ofLikely(version, VersionLaw.matching(closes, VersionLaw::closesAtHello))
                .size();
        int needed = closesNeeded(seen);
        boolean byAlert = alerts.stream().anyMatch(one -> one.offer().lower().isEmpty());
        boolean inTwoWays = byAlert || (!Chance.at(seen) && Closes.ofTwoKinds(version, seen) && !Unlike.nodes(seen));
        return likelyRefused(version, alerts, seen)
                || (needed != Closes.NEVER && closed >= (inTwoWays ? 2 * needed : needed));
    }

    private static Set<CipherSuite> offered(List<Observation> observations) {
        Set<CipherSuite> offered = new HashSet<>();
        observations.forEach(observation -> offered.addAll(observation.offer().suites()));
        return offered;
    }

    /** The suites of a version of which the refusal is on record already, whether it counts yet or not. */
    static Set<CipherSuite> refusedSuites(ProtocolVersion version, List<Observation> seen) {
        List<Observation> alerts = VersionLaw.matching(VersionLaw.asked(version, seen), VersionLaw::refusesSuites);
        Shape telling = Closes.telling(version, seen);
        List<Observation> closedHellos = VersionLaw.matching(
                VersionLaw.asked(version, seen),
                one -> VersionLaw.closesAtHello(one)
                        && one.offer().way() == Way.HELLO
                        && (telling == Shape.PLAIN || one.offer().shape() == telling));
        return offered(VersionLaw.append(closedHellos, alerts));
    }

    /** Control, two closes or more, control, each over before the next begins; the control with the most closes before it. */
    private static Optional<Refusals> byCloses(ProtocolVersion version, List<Observation> seen) {
        List<Observation> controls = VersionLaw.controls(seen);
        List<Observation> closes = Closes.ofVersion(version, seen);
        return controls.stream()
                .max(Comparator.<Observation>comparingInt(
                                control -> VersionLaw.over(closes, control).size())
                        .thenComparing(Observation::number, Comparator.reverseOrder()))
                .filter(after -> VersionLaw.over(closes, after).size() >= TWICE)
                .filter(after ->
                        VersionLaw.over(closes, after).stream().anyMatch(close -> Closes.undisturbed(close, seen)))
                .map(after -> byCloses(controls, VersionLaw.over(closes, after), after));
    }

    private static Refusals byCloses(List<Observation> controls, List<Observation> closes, Observation after) {
        Observation before =
                VersionLaw.over(controls, Collections.min(closes, Comparator.comparing(Observation::started))).stream()
                        .max(Comparator.comparing(Observation::ended))
                        .orElseThrow();
        String why = Wording.closes(closes) + " straight after the hello, " + closes.size() + " times, between "
                + before.id() + " and " + after.id() + ", which were answered";
        return new Refusals(why, VersionLaw.append(VersionLaw.append(List.of(before), closes), List.of(after)));
    }

    private static Optional<Refusals> ofAnsweredOffers(
            List<Observation> chosen, ProtocolVersion version, List<Observation> seen) {
        List<Observation> controls = VersionLaw.controls(seen);
        List<Observation> closes = VersionLaw.matching(
                Closes.ofVersion(version, seen),
                close -> controls.stream()
                        .anyMatch(control ->
                                !VersionLaw.over(List.of(close), control).isEmpty()));
        List<Observation> alerts = alerts(chosen, version, seen);
        if (alerts.isEmpty() && !closes.isEmpty() && anyAnswered(closes, chosen)) {
            return byCloses(version, seen);
        }
        List<Observation> refused = VersionLaw.append(alerts, closes);
        return alerts.isEmpty() || refused.size() < TWICE
                ? Optional.empty()
                : Optional.of(
                        new Refusals(Wording.refusals(refused) + " to an offer that was answered as well", refused));
    }

    private static List<Observation> alerts(List<Observation> chosen, ProtocolVersion version, List<Observation> seen) {
        return VersionLaw.matching(
                VersionLaw.asked(version, seen),
                one -> VersionLaw.refusesSuites(one) && anyAnswered(List.of(one), chosen));
    }

    private static boolean anyAnswered(List<Observation> refused, List<Observation> chosen) {
        return refused.stream()
                .anyMatch(one ->
                        chosen.stream().anyMatch(answered -> answered.offer().equals(one.offer())));
    }
}
