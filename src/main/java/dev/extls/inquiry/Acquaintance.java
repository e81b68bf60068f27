package dev.extls.inquiry;

import dev.extls.observation.Flight;
import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.Extras;
import dev.extls.offer.Offer;
import dev.extls.offer.Shape;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is known of an endpoint once versions and suites were asked for, for those that ask on.
 *
 * @param before the observations of versions and suites, in the order of their start
 * @param asked the observations of facts, in that order
 * @param living the versions that were chosen, latest first
 * @param last when the latest of all observations was over
 */
record Acquaintance(
        List<Observation> before, List<Observation> asked, List<ProtocolVersion> living, Optional<Observation> last) {
    /** A short hello has room for little beside its extensions. */
    private static final int SUITES_OF_A_SHORT_HELLO = 8;

    private static final int SUITES_AT_MOST = 64;

    static Acquaintance of(List<Observation> observations) {
        List<Observation> seen = VersionLaw.inOrder(observations);
        List<Observation> before = SuiteLaw.telling(seen);
        List<ProtocolVersion> living = Arrays.stream(ProtocolVersion.values())
                .filter(version -> before.stream().anyMatch(one -> SuiteReplies.chose(version, one)))
                .sorted(Comparator.reverseOrder())
                .toList();
        return new Acquaintance(
                before,
                seen.stream().filter(one -> one.question() == Question.FACTS).toList(),
                living,
                seen.stream().max(Comparator.comparing(Observation::ended)));
    }

    /** The latest living version from SSL 3.0 to TLS 1.2, whose flights are in clear. */
    Optional<ProtocolVersion> latestInClear() {
        return inClear().stream().findFirst();
    }

    /** The living versions from SSL 3.0 to TLS 1.2, latest first. */
    List<ProtocolVersion> inClear() {
        return living.stream()
                .filter(version -> version != ProtocolVersion.SSL_2_0 && version != ProtocolVersion.TLS_1_3)
                .toList();
    }

    /** A hello of a living version as it is known to be answered: accepted suites, in a form that works. */
    Offer hello(ProtocolVersion version, List<String> alpn) {
        Shape shape = GroupExchange.shape(version, before).orElse(Shape.PLAIN);
        List<CipherSuite> accepted = SuiteLaw.accepted(version, before);
        List<CipherSuite> ordinary =
                accepted.stream().filter(suite -> !SuiteFamily.apart(suite)).toList();
        int most = shape == Shape.SHORT ? SUITES_OF_A_SHORT_HELLO : SUITES_AT_MOST;
        return Offer.hello(
                        version,
                        (ordinary.isEmpty() ? accepted : ordinary)
                                .stream().limit(most).toList(),
                        alpn)
                .in(shape);
    }

    /** Whether a hello of a version can have extensions. */
    boolean extensible(ProtocolVersion version) {
        return !version.before(ProtocolVersion.TLS_1_0)
                && GroupExchange.shape(version, before).orElse(Shape.PLAIN) != Shape.WITHOUT_EXTENSIONS;
    }

    /** What was asked for a fact with certain extras in a version. */
    List<Observation> asked(ProtocolVersion version, Predicate<Extras> extras) {
        return asked.stream()
                .filter(one -> one.asked() == version && extras.test(one.offer().extras()))
                .toList();
    }

    /** The handshakes that finished in a version. */
    List<Observation> finished(ProtocolVersion version) {
        return Stream.concat(before.stream(), asked.stream())
                .filter(one -> one.outcome() instanceof Outcome.Negotiated negotiated
                        && negotiated.selection().version() == version)
                .toList();
    }

    static Optional<Flight> flight(ProtocolVersion version, Observation one) {
        return SuiteReplies.chose(version, one) ? Flight.of(one) : Optional.empty();
    }
}
