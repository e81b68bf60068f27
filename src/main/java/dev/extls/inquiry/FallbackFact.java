package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.tls.Alert;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.Optional;

/** Does the server refuse a version below its best when told that it is a fallback (RFC 7507 section 3)? It takes two living versions to ask. */
record FallbackFact() implements FactQuestion {
    @Override
    public List<Offer> next(Acquaintance known) {
        Optional<ProtocolVersion> version = version(known);
        if (version.isEmpty()) {
            return List.of();
        }
        List<Observation> asked = known.asked(version.get(), Extras::fallback);
        return asked.size() >= TRIES || asked.stream().anyMatch(one -> tells(version.get(), one))
                ? List.of()
                : List.of(known.hello(version.get(), List.of()).with(Extras.NONE.asFallback()));
    }

    private static Optional<ProtocolVersion> version(Acquaintance known) {
        return known.living().stream().skip(1).findFirst().filter(version -> version != ProtocolVersion.SSL_2_0);
    }

    private static boolean tells(ProtocolVersion version, Observation one) {
        return refuses(one) || SuiteReplies.chose(version, one);
    }

    private static boolean refuses(Observation one) {
        return one.outcome() instanceof Outcome.Alerted alerted
                && alerted.alert().fatal()
                && alerted.alert().description() == Alert.INAPPROPRIATE_FALLBACK;
    }

    @Override
    public List<Fact> facts(Acquaintance known) {
        return version(known).map(version -> fact(version, known)).stream().toList();
    }

    private static Fact fact(ProtocolVersion version, Acquaintance known) {
        List<Observation> asked = known.asked(version, Extras::fallback);
        List<String> evidence = FactQuestion.ids(asked);
        if (asked.stream().anyMatch(FallbackFact::refuses)) {
            return new Fact(
                    FactKind.FALLBACK_SCSV,
                    version,
                    AnswerKind.YES,
                    "",
                    "refused by inappropriate_fallback(86)",
                    evidence);
        }
        return asked.stream().anyMatch(one -> SuiteReplies.chose(version, one))
                ? new Fact(
                        FactKind.FALLBACK_SCSV,
                        version,
                        AnswerKind.NO,
                        "",
                        "the server chose " + version.label() + " though it has a later version",
                        evidence)
                : new Fact(
                        FactKind.FALLBACK_SCSV, version, AnswerKind.UNKNOWN, "", FactQuestion.trouble(asked), evidence);
    }
}
