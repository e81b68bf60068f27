package dev.extls.inquiry;

import dev.extls.inquiry.SuiteMemory.OfVersion;
import dev.extls.inquiry.SuiteSteps.Moment;
import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which suites does an endpoint accept in each version that it speaks, and whose order decides? To be asked when {@link VersionInquiry} has nothing
 * more to ask, on the same observations; whatever they chose is accepted already.
 *
 * <p>All versions side by side, each by its own {@linkplain SuiteSteps steps}. A close tells most where no connection is answered beside it: so what
 * is asked to be closed once more waits until no version asks for what may be answered. Where {@link Unlike} nodes answer, what is asked is another
 * thing ({@link UnlikeSuiteSteps}).
 *
 * <p>Of one endpoint, and for one thread at a time: what follows from observations is remembered from one question to the next.
 */
public final class SuiteInquiry implements Inquiry {
    /** How often in a row a refused list is offered once more at the end: up to so many nodes that take turns are met. */
    private static final int LOOKS_FOR_OTHER_NODES = 3;

    /** The same for a list that one node alone may answer; more often if it was closed, which can be chance. */
    private static final int LOOKS_WITH_THE_LAST = 2;

    private final List<String> alpn;
    private final SuiteMemory memory = new SuiteMemory();

    /**
     * For one endpoint.
     *
     * @param alpn protocol names to offer, or empty
     */
    public SuiteInquiry(List<String> alpn) {
        this.alpn = List.copyOf(alpn);
    }

    @Override
    public Question question() {
        return Question.SUITES;
    }

    @Override
    public List<Offer> next(List<Observation> observations) {
        List<Observation> seen = SuiteLaw.telling(observations);
        List<OfVersion> living = memory.living(seen);
        return Unlike.atSuites(seen)
                ? new UnlikeSuiteSteps(living.stream().map(OfVersion::replies).toList(), seen)
                        .next().stream()
                                .map(step ->
                                        offer(step.version(), step.suites(), AnsweredShape.of(step.version(), seen)))
                                .toList()
                : ofOneNode(living, seen);
    }

    /** Each version, and each list of one that shares no suite with the others, goes on by itself, as long as it does not matter what is answered beside. */
    @Override
    public List<Offer> beside(List<Observation> observations, List<Offer> underWay) {
        List<Observation> seen = SuiteLaw.telling(observations);
        if (Unlike.atSuites(seen)) {
            return List.of();
        }
        List<OfVersion> living = memory.living(seen);
        List<Offer> wanted = whereAnswersDoNotMatter(byMoment(living));
        return UnderWay.beyond(
                wanted,
                underWay.stream()
                        .map(offer -> wanted.contains(offer) ? offer : asOfNow(offer, living))
                        .toList());
    }

    /** What would be offered in place of a list that is under way: what was chosen from another list meanwhile is left out. */
    private static Offer asOfNow(Offer underWay, List<OfVersion> living) {
        return living.stream()
                .map(OfVersion::replies)
                .filter(replies -> replies.version() == underWay.version())
                .findFirst()
                .map(replies -> new SuiteSteps(replies, List.of(), underWay.shape()).notChosen(underWay.suites()))
                .filter(left -> !left.isEmpty())
                .map(underWay::withSuites)
                .orElse(underWay);
    }

    private List<Offer> ofOneNode(List<OfVersion> living, List<Observation> seen) {
        Map<Moment, List<Offer>> offers = byMoment(living);
        if (offers.containsKey(Moment.BY_ITSELF)) {
            return at(Moment.BY_ITSELF, offers).subList(0, 1);
        }
        return Stream.of(
                        whereAnswersDoNotMatter(offers),
                        at(Moment.WHERE_NOTHING_IS_ANSWERED, offers),
                        at(Moment.AFTER_CLOSES, offers))
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElseGet(() -> lookForOtherNodes(
                        living.stream().map(OfVersion::replies).toList(), seen));
    }

    private Map<Moment, List<Offer>> byMoment(List<OfVersion> living) {
        Map<Moment, List<Offer>> offers = new EnumMap<>(Moment.class);
        for (OfVersion one : living) {
            one.steps()
                    .forEach(step -> offers.computeIfAbsent(step.moment(), name -> new ArrayList<>())
                            .add(offer(one.replies().version(), step.suites(), one.shape())));
        }
        return offers;
    }

    private static List<Offer> at(Moment moment, Map<Moment, List<Offer>> offers) {
        return offers.getOrDefault(moment, List.of());
    }

    /** As long as there is a list that may be answered, what comes after closes may go with it. */
    private static List<Offer> whereAnswersDoNotMatter(Map<Moment, List<Offer>> offers) {
        return offers.containsKey(Moment.BY_ITSELF) || !offers.containsKey(Moment.ANY)
                ? List.of()
                : Stream.concat(at(Moment.ANY, offers).stream(), at(Moment.AFTER_CLOSES, offers).stream())
                        .toList();
    }

    /**
     * What was left of the likely suites is refused by one node; another one behind the same address may choose of it. And with the suite behind it that was
     * chosen last: one node may have chosen that alone.
     */
    private List<Offer> lookForOtherNodes(List<SuiteReplies> living, List<Observation> seen) {
        return living.stream()
                .filter(replies -> replies.givenUp().isEmpty())
                .max(Comparator.comparingInt(replies -> replies.accepted().size()))
                .map(replies -> looks(replies, AnsweredShape.of(replies.version(), seen)).stream()
                        .filter(look -> run(look.offer(), seen) < look.times())
                        .limit(1)
                        .map(Look::offer)
                        .toList())
                .orElse(List.of());
    }

    private record Look(Offer offer, int times) {}

    private List<Look> looks(SuiteReplies replies, Shape shape) {
        SuiteSteps steps = new SuiteSteps(replies, List.of(), shape);
        List<CipherSuite> left = steps.likelyLeft();
        if (replies.withoutChoice(SuiteSet.of(left)) == 0) {
            return List.of();
        }
        List<CipherSuite> likely = SuiteSteps.firstHello(replies.version());
        Optional<List<CipherSuite>> withLast = replies.accepted().stream()
                .filter(likely::contains)
                .reduce((one, later) -> later)
                .map(last -> Stream.concat(left.stream(), Stream.of(last)).toList());
        return Stream.concat(
                        Stream.of(new Look(offer(replies.version(), left, shape), LOOKS_FOR_OTHER_NODES)),
                        withLast.stream().map(list -> {
                            boolean closed = replies.asked(list).stream().anyMatch(VersionLaw::closesAtHello);
                            int times = closed ? VersionLaw.ASKS_OF_UNLIKE_NODES : LOOKS_WITH_THE_LAST;
                            return new Look(offer(replies.version(), list, shape), times);
                        }))
                .toList();
    }

    /** How often in a row an offer was made at most. */
    private static int run(Offer offer, List<Observation> seen) {
        int most = 0;
        int run = 0;
        for (Observation one : seen) {
            run = one.offer().equals(offer) ? run + 1 : 0;
            most = Math.max(most, run);
        }
        return most;
    }

    private Offer offer(ProtocolVersion version, List<CipherSuite> suites, Shape shape) {
        return Offer.hello(version, suites, alpn).in(shape);
    }
}
