package dev.extls.inquiry;

import static dev.extls.inquiry.SuiteLists.known;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.observation.Selection;
import dev.extls.observation.Stop;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.tls.Alert;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The law of suites, sentence by sentence. */
class SuiteLawTest {
    private static final CipherSuite AES_128 = new CipherSuite(0xC02F);
    private static final CipherSuite AES_256 = new CipherSuite(0xC030);
    private static final List<CipherSuite> ECDHE_RSA = known(TLS_1_2, "^TLS_ECDHE_RSA_WITH_ARIA");
    private static final List<CipherSuite> DHE_RSA = known(TLS_1_2, "^TLS_DHE_RSA_WITH_ARIA");
    private static final List<CipherSuite> PSK = known(TLS_1_2, "^TLS_PSK_WITH_ARIA");
    private static final List<CipherSuite> MIXED =
            Stream.concat(ECDHE_RSA.stream(), DHE_RSA.stream()).toList();

    private static Outcome alert(int level, int description) {
        return new Outcome.Alerted(new Alert(level, description));
    }

    private static Outcome chose(ProtocolVersion version, CipherSuite suite) {
        return new Outcome.Selected(new Selection(version, suite, -1, "", false), Stop.AS_ASKED, "");
    }

    private static Offer hello(List<CipherSuite> suites) {
        return Offer.hello(TLS_1_2, suites, List.of());
    }

    /** TLS 1.2 lives. */
    private static Seen living() {
        return Seen.nothing()
                .add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128))
                .asking(Question.SUITES);
    }

    private static SuiteAnswers answer(Seen seen) {
        return SuiteLaw.answer(TLS_1_2, seen.list());
    }

    static Stream<Outcome> refusals() {
        return Stream.of(alert(2, 40), alert(2, 71), alert(2, 70), chose(TLS_1_1, new CipherSuite(0xC013)));
    }

    static Stream<Outcome> noRefusals() {
        return Stream.of(
                alert(2, 80),
                alert(2, 47),
                alert(1, 40),
                alert(1, 70),
                new Outcome.Closed(),
                new Outcome.Reset(),
                new Outcome.Silent("20 s"),
                new Outcome.Garbled("not TLS"),
                new Outcome.NotOffered("our fault"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusedFamilyStandsForItsMembers(Outcome refusal) {
        assertThat(answer(living().add(hello(ECDHE_RSA), refusal)).refused()).isEqualTo(ECDHE_RSA.size());
    }

    @ParameterizedTest
    @MethodSource("noRefusals")
    void whatIsNoRefusalRefusesNothing(Outcome outcome) {
        SuiteAnswers answers = answer(living().add(hello(ECDHE_RSA), outcome));

        assertThat(answers.refused()).isZero();
        assertThat(answers.unknown()).hasSize(KnownSuites.of(TLS_1_2).size() - 1);
        assertThat(answers.why()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusedMixedListProvesNothing(Outcome refusal) {
        assertThat(answer(living().add(hello(MIXED), refusal)).refused()).isZero();
    }

    @Test
    void beingPassedOverIsNoRefusal() {
        Seen seen = living().add(hello(List.of(AES_128, AES_256)), chose(TLS_1_2, AES_128));

        assertThat(answer(seen).unknown()).contains(AES_256);
        assertThat(answer(seen).refused()).isZero();
    }

    @Test
    void whereRefusalsHideSuitesAFamilyStandsOnlyWithBothItsHalves() {
        List<CipherSuite> rest = ECDHE_RSA.subList(1, ECDHE_RSA.size());
        Seen seen = living().add(hello(MIXED), alert(2, 40))
                .add(hello(ECDHE_RSA), chose(TLS_1_2, ECDHE_RSA.get(0)))
                .add(hello(rest), alert(2, 40));
        assertThat(answer(seen).refused()).isZero();

        seen.add(hello(rest.subList(0, 1)), alert(2, 40));
        assertThat(answer(seen).refused()).as("alone it stands").isEqualTo(1);

        seen.add(hello(rest.subList(1, rest.size())), alert(2, 40));
        assertThat(answer(seen).refused()).isEqualTo(rest.size());
    }

    /** The server may have chosen the one that it cannot do, and refused the other with it. */
    @Test
    void whereRefusalsHideSuitesOneLegacyCipherDoesNotStandForAnother() {
        List<CipherSuite> legacy = known(TLS_1_2, "^TLS_ECDHE_RSA_WITH_(RC4|3DES)");
        List<CipherSuite> rest =
                Stream.concat(legacy.stream(), ECDHE_RSA.stream()).toList();
        Seen seen = living().add(
                        hello(Stream.concat(Stream.of(AES_256), rest.stream()).toList()), alert(2, 40))
                .add(hello(List.of(AES_256)), chose(TLS_1_2, AES_256))
                .add(hello(rest), alert(2, 40))
                .add(hello(legacy), alert(2, 40))
                .add(hello(ECDHE_RSA), alert(2, 40));
        assertThat(legacy).hasSize(2);
        assertThat(answer(seen).unknown()).containsAll(legacy);

        seen.add(hello(legacy.subList(0, 1)), alert(2, 40));
        assertThat(answer(seen).unknown()).contains(legacy.get(1)).doesNotContain(legacy.get(0));
    }

    @Test
    void whereRefusalsHideSuitesAFamilyThatStoodInNoSuchListNeedsNoHalves() {
        List<CipherSuite> other = known(TLS_1_2, "^TLS_KRB5_WITH");
        Seen seen = living().add(hello(MIXED), alert(2, 40))
                .add(hello(ECDHE_RSA), chose(TLS_1_2, ECDHE_RSA.get(0)))
                .add(hello(other), alert(2, 40));

        assertThat(answer(seen).refused()).isEqualTo(other.size());
    }

    @Test
    void closesRefuseTwiceBetweenControls() {
        Seen seen = living().add(hello(ECDHE_RSA), new Outcome.Reset());
        seen.add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128));
        assertThat(answer(seen).refused()).as("once").isZero();

        seen.add(hello(ECDHE_RSA), new Outcome.Reset());
        assertThat(answer(seen).refused()).as("no control after the second").isZero();

        seen.add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128));
        assertThat(answer(seen).refused()).isEqualTo(ECDHE_RSA.size());
    }

    @Test
    void whereTheServerClosesByFinAnRstMayBeChanceAndWeighsHalf() {
        Seen seen = living();
        for (List<CipherSuite> refused : List.of(DHE_RSA, PSK)) {
            seen.add(hello(refused), new Outcome.Closed()).add(hello(refused), new Outcome.Closed());
        }
        seen.add(hello(ECDHE_RSA), new Outcome.Reset())
                .add(hello(ECDHE_RSA), new Outcome.Reset())
                .add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128));
        assertThat(answer(seen).unknown()).containsAll(ECDHE_RSA).doesNotContainAnyElementsOf(DHE_RSA);

        seen.add(hello(ECDHE_RSA), new Outcome.Closed()).add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128));
        assertThat(answer(seen).unknown()).as("two halves and a whole").doesNotContainAnyElementsOf(ECDHE_RSA);
    }

    @Test
    void anRstOfEachOfTwoListsRefusesNothingWhereTheServerClosesByFin() {
        Seen seen = living().add(hello(PSK), new Outcome.Closed()).add(hello(PSK), new Outcome.Closed());
        seen.add(hello(join(ECDHE_RSA, DHE_RSA)), new Outcome.Reset())
                .add(hello(ECDHE_RSA), new Outcome.Reset())
                .add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128));

        assertThat(answer(seen).unknown()).containsAll(ECDHE_RSA);
    }

    @Test
    void theControlMustBeOfTheSameVersion() {
        Seen seen = living().add(hello(ECDHE_RSA), new Outcome.Reset())
                .add(hello(ECDHE_RSA), new Outcome.Reset())
                .negotiated(TLS_1_3);

        assertThat(answer(seen).refused()).isZero();
    }

    @Test
    void aSuiteOnceChosenStaysAcceptedAndTheContradictionIsSaid() {
        SuiteAnswers answers = answer(living().add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128))
                .add(hello(List.of(AES_128)), alert(2, 40)));

        assertThat(answers.accepted()).containsExactly(AES_128);
        assertThat(answers.refused()).isZero();
        assertThat(answers.why()).contains("answers contradict each other: 2 of 3 like A, 1 of 3 like B");
    }

    @Test
    void whatAHelloOfAHigherVersionChoseCounts() {
        Seen seen = Seen.nothing().add(Offer.tls13OrLower(List.of()), chose(TLS_1_2, AES_128));

        assertThat(answer(seen).accepted()).containsExactly(AES_128);
        assertThat(SuiteLaw.answer(TLS_1_3, seen.list()).accepted()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void everySuiteHasOneFamilyAndEveryPartFitsIntoOneHello(ProtocolVersion version) {
        assertThat(KnownSuites.of(version).stream()
                        .collect(groupingBy(SuiteFamily::part))
                        .values())
                .hasSizeLessThanOrEqualTo(8)
                .allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(64));
        assertThat(KnownSuites.of(version))
                .allSatisfy(suite -> assertThat(SuiteFamily.of(suite).name())
                        .matches("[A-Z0-9_]+(anon)?( EXPORT| NULL)?|TLS 1.3( NULL)?|SSL 2.0"));
    }

    @Test
    void aFamilyNeverSpansTwoPartsButForTheLegacyCiphersOfRsa() {
        assertThat(KnownSuites.of(TLS_1_2).stream()
                        .collect(groupingBy(SuiteFamily::of, mapping(SuiteFamily::part, toSet())))
                        .entrySet())
                .filteredOn(entry -> entry.getValue().size() > 1)
                .extracting(entry -> entry.getKey().name())
                .containsExactly("RSA");
    }

    @Test
    void closesBesideAConnectionThatWasAnsweredRefuseNothingByThemselves() {
        Seen seen = living();
        for (int time = 0; time < 2; time++) {
            seen.add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128))
                    .lasting(1.2)
                    .add(hello(ECDHE_RSA), new Outcome.Reset());
        }
        seen.add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128));
        assertThat(answer(seen).unknown()).containsAll(ECDHE_RSA);

        seen.add(hello(ECDHE_RSA), new Outcome.Reset()).add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128));
        assertThat(answer(seen).unknown()).doesNotContainAnyElementsOf(ECDHE_RSA);
    }

    @Test
    void oneCloseEachOfTwoListsRefusesWhatStoodInBoth() {
        List<CipherSuite> one = join(ECDHE_RSA, DHE_RSA);
        List<CipherSuite> other = join(ECDHE_RSA, PSK);
        Seen seen = living().add(hello(one), new Outcome.Reset()).add(hello(other), new Outcome.Reset());
        assertThat(answer(seen).refused()).as("no control after the second").isZero();

        seen.add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128));
        assertThat(answer(seen).refused()).isEqualTo(ECDHE_RSA.size());
        assertThat(answer(seen).unknown()).containsAll(DHE_RSA).containsAll(PSK);
    }

    @Test
    void twoListsRefuseNothingTogetherIfWhatOneLacksMayHideTheSuiteInBoth() {
        List<CipherSuite> dheDss = known(TLS_1_2, "^TLS_DHE_DSS_WITH_ARIA");
        Seen families = living().add(hello(join(ECDHE_RSA, DHE_RSA)), new Outcome.Reset())
                .add(hello(join(ECDHE_RSA, dheDss)), new Outcome.Reset())
                .add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128));
        assertThat(answer(families).refused())
                .as("ephemeral Diffie-Hellman stood in both")
                .isZero();

        Seen parts = living().add(hello(join(MIXED, PSK)), new Outcome.Reset())
                .add(hello(MIXED), new Outcome.Reset())
                .add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128));
        assertThat(answer(parts).refused()).as("two parts stood in both").isZero();
    }

    @Test
    void aListOfWhichASuiteIsAcceptedRefusesNothingTogetherWithAnother() {
        Seen seen = living().add(hello(join(ECDHE_RSA, DHE_RSA)), new Outcome.Reset())
                .add(hello(join(ECDHE_RSA, PSK)), new Outcome.Reset())
                .add(hello(DHE_RSA), chose(TLS_1_2, DHE_RSA.get(0)));

        assertThat(answer(seen).refused()).isZero();
    }

    @Test
    void twoListsClosedBesideAnswersRefuseNothing() {
        Seen seen = living();
        for (List<CipherSuite> list : List.of(join(ECDHE_RSA, DHE_RSA), join(ECDHE_RSA, PSK))) {
            seen.add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128))
                    .lasting(1.2)
                    .add(hello(list), new Outcome.Reset());
        }
        seen.add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128));

        assertThat(answer(seen).refused()).isZero();
    }

    @Test
    void theCloseOfALongListCountsOnlyWhereOneAsLongIsAnswered() {
        List<CipherSuite> longer = known(TLS_1_2, "^TLS_ECDHE_RSA_|^TLS_RSA_WITH_|^TLS_SRP|^TLS_ECDHE_ECDSA").stream()
                .filter(suite -> !suite.equals(AES_128) && !suite.equals(AES_256) && !KnownSuites.apart(suite))
                .toList();
        assertThat(longer).hasSizeGreaterThan(64);
        Seen seen = living().add(hello(longer), new Outcome.Reset())
                .add(hello(join(ECDHE_RSA, PSK)), new Outcome.Reset())
                .add(hello(List.of(AES_128)), chose(TLS_1_2, AES_128));
        assertThat(answer(seen).refused()).isZero();

        seen.add(hello(join(List.of(AES_128), longer)), chose(TLS_1_2, AES_128));
        assertThat(answer(seen).refused()).isEqualTo(ECDHE_RSA.size());
    }

    private static List<CipherSuite> join(List<CipherSuite> one, List<CipherSuite> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
