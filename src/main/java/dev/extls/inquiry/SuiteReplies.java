package dev.extls.inquiry;

import dev.extls.inquiry.CrossedRefusals.Once;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Way;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the observations of one endpoint say about lists of suites in one version.
 *
 * @param version the version in question
 * @param known every suite of the version, likely ones first
 * @param choices the observations that chose the version, in the order of their start
 * @param accepted the suites chosen, in that order
 * @param refusals the lists refused, and what stood in two lists of which one refusal each was seen
 * @param once the lists of which a refusal was seen, be it a close that counts only beside another
 * @param doubted those of the accepted that one hello chose and no handshake finished, where connections fail {@linkplain Chance by chance}
 * @param chance whether they do
 * @param closesNeeded how many {@linkplain Closes#needed closes} refuse a suite
 * @param asked our own hellos of the version, in the order of their start
 * @param unanswered those of them that chose nothing in the version, by the set of suites offered
 */
record SuiteReplies(
        ProtocolVersion version,
        Set<CipherSuite> known,
        List<Observation> choices,
        Set<CipherSuite> accepted,
        List<Refused> refusals,
        List<Once> once,
        Set<CipherSuite> doubted,
        boolean chance,
        int closesNeeded,
        List<Observation> asked,
        Map<Set<CipherSuite>, List<Observation>> unanswered) {
    /** So many suites stand in a hello of any inquiry. */
    private static final int USUAL_LIST = 64;

    /** Collected once: an inquiry asks after every connection. */
    private static final Map<ProtocolVersion, Set<CipherSuite>> KNOWN = new ConcurrentHashMap<>();

    /**
     * A list that was refused.
     *
     * @param suites its members that belong to the version
     * @param fits whether the way of refusing says "none of these": handshake_failure, insufficient_security or protocol_version,
     *     the choice of a lower version, or closes as the law wants them; another fatal alert does not
     * @param evidence the observations that show it
     */
    record Refused(Set<CipherSuite> suites, boolean fits, List<Observation> evidence) {}

    /**
     * Reads observations.
     *
     * @param controlled whether closes count only if a control was answered after them too
     */
    static SuiteReplies of(ProtocolVersion version, List<Observation> observations, boolean controlled) {
        List<Observation> seen = VersionLaw.inOrder(observations);
        Set<CipherSuite> known = KNOWN.computeIfAbsent(version, asked -> SuiteSet.of(KnownSuites.of(asked)));
        List<Observation> choices =
                seen.stream().filter(one -> chose(version, one)).toList();
        Set<CipherSuite> accepted = inOrderOfChoice(version, choices);
        List<Observation> asked = seen.stream()
                .filter(one -> one.offer().version() == version && one.offer().way() == Way.HELLO)
                .toList();
        Map<Set<CipherSuite>, List<Observation>> unanswered = new LinkedHashMap<>();
        asked.stream()
                .filter(one -> !chose(version, one))
                .forEach(one -> unanswered
                        .computeIfAbsent(members(one, known), set -> new ArrayList<>())
                        .add(one));
        int longest = controlled
                ? longestAnswered(choices)
                : lengthInDoubt(unanswered, accepted) ? USUAL_LIST : Integer.MAX_VALUE;
        boolean chance = Chance.at(seen);
        int closesNeeded = Closes.needed(asked, seen, chance);
        boolean byReset = Closes.mostlyReset(asked);
        Predicate<Observation> refusing = refusing(version, asked, chance);
        boolean closesRefuse = chance
                ? closesNeeded != Closes.NEVER && Closes.theWayToRefuse(asked, true)
                : closesNeeded == Closes.TWICE;
        int alertsNeeded = chance ? Chance.TWICE : 1;
        List<Refused> refusals = new ArrayList<>();
        List<Once> once = new ArrayList<>();
        unanswered.forEach((suites, ones) -> {
            // what was refused although it is accepted says so whatever its length
            boolean clean = Collections.disjoint(suites, accepted);
            List<Observation> telling = ones.stream()
                    .filter(one -> !clean || one.offer().suites().size() <= longest)
                    .toList();
            List<Observation> fitting = telling.stream().filter(refusing).toList();
            // a list that was refused and answered was refused by chance, if that is seen to play a part
            long answers = chance ? answers(suites, choices, known) : 0;
            if (fitting.size() >= alertsNeeded && fitting.size() > answers) {
                refusals.add(new Refused(suites, true, fitting));
            }
            List<Observation> closes = telling.stream()
                    .filter(one -> VersionLaw.closesAtHello(one) && between(one, choices, controlled))
                    .toList();
            // a server that serves one connection at a time closes the others
            boolean alone = closes.stream().anyMatch(one -> Closes.alone(one, seen));
            if (Closes.weight(closes, byReset) >= Closes.weight(closesNeeded) && alone && answers == 0) {
                refusals.add(new Refused(suites, true, closes));
            }
            if (answers == 0 && (!fitting.isEmpty() || (!closes.isEmpty() && closesRefuse))) {
                List<Observation> counted = closesRefuse ? closes : List.of();
                once.add(new Once(suites, fitting, counted, Closes.weight(counted, byReset), alone));
            }
            List<Observation> otherAlerts = ones.stream()
                    .filter(one -> one.outcome() instanceof Outcome.Alerted && !refuses(version, one))
                    .toList();
            if (otherAlerts.size() >= alertsNeeded && answers == 0) {
                refusals.add(new Refused(suites, false, otherAlerts));
            }
        });
        refusals.addAll(CrossedRefusals.of(
                version,
                once.stream()
                        .filter(list -> Collections.disjoint(list.suites(), accepted))
                        .toList(),
                alertsNeeded,
                closesNeeded));
        return new SuiteReplies(
                version,
                known,
                choices,
                accepted,
                refusals,
                once,
                chance ? doubted(choices) : Set.of(),
                chance,
                closesNeeded,
                asked,
                unanswered);
    }

    /**
     * What refuses lists: where chance plays a part, only what does so most often. A server refuses every list in one way, and a hello that was damaged
     * may be refused in any.
     */
    private static Predicate<Observation> refusing(ProtocolVersion version, List<Observation> asked, boolean chance) {
        if (!chance) {
            return one -> refuses(version, one);
        }
        List<Object> manners = asked.stream()
                .filter(one -> refuses(version, one))
                .map(SuiteReplies::manner)
                .toList();
        Optional<Object> usual =
                manners.stream().max(Comparator.comparingLong(manner -> Collections.frequency(manners, manner)));
        return one -> refuses(version, one) && usual.filter(manner(one)::equals).isPresent();
    }

    private static Object manner(Observation refusal) {
        return VersionLaw.choice(refusal).<Object>map(Selection::version).orElseGet(() -> refusal.outcome());
    }

    private static long answers(Set<CipherSuite> suites, List<Observation> choices, Set<CipherSuite> known) {
        return choices.stream()
                .filter(one -> one.offer().suites().containsAll(suites)
                        && members(one, known).equals(suites))
                .count();
    }

    private static Set<CipherSuite> doubted(List<Observation> choices) {
        return Chance.doubted(choices, one -> VersionLaw.choice(one).map(Selection::suite));
    }

    /** The suites that are told as accepted. */
    List<CipherSuite> believed() {
        return accepted.stream().filter(suite -> !doubted.contains(suite)).toList();
    }

    /**
     * The suites that are told as accepted in a version, in the order of choice, without what takes longer to tell.
     *
     * @param seen what was seen while versions and suites were asked for, in the order of its start
     */
    static Set<CipherSuite> accepted(ProtocolVersion version, List<Observation> seen) {
        List<Observation> choices = VersionLaw.matching(seen, one -> chose(version, one));
        Set<CipherSuite> accepted = inOrderOfChoice(version, choices);
        if (Chance.at(seen)) {
            accepted.removeAll(doubted(choices));
        }
        return accepted;
    }

    /** In the order of choice. A choice that was not made among all likely suites says nothing about its place where it was made again. */
    private static Set<CipherSuite> inOrderOfChoice(ProtocolVersion version, List<Observation> choices) {
        Set<CipherSuite> chosenAmongAll = choices.stream()
                .filter(one -> !amongSome(version, one))
                .flatMap(one -> VersionLaw.choice(one).map(Selection::suite).stream())
                .collect(Collectors.toSet());
        Set<CipherSuite> accepted = new LinkedHashSet<>();
        for (Observation one : choices) {
            VersionLaw.choice(one)
                    .map(Selection::suite)
                    .filter(suite -> !amongSome(version, one) || !chosenAmongAll.contains(suite))
                    .ifPresent(accepted::add);
        }
        return accepted;
    }

    /** The first hello of a version has no finite-field suites, which the server may prefer. */
    private static boolean amongSome(ProtocolVersion version, Observation choice) {
        return choice.question() == Question.VERSIONS
                && choice.offer().way() == Way.HELLO
                && !choice.offer().suites().containsAll(KnownSuites.likely(version));
    }

    /** The suites that were chosen from lists with all likely suites that were left. */
    Set<CipherSuite> compared() {
        List<CipherSuite> compared = new ArrayList<>(choices.size());
        for (Observation one : choices) {
            if (!amongSome(version, one)) {
                VersionLaw.choice(one).map(Selection::suite).ifPresent(compared::add);
            }
        }
        return SuiteSet.of(compared);
    }

    /** The refusal of a longer list than any that is answered may mean its length (IIS 6: nmap's ssl-enum-ciphers asks for 64 at most). */
    private static int longestAnswered(List<Observation> choices) {
        return choices.stream().mapToInt(one -> one.offer().suites().size()).reduce(USUAL_LIST, Math::max);
    }

    /** Whether anything counts only beside a control: a close, or the refusal of a list that is longer than any that was answered. */
    boolean needsControl() {
        int longest = longestAnswered(choices);
        return unanswered.values().stream()
                .flatMap(List::stream)
                .anyMatch(one ->
                        VersionLaw.closesAtHello(one) || one.offer().suites().size() > longest);
    }

    /** Whether a long list was refused twice although it holds a suite that is accepted. */
    boolean lengthInDoubt() {
        return lengthInDoubt(unanswered, accepted);
    }

    private static boolean lengthInDoubt(
            Map<Set<CipherSuite>, List<Observation>> unanswered, Set<CipherSuite> accepted) {
        return unanswered.entrySet().stream()
                .filter(entry -> !Collections.disjoint(entry.getKey(), accepted))
                .anyMatch(entry -> entry.getValue().stream()
                                .filter(one ->
                                        !troubled(one) && one.offer().suites().size() > USUAL_LIST)
                                .count()
                        >= 2);
    }

    /** How many suites stood in the longest list that was refused, none of them accepted; 0 if none was. */
    int longestRefused() {
        return once.stream()
                .filter(list -> Collections.disjoint(list.suites(), accepted))
                .flatMap(list -> list.evidence().stream())
                .mapToInt(one -> one.offer().suites().size())
                .max()
                .orElse(0);
    }

    /**
     * Whether a list was refused, half as often as it must be at least, that contains every one of some suites and nothing beyond a range. One close of a
     * list of which a suite is accepted is chance as long as it was not seen again.
     */
    boolean refusedWithin(Set<CipherSuite> suites, Set<CipherSuite> range) {
        return Stream.concat(
                        refusals.stream().map(Refused::suites),
                        once.stream()
                                .filter(list -> list.halfOf(chance ? Chance.TWICE : 1, closesNeeded))
                                .map(Once::suites)
                                .filter(list -> Collections.disjoint(list, accepted)))
                .anyMatch(list -> list.containsAll(suites) && range.containsAll(list));
    }

    /** Whether an observation, whatever it asked, chose the version. */
    static boolean chose(ProtocolVersion version, Observation observation) {
        Optional<Selection> choice = VersionLaw.choice(observation);
        return choice.isPresent() && choice.get().version() == version;
    }

    private static Set<CipherSuite> members(Observation observation, Set<CipherSuite> known) {
        return SuiteSet.of(observation.offer().suites()).and(SuiteSet.of(known));
    }

    /** RFC 5246 section 7.2.2: handshake_failure, insufficient_security, protocol_version; section 7.4.1.3: a lower version. */
    static boolean refuses(ProtocolVersion version, Observation observation) {
        boolean lower = VersionLaw.choice(observation)
                .filter(selection -> selection.version().before(version))
                .isPresent();
        return lower
                || VersionLaw.refusesSuites(observation)
                || (observation.outcome() instanceof Outcome.Alerted alerted
                        && alerted.alert().fatal()
                        && alerted.alert().description() == Alert.PROTOCOL_VERSION);
    }

    /** Begun after some control was over; and, where that is asked for, over before another began. */
    private static boolean between(Observation close, List<Observation> controls, boolean controlled) {
        boolean before = controls.stream().anyMatch(control -> !control.ended().isAfter(close.started()));
        boolean after = controls.stream().anyMatch(control -> !close.ended().isAfter(control.started()));
        return before && (after || !controlled);
    }

    /** No answer at all: neither a choice nor a refusal nor a close. */
    static boolean troubled(Observation observation) {
        return !(observation.outcome() instanceof Outcome.Alerted)
                && !(observation.outcome() instanceof Outcome.Sslv2Error)
                && !VersionLaw.closesAtHello(observation)
                && VersionLaw.choice(observation).isEmpty();
    }

    /** How often these suites were offered, in any order, and nothing was chosen. */
    int withoutChoice(Set<CipherSuite> suites) {
        return unanswered.getOrDefault(suites, List.of()).size();
    }

    /** The hellos that offered exactly these suites in this order. */
    List<Observation> asked(List<CipherSuite> suites) {
        return asked.stream().filter(one -> one.offer().suites().equals(suites)).toList();
    }

    /** Whether a hello got no answer twice, more often where chance plays a part, or somebody spoke into the connection: then nothing more is asked. */
    Optional<Observation> givenUp() {
        return unanswered.values().stream()
                .filter(same -> injected(same) || silentTwice(same))
                .map(same -> same.get(same.size() - 1))
                .findFirst();
    }

    private static boolean injected(List<Observation> same) {
        return same.stream().anyMatch(one -> one.outcome() instanceof Outcome.Injected);
    }

    private boolean silentTwice(List<Observation> same) {
        Observation last = same.get(same.size() - 1);
        return troubled(last)
                && same.stream().filter(SuiteReplies::troubled).count() >= (chance ? Chance.ASKS : 2)
                && asked(last.offer().suites()).stream().noneMatch(one -> chose(version, one));
    }
}
