package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.offer.Offer;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** An inquiry driven to its end against a server. */
record Course(List<Observation> observations, EndpointAnswers answers) {
    private static final int ENDLESS = 500;

    /** One connection after the other. */
    static Course of(Function<Offer, Outcome> server) {
        return of(server, 1);
    }

    /** So many connections side by side: those of a batch begin before the one in front is over. */
    static Course of(Function<Offer, Outcome> server, int sideBySide) {
        return of(server, sideBySide, Handshakes.FIRST);
    }

    /** The same with the way in which each version is asked first. */
    static Course of(Function<Offer, Outcome> server, int sideBySide, Handshakes handshakes) {
        VersionInquiry inquiry = new VersionInquiry(List.of(), handshakes);
        Seen seen = Seen.nothing();
        Random random = new Random(1);
        while (seen.list().size() < ENDLESS) {
            List<Offer> offers = asking(inquiry, seen.list(), random);
            if (offers.isEmpty()) {
                return new Course(seen.list(), EndpointAnswers.of(Seen.DOOR, seen.list()));
            }
            for (int at = 0; at < offers.size(); at++) {
                seen.add(offers.get(at), server.apply(offers.get(at)));
                if (server instanceof SimulatedPool pool) {
                    seen.by(pool.name());
                }
                if (at % sideBySide < sideBySide - 1 && at < offers.size() - 1) {
                    seen.lasting(1.5);
                }
            }
        }
        throw new AssertionError("the inquiry does not end");
    }

    /** Asks twice, the second time with the list in another order: a pure function says the same. */
    private static List<Offer> asking(VersionInquiry inquiry, List<Observation> seen, Random random) {
        List<Offer> offers = inquiry.next(seen);
        List<Observation> shuffled = new ArrayList<>(seen);
        Collections.shuffle(shuffled, random);
        if (!inquiry.next(shuffled).equals(offers)) {
            throw new AssertionError("the order of the list changed the offers");
        }
        int different = new HashSet<>(offers).size();
        if (different > 1 && different < offers.size()) {
            throw new AssertionError("the same offer twice beside others");
        }
        return offers;
    }

    Answer answer(ProtocolVersion version) {
        return VersionLaw.answer(version, observations);
    }

    int connections() {
        return observations.size();
    }

    int connections(ProtocolVersion version) {
        return VersionLaw.asked(version, observations).size();
    }

    Map<ProtocolVersion, AnswerKind> kinds() {
        Map<ProtocolVersion, AnswerKind> kinds = new EnumMap<>(ProtocolVersion.class);
        answers.versions().forEach((version, answer) -> kinds.put(version, answer.kind()));
        return kinds;
    }

    Set<ProtocolVersion> answered(AnswerKind kind) {
        Set<ProtocolVersion> versions = EnumSet.noneOf(ProtocolVersion.class);
        kinds().forEach((version, answer) -> {
            if (answer == kind) {
                versions.add(version);
            }
        });
        return versions;
    }
}
