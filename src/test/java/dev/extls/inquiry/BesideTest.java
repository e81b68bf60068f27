package dev.extls.inquiry;

import static dev.extls.inquiry.SuiteServer.HANDSHAKE_FAILURE;
import static dev.extls.tls.ProtocolVersion.TLS_1_0;
import static dev.extls.tls.ProtocolVersion.TLS_1_1;
import static dev.extls.tls.ProtocolVersion.TLS_1_2;
import static dev.extls.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Observation;
import dev.extls.observation.Outcome;
import dev.extls.observation.Question;
import dev.extls.offer.KnownSuites;
import dev.extls.offer.Offer;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Offers that are made while others are under way: the answers are the same, and no connection is made in vain. */
class BesideTest {
    private static final int SERVERS = Draws.of(60);
    private static final List<ProtocolVersion> VERSIONS = List.of(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3);
    private static final List<Outcome> REFUSALS = List.of(HANDSHAKE_FAILURE, new Outcome.Reset(), new Outcome.Closed());

    @Test
    void suitesOfAllVersionsAreReadExactlyWhateverIsAnsweredFirst() {
        Random random = new Random(Draws.seed());
        int dearest = 0;
        for (int draw = 0; draw < SERVERS; draw++) {
            Outcome refusal = REFUSALS.get(random.nextInt(REFUSALS.size()));
            SuiteServer server = server(random).refusingBy(refusal);

            SuiteCourse busy = BusyCourse.ofSuites(server, 2 + random.nextInt(3), random);

            SuiteCourse oneByOne = SuiteCourse.of(server);
            server.suites().keySet().forEach(version -> sameAnswers(version, server, busy, oneByOne));
            int more = busy.observations().size() - oneByOne.observations().size();
            dearest = Math.max(dearest, more);
            if (refusal == HANDSHAKE_FAILURE) {
                // which suites were compared may depend on what came first, and so whether the hello that shows whose
                // order decides is made
                assertThat(more)
                        .as("more connections, %s", server)
                        .isLessThanOrEqualTo(server.suites().size());
            }
        }
        System.out.println("where closes refuse, " + dearest + " connections more at most");
    }

    private static void sameAnswers(
            ProtocolVersion version, SuiteServer server, SuiteCourse busy, SuiteCourse oneByOne) {
        SuiteAnswers answers = busy.answers(version);
        assertThat(answers.accepted())
                .as("%s of %s", version, server)
                .containsExactlyInAnyOrderElementsOf(server.working(version));
        assertThat(answers.unknown()).as(answers.why()).isEmpty();
        assertThat(answers.serverOrder())
                .isIn(ServerOrder.UNKNOWN, server.ownOrder() ? ServerOrder.SERVER : ServerOrder.CLIENT);
        if (server.ownOrder()) {
            List<CipherSuite> compared = SuiteSteps.firstHello(version);
            assertThat(answers.accepted().stream().filter(compared::contains).toList())
                    .isEqualTo(oneByOne.answers(version).accepted().stream()
                            .filter(compared::contains)
                            .toList());
        }
    }

    @Test
    void whatEphemeralDiffieHellmanWithoutParametersHidesIsFound() {
        Random random = new Random(Draws.seed());
        for (int draw = 0; draw < SERVERS / 6; draw++) {
            Set<CipherSuite> broken = VERSIONS.stream()
                    .flatMap(version -> KnownSuites.of(version).stream())
                    .filter(suite -> suite.label().contains("_DHE_") && !KnownSuites.apart(suite))
                    .collect(Collectors.toSet());
            SuiteServer server = server(random).breakingDown(broken, REFUSALS.get(random.nextInt(REFUSALS.size())));

            SuiteCourse busy = BusyCourse.ofSuites(server, 2 + random.nextInt(3), random);

            for (ProtocolVersion version : server.suites().keySet()) {
                assertThat(busy.answers(version).accepted())
                        .as("%s of %s", version, server)
                        .containsExactlyInAnyOrderElementsOf(server.working(version));
                // what closes beside an answer each time is not known to be refused
                assertThat(broken).containsAll(busy.answers(version).unknown());
            }
        }
    }

    @Test
    void aPoolThatBalancesAtRandomNeverGivesAWrongAnswer() {
        Random random = new Random(Draws.seed());
        for (int draw = 0; draw < SERVERS / 10; draw++) {
            SuiteServer one = server(random);
            SuiteServer other = server(random);

            SuiteCourse busy =
                    BusyCourse.ofSuites(offer -> (random.nextBoolean() ? one : other).apply(offer), 2, random);

            for (ProtocolVersion version : VERSIONS) {
                Set<CipherSuite> some = new HashSet<>(one.working(version));
                some.addAll(other.working(version));
                assertThat(some).containsAll(busy.answers(version).accepted());
            }
        }
    }

    @Test
    void groupsOfAllVersionsAreReadInAsManyConnectionsAsOneByOne() {
        Random random = new Random(Draws.seed());
        for (Outcome refusal : REFUSALS) {
            for (int atOnce = 2; atOnce <= 4; atOnce++) {
                List<Observation> before = SuiteCourse.of(everyVersion()).observations();
                Function<Offer, Outcome> server =
                        offer -> GroupServer.of(offer.version(), "x25519", "secp256r1", "secp384r1")
                                .refusingBy(refusal)
                                .apply(offer);

                List<Observation> busy = BusyCourse.of(new GroupInquiry(List.of()), before, server, atOnce, random);

                List<Observation> oneByOne = BusyCourse.of(new GroupInquiry(List.of()), before, server, 1, random);
                for (ProtocolVersion version : VERSIONS) {
                    GroupAnswers answers = GroupLaw.answer(version, busy);
                    GroupAnswers expected = GroupLaw.answer(version, oneByOne);
                    assertThat(answers.accepted()).isNotEmpty().isEqualTo(expected.accepted());
                    assertThat(answers.unknown()).isEmpty();
                    assertThat(answers.refused()).isEqualTo(expected.refused());
                    assertThat(answers.serverOrder()).isEqualTo(expected.serverOrder());
                }
                assertThat(busy).hasSameSizeAs(oneByOne).anyMatch(one -> one.question() == Question.GROUPS);
            }
        }
    }

    private static SuiteServer everyVersion() {
        SuiteServer server = SuiteServer.of(TLS_1_2, SuiteLists.NGINX);
        List<CipherSuite> old = SuiteLists.known(TLS_1_0, "^TLS_ECDHE_RSA_WITH_AES");
        return server.and(TLS_1_1, old)
                .and(TLS_1_0, old)
                .and(TLS_1_3, SuiteServer.named("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"));
    }

    /** Two to four versions with suites of a few families or of any, in any order. */
    private static SuiteServer server(Random random) {
        SuiteServer server = SuiteServer.of(TLS_1_2, some(TLS_1_2, random));
        for (ProtocolVersion version : List.of(TLS_1_0, TLS_1_1, TLS_1_3)) {
            if (random.nextInt(3) > 0) {
                server = server.and(version, some(version, random));
            }
        }
        return random.nextBoolean() ? server : server.inTheOrderOfTheClient();
    }

    /** With one that a handshake finishes with. */
    private static List<CipherSuite> some(ProtocolVersion version, Random random) {
        List<CipherSuite> all =
                new ArrayList<>(random.nextBoolean() ? KnownSuites.likely(version) : KnownSuites.of(version));
        Collections.shuffle(all, random);
        List<CipherSuite> some = new ArrayList<>(all.subList(0, Math.min(all.size(), 1 + random.nextInt(24))));
        CipherSuite usual = new CipherSuite(version == TLS_1_3 ? 0x1301 : 0x002f);
        if (!some.contains(usual)) {
            some.add(usual);
        }
        return List.copyOf(some);
    }

    @Test
    void nothingGoesBesideWhatIsNotWantedAnyMore() {
        Offer one = Offer.look(List.of());
        Offer other = Offer.olderLook(List.of());

        assertThat(UnderWay.beyond(List.of(one, other), List.of(one))).containsExactly(other);
        assertThat(UnderWay.beyond(List.of(one, one), List.of(one))).containsExactly(one);
        assertThat(UnderWay.beyond(List.of(one), List.of(one, one))).isEmpty();
        assertThat(UnderWay.beyond(List.of(one), List.of(other))).isEmpty();
    }
}
