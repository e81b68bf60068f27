package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Stop;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.offer.Way;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of the six versions does an endpoint speak?
 *
 * <p>TLS 1.2 first: it shows whether anybody is there. Then the other five. Then whatever the law still lacks: a second refusal, the
 * suites not offered yet, the control that must follow a close. Where {@link Unlike} nodes answer, each version is asked again so
 * often that nodes which take turns are all met. An endpoint that cannot be reached is not asked again.
 *
 * @param alpn protocol names to offer, or empty
 * @param first in which way each version is asked: by a handshake, which proves it, or by a hello, whose answer is there sooner; a
 *     version that a hello was answered with is then confirmed by a handshake, for one connection more
 */
public record VersionInquiry(List<String> alpn, Way first) implements Inquiry {
    /** More connections than the longest honest course needs; a bound against peers that answer differently every time. */
    private static final int CONNECTIONS_AT_MOST = 64;

    /** The same where unlike nodes answer: six versions asked six to twelve times more, and their handshakes. */
    private static final int CONNECTIONS_AT_MOST_OF_UNLIKE_NODES = 128;

    /** How often one hello is made when closes have to be seen twice. */
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
        this(alpn, Way.HANDSHAKE);
    }

    @Override
    public Question question() {
        return Question.VERSIONS;
    }

    @Override
    public List<Offer> next(List<Observation> observations) {
        List<Observation> seen = observations.stream()
                .filter(one -> one.question() == Question.VERSIONS)
                .sorted(Comparator.comparingLong(Observation::number))
                .toList();
        if (seen.isEmpty()) {
            return List.of(first(ProtocolVersion.TLS_1_2));
        }
        boolean unlike = Unlike.nodes(seen);
        if (seen.size() >= (unlike ? CONNECTIONS_AT_MOST_OF_UNLIKE_NODES : CONNECTIONS_AT_MOST)
                || seen.stream().anyMatch(one -> closesTheDoor(one, seen))) {
            return List.of();
        }
        List<Offer> unasked = Arrays.stream(ProtocolVersion.values())
                .filter(version -> VersionLaw.asked(version, seen).isEmpty())
                .sorted(Comparator.reverseOrder())
                .map(this::first)
                .toList();
        if (!unasked.isEmpty()) {
            return unasked;
        }
        return unlike ? ofUnlikeNodes(seen) : ofOneNode(seen);
    }

    private List<Offer> ofOneNode(List<Observation> seen) {
        List<Offer> more = new ArrayList<>();
        for (ProtocolVersion version : ProtocolVersion.values()) {
            more.addAll(more(version, seen, false));
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
        return first == Way.HANDSHAKE || hellos.isEmpty() ? offers : hellos;
    }

    private List<Offer> ofUnlikeNodes(List<Observation> seen) {
        List<Offer> again = new AskingAgain(alpn).ofUnlikeNodes(seen);
        if (!again.isEmpty()) {
            return again;
        }
        return Arrays.stream(ProtocolVersion.values())
                .map(version -> more(version, seen, true))
                .filter(more -> !more.isEmpty())
                .findFirst()
                .orElseGet(() -> control(seen, true));
    }

    private Offer first(ProtocolVersion version) {
        return first == Way.HANDSHAKE && canShakeHands(version) ? Offer.handshake(version, alpn) : hello(version);
    }

    private static boolean canShakeHands(ProtocolVersion version) {
        return !version.before(ProtocolVersion.TLS_1_0)
                && !KnownSuites.ofHandshake(version).isEmpty();
    }

    private Offer hello(ProtocolVersion version) {
        return Offer.hello(version, KnownSuites.likely(version), alpn);
    }

    /** What one version still lacks. */
    private List<Offer> more(ProtocolVersion version, List<Observation> seen, boolean unlike) {
        List<Observation> asked = VersionLaw.asked(version, seen);
        AnswerKind answer = VersionLaw.ofOneNode(version, seen);
        if (answer == AnswerKind.YES) {
            List<Offer> handshake = confirmation(version, seen);
            return handshake.isEmpty() ? new AskingAgain(alpn).handshake(version, seen, unlike) : handshake;
        }
        if (answer == AnswerKind.NO) {
            return List.of();
        }
        boolean refused = asked.stream()
                .anyMatch(one -> one.outcome() instanceof Outcome.Alerted || VersionLaw.closesAtHello(one));
        boolean ourselves = asked.stream().anyMatch(one -> one.outcome() instanceof Outcome.NotOffered);
        if (!refused && !ourselves) {
            return List.of();
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
        List<Offer> rest =
                asked.stream().anyMatch(VersionLaw::refusesSuites) ? suitesNotYetOffered(version, asked) : List.of();
        return rest.isEmpty() ? secondClose(version, asked, seen) : rest;
    }

    /** Where hellos go first, the handshake that confirms a YES or is refused in another shape. */
    private boolean lacksHandshake(ProtocolVersion version, List<Observation> asked) {
        return first == Way.HELLO
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
        boolean brokenOff = handshakes.size() == 1
                && handshakes.get(0).outcome() instanceof Outcome.Selected selected
                && (selected.stop() == Stop.PEER_CLOSED
                        || selected.stop() == Stop.PEER_RESET
                        || selected.stop() == Stop.NO_ANSWER);
        return brokenOff ? List.of(Offer.handshake(version, alpn)) : List.of();
    }

    private List<Offer> suitesNotYetOffered(ProtocolVersion version, List<Observation> asked) {
        Set<CipherSuite> offered = new HashSet<>();
        asked.forEach(one -> offered.addAll(one.offer().suites()));
        return KnownSuites.rest(version, offered).stream()
                .map(suites -> Offer.hello(version, suites, alpn))
                .toList();
    }

    private List<Offer> secondClose(ProtocolVersion version, List<Observation> asked, List<Observation> seen) {
        boolean closed = asked.stream().anyMatch(VersionLaw::closesAtHello);
        boolean controlled = !VersionLaw.controls(seen).isEmpty();
        long hellos =
                asked.stream().filter(one -> one.offer().equals(hello(version))).count();
        boolean enough = VersionLaw.closesAfterControl(version, seen).size() >= 2 || hellos >= CLOSES_AT_MOST;
        return closed && controlled && !enough ? List.of(hello(version)) : List.of();
    }

    /** The control that must follow the closes: an offer that was answered is made again, twice if it is not answered now. */
    private static List<Offer> control(List<Observation> seen, boolean unlike) {
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
        return controlsAtTheEnd(seen) >= CONTROLS_AT_MOST
                ? List.of()
                : List.of(controls.get(controls.size() - 1).offer());
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
        int last = seen.size();
        while (last > 0 && seen.get(last - 1).offer().equals(control)) {
            last--;
        }
        return seen.size() - last < CONTROLS_AT_MOST_OF_UNLIKE_NODES ? List.of(control) : List.of();
    }

    private static boolean lacksControl(ProtocolVersion version, List<Observation> seen) {
        return VersionLaw.ofOneNode(version, seen) == AnswerKind.UNKNOWN
                && VersionLaw.closesAfterControl(version, seen).size() >= 2;
    }

    /** How many of the last connections repeated an offer that is known to be answered. */
    private static int controlsAtTheEnd(List<Observation> seen) {
        Set<Offer> answered =
                VersionLaw.controls(seen).stream().map(Observation::offer).collect(Collectors.toSet());
        int count = 0;
        for (int last = seen.size() - 1; last > 0; last--) {
            Offer offer = seen.get(last).offer();
            boolean repeated = seen.subList(0, last).stream()
                    .anyMatch(earlier -> earlier.offer().equals(offer));
            if (!repeated || !answered.contains(offer)) {
                return count;
            }
            count++;
        }
        return count;
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
