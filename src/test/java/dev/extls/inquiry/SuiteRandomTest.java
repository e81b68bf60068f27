package dev.extls.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.extls.observation.Outcome;
import dev.extls.offer.KnownSuites;
import dev.extls.tls.CipherSuite;
import dev.extls.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Servers of random configuration: a thousand that are well-behaved, hundreds that are not. */
class SuiteRandomTest {
    private static final int SERVERS = Draws.of(1000);
    private static final List<ProtocolVersion> VERSIONS = List.of(
            ProtocolVersion.SSL_3_0,
            ProtocolVersion.TLS_1_0,
            ProtocolVersion.TLS_1_1,
            ProtocolVersion.TLS_1_2,
            ProtocolVersion.TLS_1_2,
            ProtocolVersion.TLS_1_2,
            ProtocolVersion.TLS_1_3);
    private static final List<Outcome> CLOSES =
            List.of(new Outcome.Reset(), new Outcome.Closed(), SuiteServer.HANDSHAKE_FAILURE);

    @Test
    void wellBehavedServersAreReadExactlyAndCheaply() {
        Random random = seeded();
        int dearest = 0;
        for (int server = 0; server < SERVERS; server++) {
            ProtocolVersion version = VERSIONS.get(random.nextInt(VERSIONS.size()));
            List<CipherSuite> suites = random(version, random);
            SuiteServer one = SuiteServer.of(version, suites);
            boolean ofTheClient = random.nextBoolean();
            SuiteCourse course = SuiteCourse.of(ofTheClient ? one.inTheOrderOfTheClient() : one);
            SuiteAnswers answers = course.answers(version);

            assertThat(answers.accepted()).as("%s %s", version, suites).containsExactlyInAnyOrderElementsOf(suites);
            assertThat(answers.unknown()).isEmpty();
            assertThat(answers.why()).isEmpty();
            if (!ofTheClient) {
                assertThat(comparable(version, course, answers.accepted()))
                        .isEqualTo(comparable(version, course, suites));
            }
            assertThat(answers.serverOrder())
                    .isIn(ServerOrder.UNKNOWN, ofTheClient ? ServerOrder.CLIENT : ServerOrder.SERVER);
            if (comparable(version, course, suites).size() > 1
                    && suites.stream().noneMatch(SuiteRandomTest::chaCha)) {
                assertThat(answers.serverOrder()).isNotEqualTo(ServerOrder.UNKNOWN);
            }
            int more = course.beyondAccepted(version);
            dearest = Math.max(dearest, more);
            boolean helloFirst = course.observations().stream()
                    .filter(seen -> SuiteReplies.chose(version, seen))
                    .findFirst()
                    .filter(seen -> !seen.handshakeTried())
                    .isPresent();
            // what a hello without finite-field suites chose is compared with them; a server that follows the client
            // may be asked from both ends
            assertThat(more).as("%s %s", version, suites).isLessThanOrEqualTo(helloFirst || ofTheClient ? 11 : 10);
        }
        System.out.println("well-behaved servers: accepted + " + dearest + " at most");
    }

    @Test
    void serversThatRefuseByClosingAreReadExactly() {
        Random random = seeded();
        int dearest = 0;
        for (int server = 0; server < SERVERS / 5; server++) {
            ProtocolVersion version = VERSIONS.get(random.nextInt(VERSIONS.size()));
            SuiteServer one =
                    SuiteServer.of(version, random(version, random)).refusingBy(CLOSES.get(random.nextInt(2)));
            SuiteCourse course = SuiteCourse.ofLiving(one, version, 1 + random.nextInt(4));
            SuiteAnswers answers = course.answers(version);

            assertThat(answers.accepted()).containsExactlyInAnyOrderElementsOf(one.working(version));
            assertThat(answers.unknown()).isEmpty();
            dearest = Math.max(
                    dearest, course.connections(version) - answers.accepted().size());
        }
        System.out.println("refusing by closes: accepted + " + dearest + " at most");
    }

    @Test
    void whatEphemeralDiffieHellmanWithoutParametersHidesIsFound() {
        Random random = seeded();
        int dearest = 0;
        for (int server = 0; server < SERVERS / 2; server++) {
            ProtocolVersion version = VERSIONS.get(random.nextInt(6));
            Set<CipherSuite> broken =
                    known(version, suite -> suite.label().contains("_DHE_") && !KnownSuites.apart(suite));
            List<CipherSuite> suites = withOneThatWorks(version, random);
            SuiteServer one = SuiteServer.of(version, suites).breakingDown(broken, CLOSES.get(random.nextInt(3)));
            SuiteCourse course =
                    SuiteCourse.ofLiving(random.nextBoolean() ? one : one.inTheOrderOfTheClient(), version, 1);
            SuiteAnswers answers = course.answers(version);

            assertThat(answers.accepted())
                    .as("%s %s", version, suites)
                    .containsExactlyInAnyOrderElementsOf(one.working(version));
            assertThat(answers.unknown()).as(answers.why()).isEmpty();
            dearest = Math.max(
                    dearest, course.connections(version) - answers.accepted().size());
        }
        System.out.println("without parameters for DHE: accepted + " + dearest + " at most");
    }

    private static Random seeded() {
        return new Random(Draws.seed());
    }

    /** The ordinary suites that stood in the first list, without the one that the handshake chose: the server compared all of them. */
    private static List<CipherSuite> comparable(ProtocolVersion version, SuiteCourse course, List<CipherSuite> suites) {
        Set<CipherSuite> first = course.observations().stream()
                .filter(one -> one.offer().version() == version && !one.handshakeTried())
                .findFirst()
                .map(one -> Set.copyOf(one.offer().suites()))
                .orElse(Set.of());
        return suites.stream().filter(first::contains).toList();
    }

    private static boolean chaCha(CipherSuite suite) {
        return suite.label().contains("CHACHA20");
    }

    /** 1 to 64 suites, of a few families or of any, in any order. */
    private static List<CipherSuite> random(ProtocolVersion version, Random random) {
        List<CipherSuite> all = new ArrayList<>(KnownSuites.of(version));
        if (random.nextInt(4) > 0) {
            List<CipherSuite> likely = KnownSuites.likely(version);
            all.retainAll(random.nextBoolean() ? likely : known(version, suite -> !KnownSuites.apart(suite)));
        }
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, 1 + random.nextInt(Math.min(64, all.size()))));
    }

    /** The first is none that is broken. */
    private static List<CipherSuite> withOneThatWorks(ProtocolVersion version, Random random) {
        List<CipherSuite> suites = new ArrayList<>(List.of(new CipherSuite(0x002f)));
        random(version, random).stream()
                .filter(suite -> !suites.contains(suite))
                .forEach(suites::add);
        return List.copyOf(suites);
    }

    private static Set<CipherSuite> known(ProtocolVersion version, Predicate<CipherSuite> wanted) {
        return KnownSuites.of(version).stream().filter(wanted).collect(Collectors.toSet());
    }
}
