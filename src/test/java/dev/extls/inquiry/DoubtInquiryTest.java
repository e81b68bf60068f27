package dev.extls.inquiry;

import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DoubtInquiryTest {
    private static final List<CipherSuite> SUITES = SuiteServer.named(
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_256_CBC_SHA",
            "TLS_RSA_WITH_AES_128_CBC_SHA");

    /** Speaks some versions, closes what it refuses; its way loses hellos by number. */
    private static final class Lossy implements Function<Offer, Outcome> {
        private final SuiteServer server;
        private final int closes;
        private final int every;
        private int oldAsked;
        private int asked;

        Lossy(Set<ProtocolVersion> versions, int closesOfTls11, int garblesEvery) {
            Map<ProtocolVersion, List<CipherSuite>> spoken = new EnumMap<>(ProtocolVersion.class);
            versions.forEach(version -> spoken.put(version, SUITES));
            server = new SuiteServer(spoken, true, Set.of(), new Outcome.Closed(), new Outcome.Closed());
            closes = closesOfTls11;
            every = garblesEvery;
        }

        @Override
        public Outcome apply(Offer offer) {
            if (offer.version() == TLS_1_1 && oldAsked++ < closes) {
                return new Outcome.Closed();
            }
            Outcome outcome = server.apply(offer);
            // the hellos that ask for versions are few
            boolean ofSuites = asked++ > 20;
            return ofSuites && asked % every == 0 ? new Outcome.Garbled("a record of 0 bytes") : outcome;
        }
    }

    private static Answer answer(SuiteCourse course, ProtocolVersion version) {
        return Objects.requireNonNull(
                EndpointAnswers.of(Seen.DOOR, course.observations()).versions().get(version));
    }

    private static SuiteCourse withoutDoubt(SuiteCourse course) {
        long first = course.observations().stream()
                .filter(one -> one.question() == Question.SUITES)
                .mapToLong(Observation::number)
                .min()
                .orElseThrow();
        long late = course.observations().stream()
                .filter(one -> one.question() == Question.VERSIONS && one.number() > first)
                .mapToLong(Observation::number)
                .min()
                .orElse(Long.MAX_VALUE);
        List<Observation> before = course.observations().stream()
                .filter(one -> one.number() < late)
                .toList();
        return new SuiteCourse(before, course.ofVersions(), course.rounds());
    }

    @Test
    void aVersionWhoseClosesWereChanceIsFoundWhenSuitesShowChance() {
        SuiteCourse course = SuiteCourse.ofVersionsDoubted(new Lossy(Set.of(TLS_1_1, TLS_1_2), 5, 4), 1);

        assertThat(VersionLaw.answer(TLS_1_1, course.observations().subList(0, course.ofVersions()))
                        .kind())
                .isEqualTo(AnswerKind.NO);
        Answer before = answer(withoutDoubt(course), TLS_1_1);
        assertThat(before.kind()).isEqualTo(AnswerKind.UNKNOWN);
        assertThat(before.why()).contains("connections fail by chance");
        assertThat(answer(course, TLS_1_1).kind()).isEqualTo(AnswerKind.YES);
        assertThat(course.answers(TLS_1_1).accepted()).containsExactlyInAnyOrderElementsOf(SUITES);
    }

    @Test
    void aVersionThatIsRefusedIsAskedForUntilItsRefusalStands() {
        SuiteCourse course = SuiteCourse.ofVersionsDoubted(new Lossy(Set.of(TLS_1_2), 0, 4), 1);

        assertThat(answer(withoutDoubt(course), TLS_1_1).kind()).isEqualTo(AnswerKind.UNKNOWN);
        assertThat(answer(course, TLS_1_1).kind()).isEqualTo(AnswerKind.NO);
        assertThat(answer(course, TLS_1_2).kind()).isEqualTo(AnswerKind.YES);
    }

    @Test
    void whereNothingFailsNothingIsAskedAgain() {
        SuiteCourse course =
                SuiteCourse.ofVersionsDoubted(new Lossy(Set.of(TLS_1_1, TLS_1_2), 0, Integer.MAX_VALUE), 1);

        assertThat(withoutDoubt(course).observations()).isEqualTo(course.observations());
    }
}
