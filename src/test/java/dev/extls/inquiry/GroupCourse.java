package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * The question for groups driven to its end, on an endpoint of which one version and some of its suites are known.
 *
 * @param version the version
 * @param observations all of them
 */
record GroupCourse(ProtocolVersion version, List<Observation> observations) {
    private static final int ENDLESS = 500;

    /** The suites are accepted, each shown by a hello of its own. */
    static GroupCourse of(ProtocolVersion version, Function<Offer, Outcome> server, String... suites) {
        Seen seen = Seen.nothing();
        for (String name : suites) {
            Offer offer = Offer.hello(version, List.of(CipherSuite.named(name).orElseThrow()), List.of());
            seen.add(offer, server.apply(offer));
        }
        return of(version, seen, server);
    }

    static GroupCourse of(ProtocolVersion version, Seen seen, Function<Offer, Outcome> server) {
        GroupInquiry inquiry = new GroupInquiry(List.of());
        Random random = new Random(1);
        seen.asking(Question.GROUPS);
        while (seen.list().size() < ENDLESS) {
            List<Offer> offers = inquiry.next(seen.list());
            List<Observation> shuffled = new ArrayList<>(seen.list());
            Collections.shuffle(shuffled, random);
            if (!new GroupInquiry(List.of()).next(shuffled).equals(offers)) {
                throw new AssertionError("the order of the list, or what was remembered, changed the offers");
            }
            if (offers.isEmpty()) {
                return new GroupCourse(version, seen.list());
            }
            for (Offer offer : offers) {
                seen.add(offer, server.apply(offer));
            }
        }
        throw new AssertionError("the inquiry does not end");
    }

    GroupAnswers answers() {
        return GroupLaw.answer(version, observations);
    }

    /** The names of the groups accepted, in the order of the answer. */
    List<String> accepted() {
        return answers().accepted().stream().map(group -> group.label()).toList();
    }

    List<Observation> asked() {
        return observations.stream()
                .filter(one -> one.question() == Question.GROUPS)
                .toList();
    }

    int connections() {
        return asked().size();
    }
}
