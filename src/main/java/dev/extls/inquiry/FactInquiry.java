package dev.extls.inquiry;

import dev.extls.observation.Observation;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import java.util.List;

/**
 * How does an endpoint negotiate? To be asked when versions and suites are known, on the same observations. Secure renegotiation and extended master
 * secret stand in every ServerHello that was seen; the rest costs one connection for compression and tickets together, one for the fallback signal,
 * one or two for a session (and a handshake, if the latest is older than a minute), two or four for a ticket up to TLS 1.2 and as many in TLS 1.3, one for the other application protocol of HTTPS, and in TLS 1.3 one
 * for each kind of certificate and one more.
 *
 * @param alpn protocol names to offer, or empty
 */
public record FactInquiry(List<String> alpn) implements Inquiry {
    /** More than any honest course needs. */
    private static final int CONNECTIONS_AT_MOST = 32;

    /** Copies. */
    public FactInquiry {
        alpn = List.copyOf(alpn);
    }

    @Override
    public Question question() {
        return Question.FACTS;
    }

    @Override
    public List<Offer> next(List<Observation> observations) {
        Acquaintance known = Acquaintance.of(observations);
        boolean left = known.last().filter(VersionLaw::withoutHello).isPresent();
        return left || known.asked().size() >= CONNECTIONS_AT_MOST
                ? List.of()
                : questions(alpn).stream()
                        .flatMap(question -> question.next(known).stream())
                        .toList();
    }

    /** Each question goes on by itself. */
    @Override
    public List<Offer> beside(List<Observation> observations, List<Offer> underWay) {
        return UnderWay.beyond(next(observations), underWay);
    }

    private static List<FactQuestion> questions(List<String> alpn) {
        return List.of(
                new ToldFacts(),
                new AlpnFact(alpn),
                new SessionIdFact(alpn),
                new CompressionAndTicketFacts(),
                new TicketFact(alpn),
                new FallbackFact(),
                new OtherCertificates());
    }

    /**
     * What the observations of one endpoint say.
     *
     * @param observations all of the endpoint, any order
     * @return the facts; none if nothing was asked for them
     */
    static List<Fact> facts(List<Observation> observations) {
        Acquaintance known = Acquaintance.of(observations);
        List<String> alpn = known.before().stream()
                .map(one -> one.offer().alpn())
                .filter(names -> !names.isEmpty())
                .findFirst()
                .orElse(List.of());
        return known.asked().isEmpty()
                ? List.of()
                : questions(alpn).stream()
                        .flatMap(question -> question.facts(known).stream())
                        .toList();
    }
}
