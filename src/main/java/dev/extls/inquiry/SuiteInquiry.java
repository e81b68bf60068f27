package dev.extls.inquiry;

import dev.extls.inquiry.SuiteSteps.Moment;
import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which suites does an endpoint accept in each version that it speaks, and whose order decides? To be asked when {@link VersionInquiry} has nothing
 * more to ask, on the same observations; whatever they chose is accepted already.
 *
 * <p>All versions side by side, each by its own {@linkplain SuiteSteps steps}. A close tells most where no connection is answered beside it: so what
 * is asked to be closed once more waits until no version asks for what may be answered.
 *
 * @param alpn protocol names to offer, or empty
 */
public record SuiteInquiry(List<String> alpn) implements Inquiry {
    /** Copies. */
    public SuiteInquiry {
        alpn = List.copyOf(alpn);
    }

    @Override
    public Question question() {
        return Question.SUITES;
    }

    @Override
    public List<Offer> next(List<Observation> observations) {
        List<Observation> seen = SuiteLaw.telling(observations);
        Map<Moment, List<Offer>> offers = new EnumMap<>(Moment.class);
        Arrays.stream(ProtocolVersion.values())
                .sorted(Comparator.reverseOrder())
                .filter(version -> seen.stream().anyMatch(one -> SuiteReplies.chose(version, one)))
                .forEach(version -> {
                    Shape shape = AnsweredShape.of(version, seen);
                    SuiteSteps steps = new SuiteSteps(SuiteReplies.of(version, seen, false), seen, shape);
                    steps.next()
                            .forEach(step -> offers.computeIfAbsent(step.moment(), name -> new ArrayList<>())
                                    .add(Offer.hello(version, step.suites(), alpn)
                                            .in(shape)));
                });
        return Stream.of(
                        List.of(Moment.ANY, Moment.AFTER_CLOSES),
                        List.of(Moment.WHERE_NOTHING_IS_ANSWERED),
                        List.of(Moment.AFTER_CLOSES))
                .filter(moments -> offers.containsKey(moments.get(0)))
                .findFirst()
                .map(moments -> moments.stream()
                        .flatMap(moment -> offers.getOrDefault(moment, List.of()).stream())
                        .toList())
                .orElse(List.of());
    }
}
