package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.ProtocolVersion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of the six versions does an endpoint speak?
 *
 * <p>TLS 1.2 first: it shows whether anybody is there. Then the others of TLS, then SSL. Then whatever the law still lacks: the suites not
 * offered yet, a hello of {@linkplain OtherShapes another shape} where none was answered, more closes, the control that must follow them. Where
 * {@link Unlike} nodes answer, each version is asked again so often that nodes which take turns are all met. An endpoint that cannot be
 * reached is not asked again.
 *
 * @param alpn protocol names to offer, or empty
 * @param handshakes when they are made; where hellos go first, a version that one was answered with costs one connection more
 */
public record VersionInquiry(List<String> alpn, Handshakes handshakes) implements Inquiry {
    /** More connections than the longest honest course needs; a bound against peers that answer differently every time. */
    private static final int CONNECTIONS_AT_MOST = 64;

    /** The same where unlike nodes answer: six versions asked six to twelve times more, and their handshakes. */
    private static final int CONNECTIONS_AT_MOST_OF_UNLIKE_NODES = 128;

    /** The same where connections fail by chance. */
    private static final int CONNECTIONS_AT_MOST_BESIDE_CHANCE = 96;

    /** How often a version is asked for there as long as nothing was answered. */
    private static final int ASKS_WITHOUT_ANSWER = 4;

    /** How often one hello is made until a close of it counts; where connections fail, or more closes are wanted, beside so many. */
    private static final int CLOSES_AT_MOST = 4;

    /** How often in a row the control is asked. */
    private static final int CONTROLS_AT_MOST = 2;

    /** The same where unlike nodes answer, of which not each answers the control. */
    private static final int CONTROLS_AT_MOST_OF_UNLIKE_NODES = 8;

    /** Copies. */
    public VersionInquiry {
        alpn = List.copyOf(alpn);
    }

    /**
     * With handshakes first.
     *
     * @param alpn protocol names to offer, or empty
     */
    public VersionInquiry(List<String> alpn) {
        this(alpn, Handshakes.FIRST);
    }

    @Override
    public Question question() {
        return Question.VERSIONS;
    }

    @Override
    public List<Offer> next(List<Observation> observations) {
        List<Observation> seen = VersionLaw.inOrder(observations, one -> one.question() == Question.VERSIONS);
        if (seen.isEmpty()) {
            return List.of(first(ProtocolVersion.TLS_1_2));
        }
        boolean unlike = Unlike.nodes(seen);
        if (seen.size() >= connectionsAtMost(unlike, seen) || seen.stream().anyMatch(one -> closesTheDoor(one, seen))) {
            return List.of();
        }
        List<Offer> unasked = unasked(seen);
        if (!unasked.isEmpty()) {
            return unasked;
        }
        return unlike ? ofUnlikeNodes(seen) : ofOneNode(seen);
    }

    /**
     * What is asked once more of the versions whose answer chance leaves open that was seen to play a part when suites were asked for.
     *
     * @param observations all observations of the endpoint
     * @return empty where chance plays no part, or unlike nodes answer, which look like it
     */
    List<Offer> inDoubt(List<Observation> observations) {
        List<Observation> told = SuiteLaw.telling(observations);
        long ofVersions =
                told.stream().filter(one -> one.question() == Question.VERSIONS).count();
        if (!Chance.at(told)
                || ofVersions >= CONNECTIONS_AT_MOST_BESIDE_CHANCE
                || VersionLaw.withoutHello(told.get(told.size() - 1))
                || Unlike.atSuites(told)) {
            return List.of();
        }
        List<ProtocolVersion> open = Arrays.stream(ProtocolVersion.values())
                .filter(version -> VersionLaw.ofOneNode(version, told) == AnswerKind.UNKNOWN)
                .toList();
        List<Offer> more = open.stream()
                .flatMap(version -> more(version, told, false).stream())
                .toList();
        if (more.isEmpty()) {
            more = open.stream()
                    .flatMap(version -> moreCloses(version, told, false).stream())
                    .toList();
        }
        return more.isEmpty() && !open.isEmpty() ? control(told, false) : more;
    }

    /** Those of TLS, then those of SSL: a close of these, which is how many refuse them, does not count beside a hello that is answered. */
    private List<Offer> unasked(List<Observation> seen) {
        List<ProtocolVersion> unasked = Arrays.stream(ProtocolVersion.values())
                .filter(version -> VersionLaw.asked(version, seen).isEmpty())
                .sorted(Comparator.reverseOrder())
                .toList();
        List<ProtocolVersion> ofTls = unasked.stream()
                .filter(version -> !version.before(ProtocolVersion.TLS_1_0))
                .toList();
        return (ofTls.isEmpty() ? unasked : ofTls).stream().map(this::first).toList();
    }

    private static int connectionsAtMost(boolean unlike, List<Observation> seen) {
        if (unlike) {
            return CONNECTIONS_AT_MOST_OF_UNLIKE_NODES;
        }
        return Chance.at(seen) ? CONNECTIONS_AT_MOST_BESIDE_CHANCE : CONNECTIONS_AT_MOST;
    }

    /** More closes go by themselves: beside a hello that is answered they would not count. */
    private List<Offer> ofOneNode(List<Observation> seen) {
        List<Offer> more = ofAllVersions(version -> more(version, seen, false));
        if (more.isEmpty()) {
            more = ofAllVersions(version -> moreCloses(version, seen, false));
        }
        if (more.isEmpty()) {
            more = ofAllVersions(version -> otherShapes(version, seen));
        }
        if (!more.isEmpty()) {
            return hellosFirst(more);
        }
        List<Offer> suspicion = new AskingAgain(alpn).onSuspicion(seen);
        return suspicion.isEmpty() ? control(seen, false) : suspicion;
    }

    /** Where hellos go first, the handshakes wait until no version wants a hello. */
    private List<Offer> hellosFirst(List<Offer> offers) {
        List<Offer> hellos =
                offers.stream().filter(offer -> offer.way() == Way.HELLO).toList();
        return handshakes == Handshakes.FIRST || hellos.isEmpty() ? offers : hellos;
    }

    private static List<Offer> ofAllVersions(Function<ProtocolVersion, List<Offer>> more) {
        return Arrays.stream(ProtocolVersion.values())
                .flatMap(version -> more.apply(version).stream())
                .toList();
    }

    private List<Offer> ofUnlikeNodes(List<Observation> seen) {
        List<Offer> again = new AskingAgain(alpn).ofUnlikeNodes(seen);
        if (!again.isEmpty()) {
            return again;
        }
        return Arrays.stream(ProtocolVersion.values())
                .map(version -> Stream.of(
                                more(version, seen, true), moreCloses(version, seen, true), otherShapes(version, seen))
                        .filter(more -> !more.isEmpty())
                        .findFirst())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> control(seen, true));
    }

    private Offer first(ProtocolVersion version) {
        return handshakes == Handshakes.FIRST && canShakeHands(version)
                ? Offer.handshake(version, alpn)
                : hello(version);
    }

    private static boolean canShakeHands(ProtocolVersion version) {
        return !version.before(ProtocolVersion.TLS_1_0)
                && !KnownSuites.ofHandshake(version).isEmpty();
    }

    private Offer hello(ProtocolVersion version) {
        return Offer.hello(version, KnownSuites.first(version), alpn);
    }

    /** What one version still lacks. */
    private List<Offer> more(ProtocolVersion version, List<Observation> seen, boolean unlike) {
        List<Observation> asked = VersionLaw.asked(version, seen);
        AnswerKind answer = VersionLaw.ofOneNode(version, seen);
        if (answer == AnswerKind.YES) {
            List<Offer> handshake = confirmation(version, seen);
            return handshake.isEmpty() ? new AskingAgain(alpn).handshake(version, seen, unlike) : handshake;
        }
        Optional<Offer> doubtful = answer == AnswerKind.UNKNOWN ? doubtful(version, asked, seen) : Optional.empty();
        if (doubtful.isPresent()) {
            return List.of(doubtful.get());
        }
        if (answer == AnswerKind.NO || !worthAsking(version, asked, seen)) {
            return List.of();
        }
        Optional<Offer> inWorkingShape = new OtherShapes(hello(version), asked, seen).working();
        if (inWorkingShape.isPresent()) {
            return List.of(inWorkingShape.get());
        }
        if (version == ProtocolVersion.TLS_1_3
                && asked.stream().allMatch(one -> one.offer().lower().isEmpty())) {
            return List.of(Offer.tls13OrLower(alpn));
        }
        if (asked.stream().noneMatch(one -> one.offer().way() == Way.HELLO)) {
            return List.of(hello(version));
        }
        if (lacksHandshake(version, asked)) {
            return List.of(Offer.handshake(version, alpn));
        }
        boolean refused =
                asked.stream().anyMatch(one -> VersionLaw.refusesSuites(one) || VersionLaw.closesAtHello(one));
        return refused ? suitesNotYetOffered(version, seen) : List.of();
    }

    /** What is offered once more where the one choice, the one refusal or the failure of all hellos that it met may be chance. */
    private Optional<Offer> doubtful(ProtocolVersion version, List<Observation> asked, List<Observation> seen) {
        List<Observation> chosen = VersionLaw.chosen(version, seen);
        Optional<Observation> refused = Refusals.tooSeldom(version, seen);
        Optional<Offer> offer;
        if (!chosen.isEmpty()) {
            long refusals = asked.stream().filter(Refusals::refusesVersion).count();
            offer = chosen.stream()
                    .filter(one -> one.asked() == version && refusals < Chance.TWICE)
                    .map(Observation::offer)
                    .findFirst();
        } else if (refused.isPresent()) {
            offer = refused.map(Observation::offer);
        } else {
            boolean unanswered = version != ProtocolVersion.SSL_2_0
                    && asked.stream().allMatch(SuiteReplies::troubled)
                    && asked.size() < ASKS_WITHOUT_ANSWER
                    && !VersionLaw.controls(seen).isEmpty()
                    && Chance.at(seen);
            offer = unanswered ? Optional.of(hello(version).in(AnsweredShape.of(version, seen))) : Optional.empty();
        }
        return offer.filter(one -> times(one, seen) < Chance.ASKS);
    }

    private List<Offer> otherShapes(ProtocolVersion version, List<Observation> seen) {
        List<Observation> asked = VersionLaw.asked(version, seen);
        return VersionLaw.ofOneNode(version, seen) == AnswerKind.UNKNOWN && worthAsking(version, asked, seen)
                ? new OtherShapes(hello(version), asked, seen).untried(formInDoubt(seen))
                : List.of();
    }

    /** Whether only hellos that demand less than ours were answered: those of SSL, or a handshake whose suites our hello offered in vain. */
    private static boolean formInDoubt(List<Observation> seen) {
        List<Observation> controls = VersionLaw.controls(seen);
        int known = Closes.demandOfAnswers(seen);
        return known == 0 || (known == Closes.DEMAND_OF_A_HANDSHAKE && times(demanding(controls), seen) > 0);
    }

    /**
     * After alerts, and where we could not ask. After closes and silence only where somebody answers, and in TLS 1.2, which then stands for all.
     */
    private static boolean worthAsking(ProtocolVersion version, List<Observation> asked, List<Observation> seen) {
        boolean alerted = asked.stream()
                .anyMatch(one -> one.outcome() instanceof Outcome.Alerted
                        || one.outcome() instanceof Outcome.Sslv2Error
                        || one.outcome() instanceof Outcome.NotOffered);
        boolean unanswered = asked.stream()
                .anyMatch(one -> VersionLaw.closesAtHello(one)
                        || one.outcome() instanceof Outcome.Silent
                        || one.outcome() instanceof Outcome.Garbled);
        boolean somebody =
                version == ProtocolVersion.TLS_1_2 || !VersionLaw.controls(seen).isEmpty();
        return alerted || (unanswered && somebody);
    }

    /** Where hellos go first, the handshake that confirms a YES or is refused in another shape. */
    private boolean lacksHandshake(ProtocolVersion version, List<Observation> asked) {
        return handshakes == Handshakes.LATER
                && canShakeHands(version)
                && asked.stream().noneMatch(one -> one.offer().way() == Way.HANDSHAKE);
    }

    /** A handshake that the server broke off after it had chosen is worth one more try (Schannel's DHE fault, tls-attacker issue 50). */
    private List<Offer> confirmation(ProtocolVersion version, List<Observation> seen) {
        List<Observation> asked = VersionLaw.asked(version, seen);
        if (lacksHandshake(version, asked)) {
            return List.of(Offer.handshake(version, alpn));
        }
        List<Observation> handshakes =
                asked.stream().filter(one -> one.offer().way() == Way.HANDSHAKE).toList();
        boolean brokenOff = handshakes.size() == 1 && Chance.brokenOff(handshakes.get(0));
        return brokenOff ? List.of(Offer.handshake(version, alpn)) : List.of();
    }

    private List<Offer> suitesNotYetOffered(ProtocolVersion version, List<Observation> seen) {
        return KnownSuites.rest(version, Refusals.refusedSuites(version, seen)).stream()
                .map(suites -> Offer.hello(version, suites, alpn).in(Closes.telling(version, seen)))
                .filter(offer -> times(offer, seen) == 0)
                .toList();
    }

    /**
     * Hellos that were closed and of which no close counts yet; or where too few closes are all that is lacking, the first. More often beside chance, which
     * unlike nodes look like.
     */
    private static List<Offer> moreCloses(ProtocolVersion version, List<Observation> seen, boolean unlike) {
        List<Observation> asked = VersionLaw.asked(version, seen);
        int demand = demandToExpect(seen);
        int needed = Refusals.closesNeeded(seen);
        boolean often = !unlike && needed != Closes.NEVER;
        int times = often ? needed + CLOSES_AT_MOST : CLOSES_AT_MOST;
        if (demand < 0 || VersionLaw.ofOneNode(version, seen) != AnswerKind.UNKNOWN) {
            return List.of();
        }
        List<Observation> counting = Closes.ofVersion(version, seen, demand);
        Set<Offer> counted = counting.stream().map(Observation::offer).collect(Collectors.toSet());
        List<Offer> closed = asked.stream()
                .filter(one -> VersionLaw.closesAtHello(one) && one.offer().way() == Way.HELLO)
                .map(Observation::offer)
                .filter(offer -> Closes.demand(offer) <= demand)
                .distinct()
                .toList();
        int inVain = needed > Refusals.THRICE ? times : CLOSES_AT_MOST;
        List<Offer> uncounted = closed.stream()
                .filter(offer -> !counted.contains(offer) && times(offer, seen) < inVain)
                .toList();
        List<Observation> alerts = VersionLaw.matching(asked, VersionLaw::refusesSuites);
        boolean tooFew = counting.size() == 1
                || (!counting.isEmpty()
                        && (!Refusals.likelyRefused(version, counting, alerts, seen)
                                || counting.stream().noneMatch(close -> Closes.undisturbed(close, seen))));
        if (!uncounted.isEmpty() || !tooFew) {
            return uncounted;
        }
        return closed.stream()
                .limit(1)
                .filter(offer -> times(offer, seen) < times)
                .toList();
    }

    /** What the hellos that are answered demand. Who shook hands is taken to read our own hellos as well, until the control shows it. */
    private static int demandToExpect(List<Observation> seen) {
        int known = Closes.demandOfAnswers(seen);
        if (known != Closes.DEMAND_OF_A_HANDSHAKE) {
            return known;
        }
        Offer control = demanding(VersionLaw.controls(seen));
        return times(control, seen) == 0 ? Closes.demand(control) : known;
    }

    private static long times(Offer offer, List<Observation> seen) {
        return seen.stream().filter(one -> one.offer().equals(offer)).count();
    }

    /** The control that must follow the closes: an offer that was answered is made again, twice if it is not answered now. */
    private List<Offer> control(List<Observation> seen, boolean unlike) {
        List<Observation> controls = VersionLaw.controls(seen);
        boolean lacking = Arrays.stream(ProtocolVersion.values()).anyMatch(version -> lacksControl(version, seen));
        boolean contested =
                Arrays.stream(ProtocolVersion.values()).anyMatch(version -> Refusals.wantControl(version, seen));
        if (controls.isEmpty() || !(lacking || contested)) {
            return List.of();
        }
        if (unlike || contested) {
            return controlOfUnlikeNodes(controls, seen);
        }
        Offer control = demanding(controls);
        return atTheEnd(control, seen) >= CONTROLS_AT_MOST ? List.of() : List.of(control);
    }

    /** The most demanding of the answered offers, the latest of them; of a mere handshake, the hello of our own with its suites. */
    private static Offer demanding(List<Observation> controls) {
        Offer most = controls.stream()
                .map(Observation::offer)
                .reduce((one, later) -> Closes.demand(later) >= Closes.demand(one) ? later : one)
                .orElseThrow();
        return most.way() == Way.HELLO ? most : Offer.hello(most.version(), most.suites(), most.alpn());
    }

    /** An offer that no node refused, if there is one. */
    private static List<Offer> controlOfUnlikeNodes(List<Observation> controls, List<Observation> seen) {
        Set<Offer> refused =
                seen.stream().filter(Unlike::refuses).map(Observation::offer).collect(Collectors.toSet());
        Offer control = controls.stream()
                .map(Observation::offer)
                .filter(offer -> !refused.contains(offer))
                .findFirst()
                .orElse(controls.get(0).offer());
        return atTheEnd(control, seen) < CONTROLS_AT_MOST_OF_UNLIKE_NODES ? List.of(control) : List.of();
    }

    private static boolean lacksControl(ProtocolVersion version, List<Observation> seen) {
        return VersionLaw.ofOneNode(version, seen) == AnswerKind.UNKNOWN
                && VersionLaw.closesAfterControl(version, seen).size() >= 2;
    }

    /** How many of the last connections made an offer. */
    private static int atTheEnd(Offer offer, List<Observation> seen) {
        int last = seen.size();
        while (last > 0 && seen.get(last - 1).offer().equals(offer)) {
            last--;
        }
        return seen.size() - last;
    }

    /**
     * No connection, or no TLS on this connection: asking again at once gives nothing new, unless the same offer was made again and
     * went through. Somebody speaking into the connection: always.
     */
    private static boolean closesTheDoor(Observation observation, List<Observation> seen) {
        boolean wentThroughLater = seen.stream()
                .anyMatch(later -> later.number() > observation.number()
                        && later.offer().equals(observation.offer())
                        && !VersionLaw.withoutHello(later));
        return observation.outcome() instanceof Outcome.Injected
                || (observation.outcome() instanceof Outcome.NotReached && !wentThroughLater);
    }
}
