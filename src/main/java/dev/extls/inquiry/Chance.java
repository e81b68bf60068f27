package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Stop;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.ProtocolVersion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether connections to an endpoint come to grief by chance. What loses connections may also damage what passes, so there one answer may be no answer
 * of the server: a choice that reads as another one, or the refusal of a hello that we did not send.
 *
 * <p>Signs are
 *
 * <ul>
 *   <li>silence, or what is no TLS, in answer to a hello that was answered another time, or to a handshake where the usual hello chose its version;
 *   <li>a flight to a hello that was broken off while others of the version were whole, or a handshake that was and that finished another time;
 *   <li>an alert that says "I cannot read this" and not "none of these", in answer to a hello that was answered by a choice another time.
 * </ul>
 *
 * <p>A close is none: it may be the refusal of a node beside one that answers. Nor is a connection that failed before its hello, which damages none. SSL 2.0
 * tells nothing: many servers cannot read its hello.
 *
 * <p>One silence is none either, nor are several of one cause: a server that restarts, or that is silent to one question for a while. Silence counts where
 * the same hello was closed another time, or where two silences have nothing in common or something like the later was answered between them.
 */
final class Chance {
    /** Where chance plays a part, what one connection shows is believed when it was seen twice. */
    static final int TWICE = 2;

    /** How often one thing is asked there until it is given up: one of five connections may fail. */
    static final int ASKS = 6;

    private Chance() {}

    /**
     * Whether there is a sign.
     *
     * @param seen all observations of the endpoint, any order
     */
    static boolean at(List<Observation> seen) {
        List<Observation> failures = VersionLaw.matching(seen, Chance::failed);
        if (failures.isEmpty()) {
            return false;
        }
        List<Observation> signs = VersionLaw.matching(failures, failure -> byChance(failure, seen));
        if (signs.stream().anyMatch(sign -> !silent(sign) || closedAnotherTime(sign, seen))) {
            return true;
        }
        for (int later = 1; later < signs.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (ofTwoCauses(signs.get(earlier), signs.get(later), seen)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether two silences met hellos that have nothing in common, or something of the kind of the later was answered between them. */
    private static boolean ofTwoCauses(Observation earlier, Observation later, List<Observation> seen) {
        return (earlier.asked() != later.asked()
                        && earlier.offer().way() != later.offer().way())
                || seen.stream()
                        .anyMatch(one -> earlier.started().isBefore(one.started())
                                && one.started().isBefore(later.started())
                                && one.asked() == later.asked()
                                && one.offer().way() == later.offer().way()
                                && VersionLaw.answered(one));
    }

    private static boolean silent(Observation one) {
        return one.outcome() instanceof Outcome.Silent;
    }

    private static boolean closedAnotherTime(Observation failure, List<Observation> seen) {
        return seen.stream().anyMatch(one -> VersionLaw.closesAtHello(one) && sameOffer(one, failure));
    }

    private static boolean byChance(Observation failure, List<Observation> seen) {
        if (failure.outcome() instanceof Outcome.Alerted) {
            return seen.stream().anyMatch(one -> sameOffer(one, failure) && whole(one));
        }
        if (VersionLaw.choice(failure).isPresent() && failure.offer().way() == Way.HANDSHAKE) {
            return seen.stream()
                    .anyMatch(one -> sameOffer(one, failure) && one.outcome() instanceof Outcome.Negotiated);
        }
        if (brokenOff(failure)) {
            return seen.stream()
                    .anyMatch(one -> one.asked() == failure.asked()
                            && one.offer().way() == Way.HELLO
                            && VersionLaw.choice(one).isPresent()
                            && whole(one));
        }
        return seen.stream()
                        .anyMatch(
                                one -> VersionLaw.answered(one) && (sameOffer(one, failure) || finishes(failure, one)))
                || closedAnotherTime(failure, seen);
    }

    /** A handshake failed, and the hello of the same form and version chose it. */
    private static boolean finishes(Observation failure, Observation one) {
        return failure.offer().way() == Way.HANDSHAKE
                && one.question() == Question.VERSIONS
                && one.offer().shape() == Shape.PLAIN
                && SuiteReplies.chose(failure.asked(), one)
                && whole(one);
    }

    private static boolean sameOffer(Observation one, Observation other) {
        return one.offer().equals(other.offer());
    }

    /** Whether a connection came to grief, by chance or not. */
    static boolean failed(Observation one) {
        if (one.asked() == ProtocolVersion.SSL_2_0) {
            return false;
        }
        return one.outcome() instanceof Outcome.Silent
                || one.outcome() instanceof Outcome.Garbled
                || brokenOff(one)
                || refusedByUs(one)
                || (one.outcome() instanceof Outcome.Alerted
                        && !VersionLaw.refusesSuites(one)
                        && !Refusals.refusesVersion(one));
    }

    /** Whether the server chose, and what it sent after that came to no end. */
    static boolean brokenOff(Observation one) {
        return one.outcome() instanceof Outcome.Selected selected
                && (selected.stop() == Stop.PEER_CLOSED
                        || selected.stop() == Stop.PEER_RESET
                        || selected.stop() == Stop.NO_ANSWER);
    }

    private static boolean refusedByUs(Observation one) {
        return one.outcome() instanceof Outcome.Selected selected
                && selected.stop() == Stop.OUR_REFUSAL
                && one.offer().way() == Way.HANDSHAKE;
    }

    /** Chosen, and nothing came between. */
    private static boolean whole(Observation one) {
        return VersionLaw.choice(one).isPresent() && !brokenOff(one);
    }

    /**
     * Those of the things chosen that one observation chose, if that was no finished handshake, which alone is proof against damage on the way (RFC 5246
     * section 7.4.9).
     *
     * @param choices the observations that chose
     * @param choice what one of them chose
     */
    static <T> Set<T> doubted(List<Observation> choices, Function<Observation, Optional<T>> choice) {
        List<T> chosen =
                choices.stream().flatMap(one -> choice.apply(one).stream()).toList();
        Set<T> doubted = new LinkedHashSet<>(chosen);
        doubted.removeAll(believed(chosen, true));
        choices.stream()
                .filter(one -> one.outcome() instanceof Outcome.Negotiated)
                .forEach(one -> choice.apply(one).ifPresent(doubted::remove));
        return doubted;
    }

    /**
     * Whether what one hello chose is to be asked for alone once more.
     *
     * @param asked the hellos that asked for it alone so far
     * @param refuses whether one of them was refused
     */
    static boolean toConfirm(List<Observation> asked, Predicate<Observation> refuses) {
        return asked.size() < ASKS && asked.stream().filter(refuses).count() < TWICE;
    }

    /** Those of some values that were seen twice at least, or all where chance plays no part. */
    static <T> Set<T> believed(List<T> values, boolean chance) {
        Set<T> different = Set.copyOf(values);
        return chance
                ? different.stream()
                        .filter(value -> values.stream().filter(value::equals).count() >= TWICE)
                        .collect(Collectors.toSet())
                : different;
    }
}
