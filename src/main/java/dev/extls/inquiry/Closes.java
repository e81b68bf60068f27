package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.offer.Way;
import dev.extls.tls.ProtocolVersion;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which closes (FIN or RST straight after the hello) are the server's answer, and not its trouble with us.
 *
 * <p>A close counts if
 *
 * <ul>
 *   <li>the endpoint was answering: some hello was answered before it, and another one after it;
 *   <li>it was alone: no other connection was answered meanwhile. Some servers serve one connection at a time and close the others;
 *   <li>its form is no worse than one that the endpoint answers. Some servers, and boxes in front of them, close on hellos that are too long for
 *       them or have extensions.
 * </ul>
 */
final class Closes {
    /** Where closes are the server's way to refuse, and no hello was closed by chance. */
    static final int TWICE = 2;

    /** So often one hello is made where chance plays no part. */
    static final int MOST = 4;

    /** So many closes tell something at most; if more were needed they tell nothing. */
    static final int ASKED_AT_MOST = 14;

    /** What a handshake of BouncyCastle {@linkplain #demand demands}. */
    static final int DEMAND_OF_A_HANDSHAKE = 1;

    /** The likelihood of a wrong NO: of ten answers each, less than one endpoint in a million has one. */
    private static final double HARDLY = 1e-7;

    /** What is taken as seen before anything was: one close among ten hellos. */
    private static final int BEFORE_CLOSED = 1;

    private static final int BEFORE_ALL = 10;

    /** Closes are no refusal there. */
    static final int NEVER = Integer.MAX_VALUE;

    private Closes() {}

    /** The closes of a version that count but for the answer after them, in the order of their start. */
    static List<Observation> ofVersion(ProtocolVersion version, List<Observation> seen) {
        return ofVersion(version, seen, demandOfAnswers(seen));
    }

    /** The same if hellos that demand so much are answered. */
    static List<Observation> ofVersion(ProtocolVersion version, List<Observation> seen, int demand) {
        return VersionLaw.matching(
                VersionLaw.closesAfterControl(version, seen),
                close -> alone(close, seen) && demand(close.offer()) <= demand);
    }

    /** The shape of a hello to a version whose close would count: where nothing but SSL is answered, one that demands no more. */
    static Shape telling(ProtocolVersion version, List<Observation> seen) {
        if (demandOfAnswers(seen) != 0 || version.before(ProtocolVersion.TLS_1_0)) {
            return Shape.PLAIN;
        }
        return version == ProtocolVersion.TLS_1_3 ? Shape.SHORT : Shape.WITHOUT_EXTENSIONS;
    }

    /**
     * How often a suite must have stood in a hello that was closed for that to be a refusal and no chance: twice, and once more for each hello that was
     * closed and answered another time. Where chance is seen to play a part, so often that a suite which is accepted would hardly be met by so many
     * ({@link #unlikely}). Where the server refuses other lists by alert, so that it is not its way to close, once more than twice, and never if chance
     * plays a part.
     *
     * @param hellos those that ask for suites in one version
     * @param seen all that was seen of the endpoint: what happens on the way happens to every question
     * @param chance whether connections fail {@linkplain Chance by chance}
     * @return 2 to {@link #NEVER}
     */
    static int needed(List<Observation> hellos, List<Observation> seen, boolean chance) {
        long byChance = byChance(seen);
        if (!theWayToRefuse(hellos, chance)) {
            return chance || byChance > 0 ? NEVER : TWICE + 1;
        }
        if (chance) {
            return unlikely(seen);
        }
        return byChance > MOST - TWICE ? NEVER : TWICE + (int) byChance;
    }

    /** Whether lists are refused by closes, if at all. */
    static boolean theWayToRefuse(List<Observation> hellos, boolean chance) {
        return hellos.stream().filter(VersionLaw::refusesSuites).count() < (chance ? Chance.TWICE : 1);
    }

    /**
     * How many closes in a row chance would hardly make of hellos that the server answers. Of such hellos, those that were answered once at least, some
     * were closed; if a share of all is closed whose likelihood before anything was seen is that of Beta(1, 9), a tenth on the average, then after
     * x closes among n the next k are all closed with the likelihood (x+1)/(n+10) ... (x+k)/(n+9+k).
     */
    static int unlikely(List<Observation> seen) {
        Set<Offer> chosen = offers(VersionLaw.controls(seen));
        long closed = closes(seen, chosen);
        long hellos = closed + VersionLaw.controls(seen).size();
        double likelihood = 1;
        int times = 0;
        while (likelihood > HARDLY && times <= ASKED_AT_MOST) {
            likelihood *= (double) (BEFORE_CLOSED + closed + times) / (BEFORE_ALL + hellos + times);
            times++;
        }
        return times > ASKED_AT_MOST ? NEVER : Math.max(times, TWICE);
    }

    /**
     * Whether closes may have other causes than a refusal: a connection failed otherwise, or a hello that was closed was answered another time. Neither is a
     * sign of chance, and each of them seldom comes alone.
     */
    static boolean amiss(List<Observation> seen) {
        return seen.stream().anyMatch(one -> Chance.failed(one) || VersionLaw.withoutHello(one)) || byChance(seen) > 0;
    }

    /** Whether hellos of a version were closed both by FIN and by RST. A server has one way as a rule, and the other may be chance. */
    static boolean ofTwoKinds(ProtocolVersion version, List<Observation> seen) {
        List<Observation> asked = VersionLaw.asked(version, seen);
        return asked.stream().anyMatch(one -> one.outcome() instanceof Outcome.Closed)
                && asked.stream().anyMatch(one -> one.outcome() instanceof Outcome.Reset);
    }

    /** Whether hellos were closed by RST more often than by FIN. */
    static boolean mostlyReset(List<Observation> seen) {
        long resets = seen.stream()
                .filter(one -> one.outcome() instanceof Outcome.Reset)
                .count();
        long closes = seen.stream().filter(VersionLaw::closesAtHello).count();
        return 2 * resets > closes;
    }

    /** What so many closes of the usual kind weigh. */
    static long weight(int closes) {
        return 2L * closes;
    }

    /**
     * What closes weigh: 2 each, but 1 where the server closes by FIN as a rule and this was an RST, or the other way round, which may be chance.
     *
     * @param byReset whether RST is the rule
     */
    static int weight(List<Observation> closes, boolean byReset) {
        return closes.stream()
                .mapToInt(one -> one.outcome() instanceof Outcome.Reset == byReset ? 2 : 1)
                .sum();
    }

    /** How many hellos were closed that were answered another time. */
    static long byChance(List<Observation> seen) {
        if (seen.stream().noneMatch(VersionLaw::closesAtHello)) {
            return 0;
        }
        return closes(seen, offers(VersionLaw.matching(seen, VersionLaw::answered)));
    }

    private static Set<Offer> offers(List<Observation> answered) {
        return answered.stream().map(Observation::offer).collect(Collectors.toSet());
    }

    private static long closes(List<Observation> seen, Set<Offer> answered) {
        return seen.stream()
                .filter(one -> VersionLaw.closesAtHello(one) && answered.contains(one.offer()))
                .count();
    }

    /** Whether no other connection was answered while this one was open. */
    static boolean alone(Observation close, List<Observation> seen) {
        return seen.stream()
                .filter(other -> other.started().isBefore(close.ended())
                        && close.started().isBefore(other.ended()))
                .noneMatch(VersionLaw::answered);
    }

    /**
     * Whether besides no connection was answered so shortly before that the server may not have been done with it: within half the time that this one
     * took. We begin the next connection in the moment in which we leave one, and who serves one at a time still closes it then. Of the closes that
     * refuse, one is to be so.
     */
    static boolean undisturbed(Observation close, List<Observation> seen) {
        Instant before = close.started().minus(close.took().dividedBy(2));
        return seen.stream()
                .filter(other -> other.started().isBefore(close.ended()) && before.isBefore(other.ended()))
                .noneMatch(VersionLaw::answered);
    }

    /** What the most demanding hello that was answered demanded; -1 if none was. */
    static int demandOfAnswers(List<Observation> seen) {
        return VersionLaw.controls(seen).stream()
                .mapToInt(one -> demand(one.offer()))
                .max()
                .orElse(-1);
    }

    /**
     * What a hello demands of its reader: 0 that of SSL, 1 extensions, 2 extensions and 512 bytes. A handshake of BouncyCastle is shorter than
     * our own hello, and its length is not ours to choose.
     */
    static int demand(Offer offer) {
        if (offer.version().before(ProtocolVersion.TLS_1_0)) {
            return 0;
        }
        return switch (offer.shape()) {
            case WITHOUT_EXTENSIONS -> 0;
            // whoever speaks TLS 1.3 reads extensions
            case SHORT -> offer.version() == ProtocolVersion.TLS_1_3 ? 0 : 1;
            case PLAIN, WITHOUT_SERVER_NAME -> offer.way() == Way.HELLO ? 2 : DEMAND_OF_A_HANDSHAKE;
        };
    }
}
