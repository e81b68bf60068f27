package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Versions, then suites, driven to their end against a server.
 *
 * @param observations all of them
 * @param ofVersions how many of them asked for versions only
 * @param rounds how many times the suites were asked for
 */
record SuiteCourse(List<Observation> observations, int ofVersions, int rounds) {
    private static final int ENDLESS = 2000;

    static SuiteCourse of(Function<Offer, Outcome> server) {
        return of(server, 1);
    }

    /** So many connections side by side. */
    static SuiteCourse of(Function<Offer, Outcome> server, int sideBySide) {
        Seen seen = Seen.nothing();
        drive(() -> new VersionInquiry(List.of()), seen, server, sideBySide);
        int ofVersions = seen.list().size();
        int rounds = drive(() -> new SuiteInquiry(List.of()), seen, server, sideBySide);
        return new SuiteCourse(seen.list(), ofVersions, rounds);
    }

    /** Versions, suites, and what is asked last to confirm the versions. */
    static SuiteCourse ofVersionsConfirmed(Function<Offer, Outcome> server, int sideBySide) {
        Seen seen = Seen.nothing();
        drive(() -> new VersionInquiry(List.of()), seen, server, sideBySide);
        int ofVersions = seen.list().size();
        int rounds = drive(() -> new SuiteInquiry(List.of()), seen, server, sideBySide);
        drive(() -> new ConfirmingInquiry(List.of()), seen, server, sideBySide);
        return new SuiteCourse(seen.list(), ofVersions, rounds);
    }

    /** Versions, suites, and what is asked again where chance was seen. */
    static SuiteCourse ofVersionsDoubted(Function<Offer, Outcome> server, int sideBySide) {
        Seen seen = Seen.nothing();
        drive(() -> new VersionInquiry(List.of()), seen, server, sideBySide);
        int ofVersions = seen.list().size();
        int rounds = drive(() -> new SuiteInquiry(List.of()), seen, server, sideBySide);
        drive(() -> new DoubtInquiry(new VersionInquiry(List.of())), seen, server, sideBySide);
        drive(() -> new OfLateVersions(new SuiteInquiry(List.of())), seen, server, sideBySide);
        return new SuiteCourse(seen.list(), ofVersions, rounds);
    }

    /** Of a version that is known to live, whatever else the server does: it chose from a list of what works. */
    static SuiteCourse ofLiving(SuiteServer server, ProtocolVersion version, int sideBySide) {
        Seen seen = Seen.nothing().asking(Question.SUITES);
        Offer first =
                Offer.hello(version, server.working(version).stream().limit(64).toList(), List.of());
        seen.add(first, server.apply(first));
        int rounds = drive(() -> new SuiteInquiry(List.of()), seen, server, sideBySide);
        return new SuiteCourse(seen.list(), 1, rounds);
    }

    private static int drive(Supplier<Inquiry> inquiries, Seen seen, Function<Offer, Outcome> server, int sideBySide) {
        Inquiry inquiry = inquiries.get();
        Random random = new Random(1);
        seen.asking(inquiry.question());
        for (int round = 0; seen.list().size() < ENDLESS; round++) {
            List<Offer> offers = inquiry.next(seen.list());
            List<Observation> shuffled = new ArrayList<>(seen.list());
            Collections.shuffle(shuffled, random);
            // one that was never asked before derives all of it anew
            if (!inquiries.get().next(shuffled).equals(offers)) {
                throw new AssertionError("the order of the list, or what was remembered, changed the offers");
            }
            if (offers.isEmpty()) {
                return round;
            }
            if (offers.stream().anyMatch(offer -> offer.suites().size() > 128)
                    || offers.stream().distinct().count() < offers.size()) {
                throw new AssertionError("too long a list, or one offer twice: " + offers);
            }
            for (int at = 0; at < offers.size(); at++) {
                seen.add(offers.get(at), server.apply(offers.get(at)));
                if (at % sideBySide < sideBySide - 1 && at < offers.size() - 1) {
                    seen.lasting(1.5);
                }
            }
        }
        throw new AssertionError("the inquiry does not end");
    }

    /** The answer; every known suite must be accounted for. */
    SuiteAnswers answers(ProtocolVersion version) {
        SuiteAnswers answers = SuiteLaw.answer(version, observations);
        int known = KnownSuites.of(version).size();
        int counted = answers.accepted().size() + answers.unknown().size() + answers.refused();
        if (known != counted) {
            throw new AssertionError(counted + " of " + known + " suites are accounted for");
        }
        return answers;
    }

    /** All connections that asked for a version, those that asked whether it lives included. */
    int connections(ProtocolVersion version) {
        return VersionLaw.asked(version, observations).size();
    }

    /** The hellos at the end that look for other nodes, three of one and two of another: they are the endpoint's, not of a version. */
    int looks() {
        int looks = same(0, 2);
        return looks + (looks < 2 ? 0 : same(looks, 3));
    }

    private int same(int fromTheEnd, int atMost) {
        int last = observations.size() - 1 - fromTheEnd;
        int same = 0;
        while (same < atMost
                && last - same >= 0
                && observations
                        .get(last - same)
                        .offer()
                        .equals(observations.get(last).offer())) {
            same++;
        }
        return same;
    }

    /** Connections beyond the accepted suites, without those that look for other nodes and those that were refused before the version was known to live. */
    int beyondAccepted(ProtocolVersion version) {
        List<Observation> before = VersionLaw.asked(version, observations.subList(0, ofVersions));
        long refusedBefore =
                before.stream().filter(one -> !SuiteReplies.chose(version, one)).count();
        boolean looked = observations.get(observations.size() - 1).asked() == version;
        return connections(version)
                - (looked ? looks() : 0)
                - (int) refusedBefore
                - answers(version).accepted().size();
    }
}
