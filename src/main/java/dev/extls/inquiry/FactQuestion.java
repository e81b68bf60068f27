package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.offer.Offer;
import java.util.List;

/** One question about how an endpoint negotiates: what to offer, and what the answers say. */
interface FactQuestion {
    /** How often an offer is made that gets no answer that tells. */
    int TRIES = 2;

    /** The offer to make now, empty if there is nothing more to ask. */
    List<Offer> next(Acquaintance known);

    /** The facts; empty where the question has no sense. */
    List<Fact> facts(Acquaintance known);

    /** Ids, as evidence. */
    static List<String> ids(List<Observation> observations) {
        return observations.stream().map(Observation::id).toList();
    }

    /** What the latest of some observations was in place of an answer. */
    static String trouble(List<Observation> asked) {
        if (asked.isEmpty()) {
            return "not asked";
        }
        Observation last = asked.get(asked.size() - 1);
        return VersionLaw.refusesSuites(last) || VersionLaw.closesAtHello(last) || Refusals.refusesVersion(last)
                ? "the hello was answered by " + Wording.refusal(last)
                : VersionLaw.choice(last).isPresent()
                        ? "the answer did not tell"
                        : Wording.trouble(last.outcome(), true);
    }
}
