package dev.extls.inquiry;

import static dev.extls.inquiry.SuiteServer.HANDSHAKE_FAILURE;
import static dev.extls.inquiry.SuiteServer.named;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.Offer;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Suites of nodes behind one address that do not accept the same. */
class SuitePoolTest {
    private static final List<CipherSuite> HARDENED = named(
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final List<CipherSuite> FORGOTTEN = named(
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_RSA_WITH_RC4_128_SHA");

    private static SuiteServer hardened() {
        return SuiteServer.of(TLS_1_2, HARDENED);
    }

    private static SuiteServer forgotten() {
        return SuiteServer.of(TLS_1_2, FORGOTTEN);
    }

    private static Function<Offer, Outcome> inTurn(int first, SuiteServer... nodes) {
        AtomicInteger turn = new AtomicInteger(first);
        return offer -> nodes[turn.getAndIncrement() % nodes.length].apply(offer);
    }

    static Stream<Outcome> refusals() {
        return Stream.of(HANDSHAKE_FAILURE, new Outcome.Reset(), new Outcome.Closed());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void twoNodesInTurnAreToldApartWithBothSets(Outcome refusal) {
        for (int first = 0; first < 2; first++) {
            SuiteServer one = hardened().refusingBy(refusal);
            SuiteServer other = forgotten().refusingBy(refusal);

            SuiteCourse course = SuiteCourse.of(inTurn(first, one, other));

            bothSets(course, HARDENED, FORGOTTEN, first + " first, " + refusal);
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void oneOddNodeOfThreeIsToldApart(Outcome refusal) {
        for (int first = 0; first < 3; first++) {
            SuiteServer usual = hardened().refusingBy(refusal);

            SuiteCourse course = SuiteCourse.of(inTurn(first, usual, forgotten().refusingBy(refusal), usual));

            bothSets(course, HARDENED, FORGOTTEN, first + " first, " + refusal);
        }
    }

    @Test
    void nodesThatHaveNothingInCommonAreToldApart() {
        List<CipherSuite> aes = named("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_256_CBC_SHA");
        List<CipherSuite> gcm = HARDENED.subList(0, 2);

        SuiteCourse course = SuiteCourse.of(inTurn(0, SuiteServer.of(TLS_1_2, aes), SuiteServer.of(TLS_1_2, gcm)));

        bothSets(course, aes, gcm, "nothing in common");
    }

    private static void bothSets(SuiteCourse course, List<CipherSuite> one, List<CipherSuite> other, String what) {
        SuiteAnswers answers = course.answers(TLS_1_2);
        Set<CipherSuite> some = new HashSet<>(one);
        some.addAll(other);
        long asked = course.observations().stream()
                .filter(seen -> seen.question() == Question.SUITES)
                .count();
        System.out.printf("%s: %d connections for suites; %s%n", what, asked, answers.why());
        assertThat(answers.accepted()).as(what).containsExactlyInAnyOrderElementsOf(some);
        assertThat(answers.why()).contains("answers contradict each other");
        assertThat(answers.kinds()).as(what).hasSize(2);
        assertThat(answers.kinds().stream().map(kind -> Set.copyOf(kind.accepted())))
                .as(what)
                .containsExactlyInAnyOrder(Set.copyOf(one), Set.copyOf(other));
        assertThat(answers.kinds())
                .allSatisfy(kind -> assertThat(kind.unknown()).isEmpty());
        assertThat(answers.serverOrder()).isEqualTo(ServerOrder.UNKNOWN);
        assertThat(asked).isLessThanOrEqualTo(UnlikeSuiteSteps.CONNECTIONS_AT_MOST);
    }

    @Test
    void aPoolThatBalancesAtRandomNeverGivesAWrongAnswer() {
        Random random = new Random(Draws.seed());
        int seenUnlike = 0;
        int runs = Draws.of(100);
        for (int run = 0; run < runs; run++) {
            int odd = 2 + random.nextInt(2);
            Function<Offer, Outcome> pool = offer -> (random.nextInt(odd) == 0 ? forgotten() : hardened()).apply(offer);

            SuiteAnswers answers = SuiteCourse.of(pool).answers(TLS_1_2);

            Set<CipherSuite> some = new HashSet<>(HARDENED);
            some.addAll(FORGOTTEN);
            assertThat(some).containsAll(answers.accepted());
            if (answers.kinds().isEmpty()) {
                continue;
            }
            seenUnlike++;
            // one chance in 2^6 and in (3/2)^6 that a node is not met; so what a kind accepts is held against both
            // nodes together
            assertThat(answers.kinds())
                    .allSatisfy(kind ->
                            assertThat(some).containsAll(kind.accepted()).containsAll(kind.refused()));
        }
        System.out.println(seenUnlike + " of " + runs + " pools were seen to be unlike");
        assertThat(seenUnlike).isGreaterThan(runs / 2);
    }

    /** As the lab's: two nodes speak TLS 1.2 alone, the third TLS 1.0 and 1.1 too, with more suites. */
    @Test
    void aPoolOfUnlikeVersionsCostsNoMoreThanItsBoundAndSaysWhatIsUnknown() {
        List<CipherSuite> old = SuiteLists.known(TLS_1_0, "^TLS_(ECDHE_|DHE_)?RSA_WITH_(AES|3DES|RC4)");
        SuiteServer usual = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016.subList(0, 12));
        SuiteServer odd = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016)
                .and(TLS_1_1, old)
                .and(TLS_1_0, old);

        SuiteCourse course = SuiteCourse.of(inTurn(1, usual, odd, usual));

        assertThat(course.observations().stream().filter(one -> one.question() == Question.SUITES))
                .hasSizeLessThanOrEqualTo(UnlikeSuiteSteps.CONNECTIONS_AT_MOST);
        for (ProtocolVersion version : List.of(TLS_1_0, TLS_1_1, TLS_1_2)) {
            SuiteAnswers answers = course.answers(version);
            System.out.println(version.label() + ": " + answers.why());
            Collection<CipherSuite> some = odd.working(version);
            assertThat(some).containsAll(answers.accepted());
            assertThat(answers.refused())
                    .isLessThanOrEqualTo(answers.unknown().size()
                            + answers.refused()
                            - (int) some.stream()
                                    .filter(suite -> !answers.accepted().contains(suite))
                                    .count());
            assertThat(answers.why()).contains("unlike nodes answer here");
        }
    }

    /** Whatever node the few hellos for versions happened to reach: the many for suites reach the others. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 1", "0, 2", "1, 2", "2, 2"})
    void aVersionThatOnlyTheOddNodeSpeaksIsSaidToBeRefusedByOthers(int first, int sideBySide) {
        List<CipherSuite> old = SuiteLists.known(TLS_1_0, "^TLS_(ECDHE_|DHE_)?RSA_WITH_(AES|3DES|RC4)");
        SuiteServer usual =
                SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016.subList(0, 12)).refusingBy(new Outcome.Reset());
        SuiteServer odd = SuiteServer.of(TLS_1_2, SuiteLists.WINDOWS_2016)
                .and(TLS_1_0, old)
                .refusingBy(new Outcome.Reset());

        SuiteCourse course = SuiteCourse.ofVersionsConfirmed(inTurn(first, usual, usual, odd), sideBySide);

        Answer answer = Objects.requireNonNull(
                EndpointAnswers.of(Seen.DOOR, course.observations()).versions().get(TLS_1_0));
        assertThat(answer.kind()).isEqualTo(AnswerKind.YES);
        assertThat(answer.contradicted()).as(answer.why()).isTrue();
    }

    @Test
    void whatIsAskedOfUnlikeNodesIsAskedOneAfterTheOther() {
        Seen seen = Seen.nothing()
                .negotiated(TLS_1_2)
                .by("EX01")
                .negotiated(TLS_1_2)
                .by("EX02");
        seen.asking(Question.SUITES);
        Function<Offer, Outcome> pool = inTurn(0, hardened(), forgotten());
        SuiteInquiry inquiry = new SuiteInquiry(List.of());
        for (List<Offer> offers = inquiry.next(seen.list()); !offers.isEmpty(); offers = inquiry.next(seen.list())) {
            assertThat(offers).hasSize(1);
            seen.add(offers.get(0), pool.apply(offers.get(0)));
        }
        assertThat(SuiteLaw.answer(TLS_1_2, seen.list()).kinds()).hasSize(2);
    }
}
